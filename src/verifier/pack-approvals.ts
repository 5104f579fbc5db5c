import type { ReviewRecord } from '#shared/domain/reviewRecord.ts'
import type { Trust } from './certificates-judge.ts'
import { verifyCms } from './cms.ts'
import type { PackedFile } from './pack-files.ts'
import { bad, type Check, good, type SignerFact } from './verdict.ts'

const folder = 'data/approvals/'
const titles = { 'technical-validation': 'technical validation', 'process-review': 'process review' }

export interface Findings {
  signature: Check[]
  integrity: Check[]
  signers: SignerFact[]
  notChecked: string[]
}

/** Judges the approvals: detached CMS over the octets of `data/review-content.json`, one a kind. */
export async function judgeApprovals(
  record: ReviewRecord,
  files: ReadonlyMap<string, PackedFile>,
  trust: Trust,
): Promise<Findings> {
  const findings: Findings = { signature: [], integrity: [], signers: [], notChecked: [] }
  const expected = new Set<string>()
  for (const approval of record.approvals) {
    const path = `${folder}${approval.kind}.p7s`
    const title = titles[approval.kind]
    if (expected.has(path)) {
      findings.signature.push(bad('approval', `The record names two approvals of one kind: ${title}.`, path))
      continue
    }
    expected.add(path)
    const cms = files.get(path)?.bytes
    if (!cms) {
      findings.signature.push(bad('approval', `The signature of the ${title} is missing.`, path))
      continue
    }
    const content = files.get('data/review-content.json')?.bytes
    const judgement = await verifyCms({ ...trust, cms, content: content ?? new Uint8Array(), subject: path })
    findings.signature.push(...judgement.signature, approverCheck(approval, judgement.signer, path))
    findings.integrity.push(...judgement.integrity)
    findings.notChecked.push(...judgement.notChecked)
    if (judgement.signer) findings.signers.push(judgement.signer)
    if (approval.contentSha256 !== record.contentSha256) {
      findings.integrity.push(
        bad('approval', `The ${title} is of another content than the one in the pack.`, path),
      )
    }
  }
  for (const path of files.keys()) {
    if (path.startsWith(folder) && !expected.has(path)) {
      findings.signature.push(
        bad('approval', `“${path}” is an approval that the record does not name.`, path),
      )
    }
  }
  if (record.status !== 'draft' && record.approvals.length === 0) {
    findings.signature.push(
      bad('approval', `The review is called ${record.status}, but nobody has approved it.`),
    )
  }
  return findings
}

function approverCheck(
  approval: ReviewRecord['approvals'][number],
  signer: SignerFact | undefined,
  path: string,
): Check {
  const title = titles[approval.kind]
  if (signer?.certificateSha256 !== approval.certificateSha256) {
    return bad('approval', `The ${title} was not signed with the certificate that the record names.`, path)
  }
  return good('approval', `${approval.person.name} has signed the ${title}, as “${signer.name}”.`, path)
}
