import type { TimeDoubt } from './timeValue.ts'
import type { Zone } from './zones.ts'
import { offsetAt } from './zones.ts'

const minute = 60_000
const day = 24 * 60 * minute

export type Located = { instant: number; offsetMinutes: number } | { doubt: TimeDoubt }

/** Offsets with which a zone's clocks showed a wall-clock time: none (skipped), one, or two (shown twice). */
function offsetsFor(name: string, wallClock: number): number[] {
  // A clock change moves by hours, at most a day; the offsets a day before and after are all there can be.
  const around = new Set([offsetAt(name, wallClock - day), offsetAt(name, wallClock + day)])
  return [...around].filter((offset) => offsetAt(name, wallClock - offset * minute) === offset)
}

/**
 * The instant at which a zone's clocks show a wall-clock time. Both are milliseconds since 1970; the wall clock is
 * counted as if it were UTC. What the clocks show twice is `ambiguous`, what they skip is `nonexistent`.
 */
export function locate(wallClock: number, zone: Zone): Located {
  if (zone.kind === 'ambiguous') return { doubt: 'ambiguous' }
  if (zone.kind === 'iana') {
    const [first, second] = offsetsFor(zone.name, wallClock)
    if (first === undefined) return { doubt: 'nonexistent' }
    if (second !== undefined) return { doubt: 'ambiguous' }
    return { instant: wallClock - first * minute, offsetMinutes: first }
  }
  const instant = wallClock - zone.offsetMinutes * minute
  if (zone.kind === 'abbreviation' && offsetAt(zone.place, instant) !== zone.offsetMinutes) {
    return { doubt: 'ambiguous' }
  }
  return { instant, offsetMinutes: zone.offsetMinutes }
}

/** The offset (minutes east of UTC) that a zone has at an instant; null for an ambiguous zone. */
export function zoneOffset(zone: Zone, instant: number): number | null {
  if (zone.kind === 'ambiguous') return null
  return zone.kind === 'iana' ? offsetAt(zone.name, instant) : zone.offsetMinutes
}
