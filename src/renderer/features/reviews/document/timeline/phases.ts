import type { IncidentTimes } from '#shared/domain/reviewContent.ts'

const steps = [
  ['started', 'Undetected'],
  ['detected', 'Detected'],
  ['acknowledged', 'Responding'],
  ['mitigated', 'Mitigated'],
  ['resolved', 'Resolved'],
] as const

export interface Phase {
  words: string
  from: number
  to: number
  /** Which of the tints, counted from 1. */
  tint: number
}

/** From each known time to the next one that is known and later, in milliseconds since 1970. */
export function phasesOf(times: IncidentTimes): Phase[] {
  const known = steps.flatMap(([name, words], index) => {
    const at = times[name]?.at
    return at ? [{ words, at: Date.parse(at), tint: index + 1 }] : []
  })
  return known.flatMap(({ words, at, tint }, index) => {
    const next = known[index + 1]
    return next && next.at > at ? [{ words, from: at, to: next.at, tint }] : []
  })
}
