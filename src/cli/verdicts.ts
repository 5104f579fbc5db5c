import type { Outcome, VerificationResult } from '#shared/contract/verification.ts'

const parts = ['signature', 'integrity', 'completeness'] as const
const marks: Record<Outcome, string> = { good: '+', bad: '-', unknown: '?' }

export function allGood(result: VerificationResult): boolean {
  return parts.every((part) => result[part].outcome === 'good')
}

/** The three verdicts in one line. */
export function verdictLine(result: VerificationResult): string {
  return parts.map((part) => `${part}: ${result[part].outcome}`).join(', ')
}

/** The verdicts, each with its reasons, who signed, and what was not checked. */
export function verdictText(result: VerificationResult): string {
  const lines: string[] = []
  for (const part of parts) {
    lines.push(`${part.charAt(0).toUpperCase()}${part.slice(1)}: ${result[part].outcome}`)
    for (const { outcome, message, subject } of result[part].checks)
      lines.push(`  ${marks[outcome]} ${message}${subject ? ` (${subject})` : ''}`)
  }
  for (const { name, issuer, level, trusted, timestampTime } of result.signers)
    lines.push(
      `Signed by ${name}, certified by ${issuer}${trusted ? '' : ' (not trusted here)'}, level ${level || 'none'}` +
        (timestampTime ? `, time-stamped ${timestampTime}` : ''),
    )
  for (const sentence of result.notChecked) lines.push(`Not checked: ${sentence}`)
  return lines.join('\n')
}
