import { approvalKind, type ReviewRecord } from '#shared/domain/reviewRecord.ts'
import { parseBagInfo } from './bagit.ts'
import type { Trust } from './certificates-judge.ts'
import { isClearlyAfter } from './clocks.ts'
import { verifyCms } from './cms.ts'
import { judgeDuties } from './pack-duties.ts'
import { type PackedFile, textOf } from './pack-files.ts'
import { shownTime } from './shownTime.ts'
import { bad, type Check, good, type SignerFact } from './verdict.ts'
import { approvalTitles } from './words.ts'

type Files = ReadonlyMap<string, PackedFile>
type Approval = ReviewRecord['approvals'][number]

const folder = 'data/approvals/'

export interface ApprovalFindings {
  signature: Check[]
  integrity: Check[]
  signers: SignerFact[]
  notChecked: string[]
}

/**
 * Judges the approvals: detached CMS over the octets of `data/review-content.json`, one a kind, by two people. What is
 * called approved or sealed must have both. `coveredTime` is a trusted time-stamp of the pack's own signature.
 */
export async function judgeApprovals(
  record: ReviewRecord,
  files: Files,
  trust: Trust,
  coveredTime?: string,
): Promise<ApprovalFindings> {
  const findings: ApprovalFindings = { signature: [], integrity: [], signers: [], notChecked: [] }
  const expected = new Set<string>()
  for (const approval of record.approvals) {
    const path = `${folder}${approval.kind}.p7s`
    const title = approvalTitles[approval.kind]
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
    const content = files.get('data/review-content.json')?.bytes ?? new Uint8Array()
    const judgement = await verifyCms({ ...trust, cms, content, coveredTime, subject: path })
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
  findings.signature.push(...judgeClaim(record, files), ...judgeDuties(record, findings.signers))
  if (!claimsApproval(record)) {
    findings.notChecked.push('Whether the review was approved: the pack says of itself that it is a draft.')
  }
  return findings
}

function claimsApproval({ status, state }: ReviewRecord): boolean {
  return status !== 'draft' || state === 'approved' || state === 'sealed'
}

/** What calls itself approved or sealed must name both approvals, and say the same wherever it says it. */
function judgeClaim(record: ReviewRecord, files: Files): Check[] {
  const called = record.status === 'draft' ? record.state : record.status
  const checks: Check[] = []
  for (const kind of claimsApproval(record) ? approvalKind.options : []) {
    if (record.approvals.some((one) => one.kind === kind)) continue
    const message = `The review is called ${called}, but nobody has signed its ${approvalTitles[kind]}.`
    checks.push(bad('approval', message, 'data/review.json'))
  }
  const described = describedStatus(files)
  if (described !== undefined && described !== record.status) {
    const message = `The pack is called ${described}, but the record of the review says ${record.status}.`
    checks.push(bad('approval', message, 'bag-info.txt'))
  }
  return checks
}

function describedStatus(files: Files): string | undefined {
  try {
    const fields = parseBagInfo(textOf(files, 'bag-info.txt') ?? '')
    return fields.find(({ label }) => label.toLowerCase() === 'afterword-status')?.value
  } catch {
    // that it cannot be read is told with the bag
    return undefined
  }
}

function approverCheck(approval: Approval, signer: SignerFact | undefined, path: string): Check {
  const name = 'approval'
  const title = approvalTitles[approval.kind]
  if (signer?.certificateSha256 !== approval.certificateSha256) {
    return bad(name, `The ${title} was not signed with the certificate that the record names.`, path)
  }
  const { claimedTime } = signer
  if (!claimedTime) return bad(name, `The signature of the ${title} does not say when it was made.`, path)
  if (isClearlyAfter(claimedTime, approval.at) || isClearlyAfter(approval.at, claimedTime)) {
    const message = `The record says that the ${title} was given at ${shownTime(approval.at)}, its signature says ${shownTime(claimedTime)}.`
    return bad(name, message, path)
  }
  return good(name, `${approval.person.name} has signed the ${title}, as “${signer.name}”.`, path)
}
