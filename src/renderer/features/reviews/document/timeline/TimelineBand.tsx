import { Maximize2, ZoomIn, ZoomOut } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { TimelineEntry } from '#shared/contract/timeline.ts'
import type { IncidentTimes } from '#shared/domain/reviewContent.ts'
import { IconButton } from '../../../../components/Button.tsx'
import { formatInstant } from '../../../../components/dates/formats.ts'
import { durationsOf } from '../../../incidents/durations.ts'
import { beside, clearOf, labelsOf, panned, type Stretch, strokes, xOf, zoomed } from './bandScale.ts'
import { phasesOf } from './phases.ts'
import './band.css'

interface BandProps {
  times: IncidentTimes
  entries: readonly TimelineEntry[]
  onEntry: (id: string) => void
}

/** So many entries make a picture where no phase is known. */
const fewest = 4
const ground = { top: 22, bottom: 50 }
const nearest = 0.8

/** The incident at a glance: phases as tints, entries as ticks, key moments as named pins. Plus and minus zoom, arrows move. */
export function TimelineBand({ times, entries, onEntry }: BandProps) {
  const place = useRef<HTMLElement>(null)
  const [width, setWidth] = useState(0)
  const [zoom, setZoom] = useState<Stretch | null>(null)
  const phases = useMemo(() => phasesOf(times), [times])
  const placed = useMemo(
    () => entries.flatMap((entry) => (entry.time.at ? [{ entry, at: Date.parse(entry.time.at) }] : [])),
    [entries],
  )
  const whole = useMemo(
    () => stretchOf([...phases.flatMap(({ from, to }) => [from, to]), ...placed.map(({ at }) => at)]),
    [phases, placed],
  )
  const shown = whole !== null && (phases.length > 0 || placed.length >= fewest)
  useEffect(() => {
    const element = place.current
    if (!element || !shown) return
    const observer = new ResizeObserver(() => setWidth(element.clientWidth))
    observer.observe(element)
    return () => observer.disconnect()
  }, [shown])
  if (!shown) return null
  const view = zoom ?? whole
  const x = (at: number) => xOf(at, view, width)
  const keyMoments = placed.filter(({ entry }) => entry.key)
  const pins = clearOf(
    keyMoments
      .filter(({ at }) => at >= view.from && at <= view.to)
      .map(({ entry, at }) => ({ entry, x: x(at), text: entry.text })),
  )
  const pinned = new Set(pins.map(({ entry }) => entry.id))
  const labels = labelsOf(pins, width)
  const offset = (times.started ?? placed[0]?.entry.time)?.offsetMinutes ?? 0
  const change = (next: Stretch) =>
    setZoom(next.to - next.from >= (whole.to - whole.from) * 0.999 ? null : next)
  const moves: Record<string, Stretch> = {
    '+': zoomed(view, whole, 0.5),
    '=': zoomed(view, whole, 0.5),
    '-': zoomed(view, whole, 2),
    '0': whole,
    arrowleft: panned(view, whole, -0.25),
    arrowright: panned(view, whole, 0.25),
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a picture with keys of its own, not a group of form fields
    <figure
      ref={place}
      role="group"
      className="band"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: its keys zoom and move the picture
      tabIndex={0}
      aria-label="Timeline as a picture. Plus and minus zoom, arrows move. The entries below say the same."
      onKeyDown={(event) => {
        const next = moves[event.key.toLowerCase()]
        if (!next || event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey)
          return
        event.preventDefault()
        event.stopPropagation()
        change(next)
      }}
    >
      {width > 0 && (
        <svg className="band-picture" aria-hidden="true" width={width} height="68">
          <rect x="0" y={ground.top} width={width} height={28} className="band-ground" rx="3" />
          {phases.map(({ words, from, to, tint }) => {
            const start = Math.max(0, x(Math.max(from, view.from)))
            const size = x(Math.min(to, view.to)) - start
            if (size <= nearest) return null
            return (
              <g key={words}>
                <rect
                  x={start}
                  y={ground.top}
                  width={size}
                  height={28}
                  style={{ fill: `var(--phase-${tint})` }}
                />
                {size > words.length * 8 + 12 && (
                  <text x={start + 8} y={ground.top + 14} className="band-phase">
                    {words}
                  </text>
                )}
              </g>
            )
          })}
          <path
            className="band-tick"
            d={strokes(
              placed.filter(({ entry }) => !entry.key).map(({ at }) => at),
              view,
              width,
              43,
              ground.bottom,
            )}
          />
          <path
            className="band-tick band-tick-key"
            d={strokes(
              keyMoments.filter(({ entry }) => !pinned.has(entry.id)).map(({ at }) => at),
              view,
              width,
              40,
              ground.bottom,
            )}
          />
          {pins.map(({ entry, x: at, text }, index) => {
            const label = labels[index]
            return (
              // biome-ignore lint/a11y/noStaticElementInteractions: a second way; the list below is the first
              <g key={entry.id} className="band-pin" onClick={() => onEntry(entry.id)}>
                <title>{text}</title>
                <line x1={at} x2={at} y1="10" y2={ground.bottom} />
                <circle cx={at} cy="10" r="4.5" />
                {label && (
                  <text
                    x={label.side === 'right' ? at + beside : at - beside}
                    y="14"
                    textAnchor={label.side === 'right' ? 'start' : 'end'}
                  >
                    {label.text}
                  </text>
                )}
              </g>
            )
          })}
          <text x="0" y="64" className="band-end">
            {formatInstant(new Date(view.from).toISOString(), offset)}
          </text>
          <text x={width} y="64" className="band-end" textAnchor="end">
            {formatInstant(new Date(view.to).toISOString(), offset)}
          </text>
        </svg>
      )}
      <div className="band-below">
        <dl className="band-durations">
          {durationsOf(times).map(({ name, words }) => (
            <div key={name}>
              <dt>{name.toLowerCase()}</dt>
              <dd>{words}</dd>
            </div>
          ))}
        </dl>
        <span className="grow" />
        <IconButton label="Zoom in" keys="+" onPress={() => change(zoomed(view, whole, 0.5))}>
          <ZoomIn aria-hidden />
        </IconButton>
        <IconButton
          label="Zoom out"
          keys="-"
          isDisabled={!zoom}
          onPress={() => change(zoomed(view, whole, 2))}
        >
          <ZoomOut aria-hidden />
        </IconButton>
        <IconButton label="Show all" keys="0" isDisabled={!zoom} onPress={() => setZoom(null)}>
          <Maximize2 aria-hidden />
        </IconButton>
      </div>
    </figure>
  )
}

function stretchOf(instants: readonly number[]): Stretch | null {
  let from = Number.POSITIVE_INFINITY
  let to = Number.NEGATIVE_INFINITY
  for (const at of instants) {
    from = Math.min(from, at)
    to = Math.max(to, at)
  }
  return to > from ? { from, to } : null
}
