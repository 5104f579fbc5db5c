import { type Severity, severity } from './reviewContent.ts'

/** Severities, the gravest first; `unknown` last. */
export const severities: readonly Severity[] = severity.options

export const severityNames: Record<Severity, string> = {
  'SEV-1': 'SEV-1 · critical',
  'SEV-2': 'SEV-2 · major',
  'SEV-3': 'SEV-3 · moderate',
  'SEV-4': 'SEV-4 · minor',
  'SEV-5': 'SEV-5 · no effect',
  unknown: 'Severity not known',
}

/** Below zero where `a` is graver than `b`. */
export function compareSeverities(a: Severity, b: Severity): number {
  return severities.indexOf(a) - severities.indexOf(b)
}

const words: Record<string, Severity> = {
  critical: 'SEV-1',
  blocker: 'SEV-1',
  highest: 'SEV-1',
  major: 'SEV-2',
  high: 'SEV-2',
  moderate: 'SEV-3',
  medium: 'SEV-3',
  minor: 'SEV-4',
  low: 'SEV-4',
  trivial: 'SEV-5',
  lowest: 'SEV-5',
  none: 'SEV-5',
}

/**
 * Reads a severity as other systems write it: `SEV-1`, `sev1`, `S2`, `P3`, `Severity 4`, `critical`, `high`.
 * Priorities start at P0 in some organisations; P0 is read as SEV-1. Anything else is `unknown`, never guessed.
 */
export function readSeverity(given: string): Severity {
  const text = given.trim().toLowerCase().slice(0, 60)
  const numbered = /^(?:sev(?:erity)?|s|p(?:riority)?)[\s:_-]*([0-5])$/.exec(text)
  if (numbered) {
    const number = numbered[1] === '0' ? '1' : numbered[1]
    return severity.parse(`SEV-${number}`)
  }
  return Object.hasOwn(words, text) ? (words[text] as Severity) : 'unknown'
}
