import { manifestPath, signaturePath } from './asicManifest.ts'
import type { ByteSource } from './byteSource.ts'
import type { Trust } from './certificates-judge.ts'
import { verifyCms } from './cms.ts'
import { verifyDocx } from './docx.ts'
import { judgeApprovals } from './pack-approvals.ts'
import { judgeAuditLog } from './pack-audit.ts'
import { judgeContainer, judgeForm } from './pack-container.ts'
import { waiverNotes } from './pack-duties.ts'
import { judgeExporter, type ProvenEvent, provenRevocations } from './pack-events.ts'
import {
  createNobleSha256,
  jsonOf,
  type PackedFile,
  type RunningHash,
  readPackedFiles,
} from './pack-files.ts'
import { judgeCompleteness, judgeRecord, readRecord } from './pack-record.ts'
import { judgeTimes } from './pack-times.ts'
import { verifyPdf } from './pdf.ts'
import { judgeRevocations, readRevoked, revocationNote } from './revocations.ts'
import { shownTime } from './shownTime.ts'
import { bad, type Check, type SignerFact, unknown, type Verification, verdictOf } from './verdict.ts'
import { readZip, type ZipArchive, ZipError } from './zip.ts'

const revokedPath = 'data/certificates/revoked.json'

export interface PackTrust extends Trust {
  /** A faster SHA-256 than the built-in one, where the platform has it. */
  createSha256?: () => RunningHash
}

/** What has been found so far; each check goes to one verdict. */
class Findings {
  readonly signature: Check[] = []
  readonly integrity: Check[] = []
  readonly completeness: Check[] = []
  readonly signers: SignerFact[] = []
  readonly notChecked = new Set<string>()

  add(part: {
    signature?: Check[]
    integrity?: Check[]
    signers?: SignerFact[]
    notChecked?: string[]
  }): void {
    this.signature.push(...(part.signature ?? []))
    this.integrity.push(...(part.integrity ?? []))
    this.signers.push(...(part.signers ?? []))
    for (const sentence of part.notChecked ?? []) this.notChecked.add(sentence)
  }

  result(): Verification {
    return {
      kind: 'pack',
      signature: verdictOf(this.signature),
      integrity: verdictOf(this.integrity),
      completeness: verdictOf(this.completeness),
      signers: this.signers,
      notChecked: [...this.notChecked],
    }
  }
}

/**
 * Judges a pack: its ZIP, its signature (ETSI EN 319 162-1, 4.4), its bag (RFC 8493), and what is in it: the record,
 * the approvals, the exhibits, the extract of the audit log, and the signed reports. Never throws for what stands in
 * the file.
 */
export async function verifyPack(source: ByteSource, trust: PackTrust): Promise<Verification> {
  const findings = new Findings()
  let zip: ZipArchive
  try {
    zip = await readZip(source)
  } catch (error) {
    if (!(error instanceof ZipError)) throw error
    findings.integrity.push(bad('pack.zip', error.message, error.entry))
    findings.signature.push(
      unknown('pack.zip', 'The signature was not looked at: the pack cannot be read as one.'),
    )
    findings.completeness.push(
      unknown('pack.zip', 'Whether it is complete cannot be told: the pack cannot be read.'),
    )
    return findings.result()
  }
  findings.integrity.push(...judgeForm(zip.entries))
  const { files, checks } = await readPackedFiles(zip, trust.createSha256 ?? createNobleSha256)
  findings.integrity.push(...checks, ...judgeContainer(files))
  const signer = await judgeSignature(files, trust, findings)
  const { record, checks: recordChecks } = readRecord(files)
  findings.integrity.push(...recordChecks)
  if (record) {
    findings.integrity.push(...judgeRecord(record, files))
    findings.add(await judgeApprovals(record, files, trust, signer?.timestampTime))
  }
  const log = await judgeAuditLog(files, record, trust)
  findings.integrity.push(...log.checks)
  if (record) findings.signature.push(...judgeExporter(record, signer, log.events))
  findings.signature.push(...judgeTimes(signer, record, log.events, signaturePath))
  findings.completeness.push(...judgeCompleteness(record, files), ...(record ? waiverNotes(record) : []))
  await judgeReports(files, trust, findings, (one, path) => judgeTimes(one, record, log.events, path))
  addRevocations(files, log.events, findings, record?.exportedAt)
  return findings.result()
}

async function judgeSignature(
  files: ReadonlyMap<string, PackedFile>,
  trust: Trust,
  findings: Findings,
): Promise<SignerFact | undefined> {
  const cms = files.get(signaturePath)?.bytes
  const content = files.get(manifestPath)?.bytes
  if (!cms || !content) {
    findings.signature.push(bad('pack.signature', 'The pack is not signed.', signaturePath))
    return undefined
  }
  const judgement = await verifyCms({ ...trust, cms, content, subject: signaturePath })
  findings.add({ ...judgement, signers: judgement.signer ? [judgement.signer] : [] })
  return judgement.signer
}

/** What the pack's list of revoked certificates and the proven events of the log say of who signed. */
function addRevocations(
  files: ReadonlyMap<string, PackedFile>,
  events: readonly ProvenEvent[],
  findings: Findings,
  exportedAt: string | undefined,
): void {
  const { revoked, checks } = readRevoked(jsonOf(files, revokedPath), files.has(revokedPath))
  findings.integrity.push(...checks)
  findings.signature.push(...judgeRevocations([...provenRevocations(events), ...revoked], findings.signers))
  if (exportedAt === undefined || checks.length > 0) return
  for (const { name } of findings.signers) findings.notChecked.delete(revocationNote(name))
  findings.notChecked.add(
    `Whether a certificate was revoked later: the pack tells what its workspace had revoked until ${shownTime(exportedAt)}.`,
  )
}

/** The signed reports that stand directly in `data/`. */
async function judgeReports(
  files: ReadonlyMap<string, PackedFile>,
  trust: Trust,
  findings: Findings,
  judgeTime: (signer: SignerFact | undefined, path: string) => Check[],
): Promise<void> {
  for (const [path, { bytes, size }] of files) {
    if (!/^data\/[^/]+\.(pdf|docx)$/i.test(path)) continue
    const about = (check: Check): Check => ({
      ...check,
      subject: check.subject ? `${path}: ${check.subject}` : path,
    })
    if (!bytes) {
      findings.notChecked.add(
        `“${path}” is too large (${size} bytes) for its own signature to be checked here.`,
      )
    } else {
      const verify = /\.docx$/i.test(path) ? verifyDocx : verifyPdf
      const { signature, integrity, signers, notChecked } = await verify(bytes, trust)
      const [signed, whole] = [signature.checks.map(about), integrity.checks.map(about)]
      findings.add({ signature: signed, integrity: whole, signers, notChecked })
      findings.signature.push(...judgeTime(signers[0], path))
    }
  }
}
