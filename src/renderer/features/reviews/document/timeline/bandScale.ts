/** A stretch of time, in milliseconds since 1970. */
export interface Stretch {
  from: number
  to: number
}

const leastMs = 60_000

/** The stretch with its middle kept and its length times `factor`, within the whole and no shorter than a minute. */
export function zoomed(view: Stretch, whole: Stretch, factor: number): Stretch {
  const span = Math.min(whole.to - whole.from, Math.max(leastMs, (view.to - view.from) * factor))
  const middle = (view.from + view.to) / 2
  return within({ from: middle - span / 2, to: middle + span / 2 }, whole)
}

/** The stretch moved by a part of its length, within the whole. */
export function panned(view: Stretch, whole: Stretch, part: number): Stretch {
  const by = (view.to - view.from) * part
  return within({ from: view.from + by, to: view.to + by }, whole)
}

function within({ from, to }: Stretch, whole: Stretch): Stretch {
  const span = to - from
  const start = Math.max(whole.from, Math.min(from, whole.to - span))
  return { from: start, to: start + span }
}

const edge = 6

/** Where an instant stands on a picture of this width, in px; a little room stays at both ends. */
export function xOf(at: number, view: Stretch, width: number): number {
  return edge + ((width - 2 * edge) * (at - view.from)) / (view.to - view.from)
}

/** Instants as a path of short strokes; those that would fall on the same pixel are one. */
export function strokes(
  instants: readonly number[],
  view: Stretch,
  width: number,
  top: number,
  bottom: number,
) {
  const places = new Set<number>()
  for (const at of instants)
    if (at >= view.from && at <= view.to) places.add(Math.round(xOf(at, view, width)))
  return [...places].map((x) => `M${x} ${top}V${bottom}`).join('')
}

export interface Label {
  x: number
  text: string
  side: 'right' | 'left'
}

const letter = 6.4
const longest = 26
/** From a pin's middle to the end of its head, and to the words beside it, in px. */
const head = 5
export const beside = 9

/** Names for pins from left to right, each beside its pin where there is room; one without room has no name. */
export function labelsOf(pins: readonly { x: number; text: string }[], width: number): (Label | null)[] {
  let taken = 0
  return pins.map(({ x, text }, index) => {
    const short = text.length > longest ? `${text.slice(0, longest - 1).trimEnd()}…` : text
    const size = beside + short.length * letter
    const next = (pins[index + 1]?.x ?? width + head) - head
    if (x + beside >= taken && x + size <= next) {
      taken = x + size
      return { x, text: short, side: 'right' }
    }
    const left = x - size >= taken
    taken = x + head
    return left ? { x, text: short, side: 'left' } : null
  })
}
