import { type Finding, type TimeName, timeNames } from './readinessRules.ts'
import type { TimeValue } from './times/timeValue.ts'

const doubts: Record<NonNullable<TimeValue['doubt']>, string> = {
  'no-date': 'it has no date',
  'no-time': 'it has a date but no time of day',
  'no-zone': 'its time zone is not known',
  ambiguous: 'the clocks were put back, so it happened twice that night',
  nonexistent: 'the clocks were put forward, so it never was',
  unreadable: 'it could not be read',
}

/** A time that could not be settled is asked about, whatever the template says. */
export function doubtfulTimeFindings(
  input: {
    times: Record<TimeName, TimeValue | null>
    timeline: readonly { id: string; time: TimeValue }[]
  },
  phrases: Record<TimeName, string>,
): Finding[] {
  const ofIncident = timeNames.flatMap((name): Finding[] => {
    const doubt = input.times[name]?.doubt
    if (!doubt) return []
    return [
      {
        rule: `doubtful-time:${name}`,
        message: `${phrases[name]} (“${shortened(input.times[name])}”) is in doubt: ${doubts[doubt]}.`,
        place: { kind: 'time', id: name },
        waivable: true,
      },
    ]
  })
  const ofTimeline = input.timeline.flatMap((entry): Finding[] => {
    const { doubt } = entry.time
    if (!doubt) return []
    return [
      {
        rule: `doubtful-time:${entry.id}`,
        message: `The time of a timeline entry (“${shortened(entry.time)}”) is in doubt: ${doubts[doubt]}.`,
        place: { kind: 'timeline', id: entry.id },
        waivable: true,
      },
    ]
  })
  return [...ofIncident, ...ofTimeline]
}

/** Pairs that cannot be the other way round. A mitigation may well come before somebody acknowledges. */
const pairs: readonly [TimeName, TimeName][] = [
  ['started', 'detected'],
  ['detected', 'acknowledged'],
  ['started', 'mitigated'],
  ['mitigated', 'resolved'],
  ['started', 'resolved'],
  ['detected', 'resolved'],
]

/** Times that contradict each other. Times known only to the day or roughly prove no contradiction. */
export function timeOrderFindings(
  times: Record<TimeName, TimeValue | null>,
  phrases: Record<TimeName, string>,
): Finding[] {
  return pairs.flatMap(([earlier, later]): Finding[] => {
    if (!liesBefore(times[later], times[earlier])) return []
    return [
      {
        rule: `time-order:${earlier}-${later}`,
        message: `${phrases[later]} lies before ${phrases[earlier].replace('The ', 'the ')}.`,
        place: { kind: 'time', id: later },
        waivable: true,
      },
    ]
  })
}

const precisionMs: Record<TimeValue['precision'], number | undefined> = {
  second: 1_000,
  minute: 60_000,
  hour: 3_600_000,
  day: undefined,
  approximate: undefined,
}

/** Compares at the coarser precision of the two, so that "10 o'clock" does not lie before 10:05. */
function liesBefore(a: TimeValue | null, b: TimeValue | null): boolean {
  if (!a?.at || !b?.at || a.doubt || b.doubt) return false
  const ofA = precisionMs[a.precision]
  const ofB = precisionMs[b.precision]
  if (ofA === undefined || ofB === undefined) return false
  const unit = Math.max(ofA, ofB)
  return Math.floor(Date.parse(a.at) / unit) < Math.floor(Date.parse(b.at) / unit)
}

function shortened(time: TimeValue | null): string {
  const text = time?.text ?? ''
  return text.length > 40 ? `${text.slice(0, 39)}…` : text
}
