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

/** Strokes that are closer than this, in px, are one. */
const strokeGap = 3

/** Instants as a path of short strokes; those that would run into each other are one. */
export function strokes(
  instants: readonly number[],
  view: Stretch,
  width: number,
  top: number,
  bottom: number,
) {
  const places = new Set<number>()
  for (const at of instants)
    if (at >= view.from && at <= view.to) places.add(Math.round(xOf(at, view, width) / strokeGap) * strokeGap)
  return [...places].map((x) => `M${x} ${top}V${bottom}`).join('')
}

export interface Label {
  x: number
  text: string
  side: 'right' | 'left'
}

const letter = 6.4
const shortest = 14
const longest = 60
/** From a pin's middle to the end of its head, and to the words beside it, in px. */
const head = 5
export const beside = 9
/** Between the end of a name and the next head, in px. */
const clear = 4

/** The text in so many px, cut where it is longer; null where too little of it would remain. */
function fitted(text: string, room: number): string | null {
  const letters = Math.min(longest, Math.floor(room / letter))
  if (text.length <= letters) return text
  return letters < shortest ? null : `${text.slice(0, letters - 1).trimEnd()}…`
}

/**
 * Names for pins from left to right, each beside its pin: to the right, where it may take what room there is up to the
 * next pin, or else to the left. One without room has no name.
 */
export function labelsOf(pins: readonly { x: number; text: string }[], width: number): (Label | null)[] {
  let taken = 0
  return pins.map(({ x, text }, index) => {
    const next = (pins[index + 1]?.x ?? width + head) - head - clear
    const right = x + beside >= taken ? fitted(text, next - x - beside) : null
    if (right !== null) {
      taken = x + beside + right.length * letter
      return { x, text: right, side: 'right' }
    }
    const left = fitted(text, x - beside - taken)
    taken = x + head
    return left === null ? null : { x, text: left, side: 'left' }
  })
}

/** Two heads of pins that are closer than this, in px, would lie over each other. */
const headGap = 2 * head + 2

/** Of pins from left to right, those whose heads stand clear of each other. */
export function clearOf<P extends { x: number }>(pins: readonly P[]): P[] {
  let last = Number.NEGATIVE_INFINITY
  return pins.filter(({ x }) => {
    if (x - last < headGap) return false
    last = x
    return true
  })
}
