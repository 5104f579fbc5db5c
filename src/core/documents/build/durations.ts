import type { IncidentTimes } from '#shared/domain/reviewContent.ts'
import type { TimeValue } from '#shared/domain/times/timeValue.ts'
import { formatDuration } from '../dates.ts'

type Moment = keyof IncidentTimes

export interface Duration {
  name: string
  formula: string
  value: string
}

const measures: [string, Moment, Moment][] = [
  ['Time to detect', 'started', 'detected'],
  ['Time to acknowledge', 'detected', 'acknowledged'],
  ['Time to mitigate', 'started', 'mitigated'],
  ['Time to resolve', 'started', 'resolved'],
]

export const momentNames: Record<Moment, string> = {
  started: 'Started',
  detected: 'Detected',
  acknowledged: 'Acknowledged',
  mitigated: 'Mitigated',
  resolved: 'Resolved',
}

/** The four durations of an incident with their formulas; one that cannot be told says which time is missing. */
export function durations(times: IncidentTimes): Duration[] {
  return measures.map(([name, from, to]) => ({
    name,
    formula: `${momentNames[from]} to ${momentNames[to].toLowerCase()}`,
    value: between(times[from], times[to], from, to),
  }))
}

function between(start: TimeValue | null, end: TimeValue | null, from: Moment, to: Moment): string {
  const missing = [start?.at ? [] : [from], end?.at ? [] : [to]].flat()
  if (!start?.at || !end?.at) return `not known: ${missing.join(' and ')} not certain`
  const milliseconds = Date.parse(end.at) - Date.parse(start.at)
  if (milliseconds < 0) return `not known: ${to} is before ${from}`
  const exact = (time: TimeValue) => time.precision === 'second' || time.precision === 'minute'
  return (exact(start) && exact(end) ? '' : 'about ') + formatDuration(milliseconds)
}
