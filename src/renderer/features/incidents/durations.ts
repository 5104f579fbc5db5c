import type { IncidentTimes } from '#shared/domain/reviewContent.ts'
import { formatDuration } from '../../components/dates/formats.ts'

const steps = [
  ['detected', 'To detect'],
  ['acknowledged', 'To acknowledge'],
  ['mitigated', 'To mitigate'],
  ['resolved', 'To resolve'],
] as const

/** How long each step took from the start, where both times are known and in order. */
export function durationsOf(times: IncidentTimes): { name: string; words: string }[] {
  const started = times.started?.at
  if (!started) return []
  return steps.flatMap(([name, words]) => {
    const at = times[name]?.at
    const minutes = at ? (Date.parse(at) - Date.parse(started)) / 60_000 : -1
    return minutes < 0 ? [] : [{ name: words, words: formatDuration(minutes) }]
  })
}
