import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import canonicalize from 'canonicalize'
import { PDFDocument, StandardFonts } from 'pdf-lib'
import { auditExtractFiles } from '#core/packs/auditExtract.ts'
import type { PackContent, PackFile } from '#core/packs/container.ts'
import { exhibitFileName } from '#core/packs/fileNames.ts'
import { logKeyText } from '#core/packs/logKey.ts'
import { createRoot, issueCertificate, toPem } from '#core/signing/certificates.ts'
import { signCms } from '#core/signing/cms.ts'
import { generateKeyPair } from '#core/signing/keys.ts'
import { signOpc } from '#core/signing/opc.ts'
import { signPdf } from '#core/signing/pades.ts'
import { createSigner, type Signer } from '#core/signing/signer.ts'
import type { PersonRef, ReviewContent } from '#shared/domain/reviewContent.ts'
import type { Completeness, ReviewRecord } from '#shared/domain/reviewRecord.ts'
import { makeDocx } from './sampleDocx.ts'
import { honestEvents, makeLog, type SampleEvent } from './sampleLog.ts'
import { approvers, at, begun, contentOf, exhibitBytes, hex, now, people, type Who } from './sampleReview.ts'

export { makeLog, now }

const wordMediaType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
/** A workspace's identities: a root, three people, and the key of its log. */
export interface House {
  root: Uint8Array
  rootKey: KeyObject
  exporter: Signer
  validator: Signer
  reviewer: Signer
  logKey: { privateKey: KeyObject; publicKey: KeyObject }
  origin: string
}

export async function makeHouse(name: string, origin: string): Promise<House> {
  const root = await createRoot({ name, organisation: 'Example', now: begun })
  const person = async (who: string) => {
    const keys = await generateKeyPair()
    const certificate = issueCertificate({
      root: root.certificate,
      rootKey: root.privateKey,
      name: who,
      publicKey: keys.publicKey,
      now: begun,
    })
    return createSigner({ certificate, chain: [root.certificate], privateKey: keys.privateKey })
  }
  return {
    root: root.certificate,
    rootKey: root.privateKey,
    exporter: await person('Chris Compliance'),
    validator: await person('Val Idator'),
    reviewer: await person('Remy Viewer'),
    logKey: generateKeyPairSync('ed25519'),
    origin,
  }
}

export interface Sample {
  files: Map<string, { bytes: Uint8Array; mediaType: string }>
  completeness: Completeness
  record: ReviewRecord
}

/** What a pack tells otherwise than an honest one, in itself without contradiction. */
export interface Otherwise {
  /** Changes the content before it is approved. */
  content?(content: ReviewContent): void
  /** Writes the content in another form than the canonical one. */
  write?(canonical: string): string
  /** Who they are, where the record and the log say somebody else. */
  people?: Partial<Record<Who, PersonRef>>
  signers?: Partial<Pick<House, Who>>
  /** The time that the approvals claim. */
  approvedAt?: Date
  /** Changes the record before it is signed. */
  record?(record: ReviewRecord): void
  events?(events: Map<number, SampleEvent>): void
  /** The time that the reports claim. */
  reportedAt?: Date
}

/** All files of a pack, before it is sealed; an honest one unless said otherwise. */
export async function makeSample(house: House, otherwise: Otherwise = {}): Promise<Sample> {
  const who = { ...people, ...otherwise.people }
  const signers = { ...house, ...otherwise.signers }
  const content = contentOf()
  otherwise.content?.(content)
  const canonical = canonicalize(content)!
  const bytes = Buffer.from(otherwise.write?.(canonical) ?? canonical)
  const contentSha256 = hex(bytes)
  const told = honestEvents(signers, who, contentSha256)
  otherwise.events?.(told)
  const log = makeLog(house, 40, told)
  const items = ['report', 'EX-0001', 'EX-0002', 'audit log']
  const completeness: Completeness = { verdict: 'COMPLETE', asked: items, included: items, missing: [] }
  const record: ReviewRecord = {
    schema: 'afterword-review-record/1',
    exportedAt: now.toISOString(),
    exportedBy: who.exporter,
    packId: 'P-1',
    status: 'sealed',
    state: 'sealed',
    label: 'internal',
    contentSha256,
    content,
    approvals: approvers.map(({ kind, by }) => ({
      kind,
      person: who[by],
      role: 'engineering lead',
      at,
      comment: '',
      contentSha256,
      certificateSha256: hex(signers[by].certificate),
    })),
    actionStatus: [],
    custody: [],
    audit: log.events.map(({ text }) => {
      const { sequence, at: when, person, method } = JSON.parse(text)
      const hash = hex(Buffer.from(text))
      return { sequence, at: when, person: person?.name ?? 'nobody', method, subject: 'REV-2026-0007', hash }
    }),
    completeness,
  }
  otherwise.record?.(record)
  const files: Sample['files'] = new Map()
  const put = (path: string, bytes: Uint8Array | string, mediaType: string) =>
    files.set(path, { bytes: typeof bytes === 'string' ? Buffer.from(bytes) : bytes, mediaType })
  put('data/review.json', `${JSON.stringify(record, null, 1)}\n`, 'application/json')
  put('data/review-content.json', bytes, 'application/json')
  for (const { kind, by } of approvers) {
    const cms = await signCms(bytes, signers[by], { signingTime: otherwise.approvedAt ?? new Date(at) })
    put(`data/approvals/${kind}.p7s`, cms, 'application/pkcs7-signature')
  }
  for (const [index, { number, fileName }] of content.exhibits.entries()) {
    put(`data/exhibits/${exhibitFileName(number, fileName)}`, exhibitBytes[index]!, 'text/plain')
  }
  put('data/certificates/root.pem', toPem(house.root), 'application/x-pem-file')
  const extract = { tree: log.tree, events: log.events, logKey: log.key }
  const checkpoints = { checkpoint: log.checkpointAt(40), earlier: log.checkpointAt(17) }
  for (const { path, text, mediaType } of auditExtractFiles({ ...extract, ...checkpoints }))
    put(path, text, mediaType)
  const voucher = sign('sha256', Buffer.from(logKeyText(log.key)), house.rootKey)
  put('data/audit-log/log-key.sig', voucher, 'application/octet-stream')
  const reported = otherwise.reportedAt ?? now
  put('data/report.pdf', await signedPdf(house.exporter, reported), 'application/pdf')
  const word = await signOpc(await makeDocx(), house.exporter, { now: reported })
  put('data/report.docx', word, wordMediaType)
  return { files, completeness, record }
}

export function packContent({ files, completeness }: Sample): PackContent {
  return {
    files: [...files].map(
      ([path, { bytes, mediaType }]): PackFile => ({
        path,
        mediaType,
        size: bytes.length,
        open: async function* () {
          yield bytes
        },
      }),
    ),
    bagInfo: [
      { label: 'Source-Organization', value: 'Example' },
      { label: 'Afterword-Status', value: 'sealed' },
    ],
    completeness,
  }
}

async function signedPdf(signer: Signer, reported: Date): Promise<Uint8Array> {
  const pdf = await PDFDocument.create({ updateMetadata: false })
  const font = await pdf.embedFont(StandardFonts.Helvetica)
  pdf.addPage([300, 200]).drawText('Queue stalled', { x: 20, y: 100, font })
  return signPdf(await pdf.save({ useObjectStreams: false }), signer, {
    now: reported,
    name: 'Chris Compliance',
  })
}
