import type { ApprovalKind } from '#shared/domain/reviewRecord.ts'
import { shownTime } from './shownTime.ts'
import type { Check, Outcome, SignerFact, Verdict, Verification } from './verdict.ts'

const marks: Record<Outcome, string> = { good: 'ok ', bad: 'BAD', unknown: '?  ' }
const kinds = { pdf: 'PDF document', docx: 'Word document', pack: 'Audit pack' }

export const approvalTitles: Record<ApprovalKind, string> = {
  'technical-validation': 'technical validation',
  'process-review': 'process review',
}

export const verdictWords: Record<'signature' | 'integrity' | 'completeness', Record<Outcome, string>> = {
  signature: {
    good: 'The signatures hold, under certificates that you trust.',
    bad: 'A signature does not hold.',
    unknown: 'The signatures could not be judged to the end.',
  },
  integrity: {
    good: 'What is here is what was signed.',
    bad: 'What is here is not what was signed.',
    unknown: 'Whether it is what was signed could not be told to the end.',
  },
  completeness: {
    good: 'Nothing that was asked for is missing.',
    bad: 'Something is missing.',
    unknown: 'Whether something is missing cannot be told.',
  },
}

/** A verification as lines of plain text: three verdicts with their reasons, the signers, and what was not checked. */
export function verificationLines(name: string, verification: Verification): string[] {
  const { kind, signature, integrity, completeness, signers, notChecked } = verification
  return [
    `${kinds[kind]}: ${name}`,
    ...verdictLines('Signature', verdictWords.signature, signature),
    ...verdictLines('Integrity', verdictWords.integrity, integrity),
    ...verdictLines('Completeness', verdictWords.completeness, completeness),
    ...(signers.length > 0 ? ['', 'Signed by', ...signers.map((signer) => `  ${signerLine(signer)}`)] : []),
    ...(notChecked.length > 0 ? ['', 'Not checked', ...notChecked.map((line) => `  ${line}`)] : []),
  ]
}

/** One line about a signer: who, at which level, when, and whether the certificate is trusted. */
export function signerLine(signer: SignerFact): string {
  const when = signer.timestampTime
    ? `time-stamped ${shownTime(signer.timestampTime)}`
    : signer.claimedTime
      ? `claims ${shownTime(signer.claimedTime)}`
      : 'says no time'
  const trust = signer.trusted ? 'trusted' : 'not known as trusted'
  return `${signer.name}, ${signer.level ?? 'no baseline level'}, ${when}, ${trust}`
}

/** Whether all three verdicts are good. */
export function isGood({ signature, integrity, completeness }: Verification): boolean {
  return [signature, integrity, completeness].every(({ outcome }) => outcome === 'good')
}

function verdictLines(title: string, words: Record<Outcome, string>, verdict: Verdict): string[] {
  return [
    '',
    `${title}: ${verdict.outcome.toUpperCase()}. ${words[verdict.outcome]}`,
    ...verdict.checks.map(checkLine),
  ]
}

function checkLine({ outcome, message, subject }: Check): string {
  return `  ${marks[outcome]} ${subject ? `${subject}: ` : ''}${message}`
}
