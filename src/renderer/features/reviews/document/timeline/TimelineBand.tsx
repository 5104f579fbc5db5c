import type { TimelineEntry } from '#shared/contract/timeline.ts'
import type { IncidentTimes } from '#shared/domain/reviewContent.ts'
import { formatClock, formatDuration } from '../../../../components/dates/formats.ts'

interface BandProps {
  times: IncidentTimes
  entries: readonly TimelineEntry[]
  onEntry: (id: string) => void
}

const steps = [
  ['started', 'Undetected'],
  ['detected', 'Detected'],
  ['acknowledged', 'Responding'],
  ['mitigated', 'Mitigated'],
  ['resolved', 'Resolved'],
] as const

const brackets = [
  ['detected', 'to detect'],
  ['acknowledged', 'to acknowledge'],
  ['mitigated', 'to mitigate'],
  ['resolved', 'to resolve'],
] as const

/** So many entries make a picture where no phase is known. */
const fewest = 4

const instantOf = (time: { at: string | null } | null) => (time?.at ? Date.parse(time.at) : null)

interface Phase {
  name: string
  words: string
  from: number
  to: number
  tint: number
}

/** From each known time to the next one that is known and later. */
function phasesOf(times: IncidentTimes): Phase[] {
  const known = steps.flatMap(([name, words], index) => {
    const at = instantOf(times[name])
    return at === null ? [] : [{ name, words, at, tint: index + 1 }]
  })
  return known.flatMap(({ name, words, at, tint }, index) => {
    const next = known[index + 1]
    return next && next.at > at ? [{ name, words, from: at, to: next.at, tint }] : []
  })
}

/** The incident at a glance: its phases, its entries as ticks, key moments as pins, and how long each step took. */
export function TimelineBand({ times, entries, onEntry }: BandProps) {
  const placed = entries.flatMap((entry) => {
    const at = instantOf(entry.time)
    return at === null ? [] : [{ entry, at }]
  })
  const known = Object.values(times).flatMap((time) => instantOf(time) ?? [])
  const all = [...known, ...placed.map(({ at }) => at)]
  const first = Math.min(...all)
  const span = Math.max(...all) - first
  const phases = phasesOf(times)
  if (span <= 0 || (phases.length === 0 && placed.length < fewest)) return null
  const x = (at: number) => 1 + (98 * (at - first)) / span
  const started = instantOf(times.started)
  const durations = brackets.flatMap(([name, words]) => {
    const at = instantOf(times[name])
    return started === null || at === null || at < started ? [] : [{ name, words, from: started, to: at }]
  })
  return (
    <figure className="band" aria-label="The timeline as a picture; the entries below say the same">
      <svg className="band-picture" aria-hidden="true" height="44">
        <rect x="0" y="16" width="100%" height="28" className="band-ground" rx="3" />
        {phases.map(({ name, words, from, to, tint }) => (
          <g key={name}>
            <rect
              x={`${x(from)}%`}
              y="16"
              width={`${x(to) - x(from)}%`}
              height="28"
              style={{ fill: `var(--phase-${tint})` }}
            />
            {x(to) - x(from) > 14 && (
              <text x={`${x(from)}%`} dx="8" y="34" className="band-phase">
                {words}
              </text>
            )}
          </g>
        ))}
        {placed
          .filter(({ entry }) => !entry.key)
          .map(({ entry, at }) => (
            <line key={entry.id} x1={`${x(at)}%`} x2={`${x(at)}%`} y1="34" y2="44" className="band-tick" />
          ))}
        {placed
          .filter(({ entry }) => entry.key)
          .map(({ entry, at }) => (
            // biome-ignore lint/a11y/noStaticElementInteractions: a second way; the list below is the first
            <g key={entry.id} className="band-pin" onClick={() => onEntry(entry.id)}>
              <title>{`${formatClock(entry.time.at ?? '', entry.time.offsetMinutes ?? 0)} ${entry.text}`}</title>
              <line x1={`${x(at)}%`} x2={`${x(at)}%`} y1="8" y2="44" />
              <circle cx={`${x(at)}%`} cy="8" r="5" />
            </g>
          ))}
      </svg>
      {durations.length > 0 && (
        <dl className="band-durations">
          {durations.map(({ name, words, from, to }) => (
            <div key={name}>
              <dt>{words}</dt>
              <dd>{formatDuration((to - from) / 60_000)}</dd>
            </div>
          ))}
        </dl>
      )}
    </figure>
  )
}
