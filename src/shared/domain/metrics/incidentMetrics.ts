import type { TimeName } from '../readinessRules.ts'
import type { TimeValue } from '../times/timeValue.ts'
import { type Metric, summarise } from './metric.ts'

export interface IncidentForMetrics {
  id: string
  times: Record<TimeName, TimeValue | null>
}

const between: readonly { name: string; from: TimeName; to: TimeName }[] = [
  { name: 'Time to detect', from: 'started', to: 'detected' },
  { name: 'Time to acknowledge', from: 'detected', to: 'acknowledged' },
  { name: 'Time to mitigate', from: 'started', to: 'mitigated' },
  { name: 'Time to resolve', from: 'started', to: 'resolved' },
]

/**
 * The four durations of incidents, in minutes. A row is missing where one of its two times is not known, is in
 * doubt, is known only to the day, or where they contradict each other (the end before the start).
 */
export function incidentMetrics(incidents: readonly IncidentForMetrics[]): Metric[] {
  return between.map(({ name, from, to }) =>
    summarise(
      { name, formula: `${to} − ${from}, in minutes, of each incident with both times`, unit: 'minutes' },
      incidents.map(({ id, times }) => ({ id, value: minutesBetween(times[from], times[to]) })),
    ),
  )
}

function minutesBetween(from: TimeValue | null, to: TimeValue | null): number | null {
  const start = usableInstant(from)
  const end = usableInstant(to)
  return start === null || end === null || end < start ? null : (end - start) / 60_000
}

/** Milliseconds since 1970, of a time that is precise enough to take part in a duration. */
export function usableInstant(time: TimeValue | null): number | null {
  return !time?.at || time.doubt || time.precision === 'day' ? null : Date.parse(time.at)
}
