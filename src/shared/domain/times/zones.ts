import { abbreviations, ambiguousAbbreviations, regionNames } from './abbreviations.ts'

/**
 * What a person's word for a zone stands for. `iana` has rules for every moment, `fixed` one offset (minutes east of
 * UTC), `abbreviation` one offset that its place shows in one half of the year, `ambiguous` more than one meaning.
 */
export type Zone =
  | { kind: 'iana'; name: string }
  | { kind: 'fixed'; name: string; offsetMinutes: number }
  | { kind: 'abbreviation'; name: string; offsetMinutes: number; place: string }
  | { kind: 'ambiguous'; name: string }

const formats = new Map<string, Intl.DateTimeFormat | null>()
const maxFormats = 600 // there are about 450 zones; hostile input must not fill the memory

function formatOf(name: string): Intl.DateTimeFormat | null {
  const known = formats.get(name)
  if (known !== undefined) return known
  let format: Intl.DateTimeFormat | null = null
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      timeZoneName: 'longOffset',
      calendar: 'gregory',
    })
  } catch {
    format = null // not a zone
  }
  if (formats.size >= maxFormats) formats.clear()
  formats.set(name, format)
  return format
}

/** Offset of an IANA zone at an instant (milliseconds since 1970 UTC), in minutes east of UTC. */
export function offsetAt(name: string, instant: number): number {
  const text = formatOf(name)?.format(instant) ?? ''
  const match = /GMT(?:([+-])(\d{2}):(\d{2}))?/.exec(text)
  if (!match) throw new RangeError(`There is no time zone ${name}.`)
  const minutes = Number(match[2] ?? 0) * 60 + Number(match[3] ?? 0)
  return match[1] === '-' ? -minutes : minutes
}

const offsetPattern = /^(?:UTC|GMT)?\s?([+\-−])(\d{1,2})(?::?(\d{2}))?$/

/** Reads `+01:00`, `-0500`, `UTC+1`, `GMT-3:30`; undefined where there is no such offset on earth (-12 to +14 hours). */
function readOffset(text: string): Zone | undefined {
  const match = offsetPattern.exec(text)
  if (!match) return undefined
  const [, sign, hours, minutes = '0'] = match
  const size = Number(hours) * 60 + Number(minutes)
  const offsetMinutes = sign === '+' ? size : size === 0 ? 0 : -size
  if (Number(minutes) > 59 || offsetMinutes > 14 * 60 || offsetMinutes < -12 * 60) return undefined
  return { kind: 'fixed', name: offsetName(offsetMinutes), offsetMinutes }
}

/** `UTC`, `UTC+1`, `UTC-3:30`. */
export function offsetName(offsetMinutes: number): string {
  if (offsetMinutes === 0) return 'UTC'
  const size = Math.abs(offsetMinutes)
  const minutes = size % 60
  const tail = minutes === 0 ? '' : `:${String(minutes).padStart(2, '0')}`
  return `UTC${offsetMinutes < 0 ? '-' : '+'}${Math.floor(size / 60)}${tail}`
}

const ianaPattern = /^[A-Za-z][A-Za-z_]{1,30}(?:\/[A-Za-z0-9_+-]{1,30}){1,2}$/

/** The zone that a word names: an abbreviation, an offset, an IANA name, a region's time. Undefined for other words. */
export function resolveZone(word: string): Zone | undefined {
  const text = word.trim().replace(/\s+/g, ' ')
  if (text.length === 0 || text.length > 100) return undefined
  const upper = text === 'utc' || text === 'gmt' ? text.toUpperCase() : text
  if (ambiguousAbbreviations.has(upper)) return { kind: 'ambiguous', name: upper }
  const short = Object.hasOwn(abbreviations, upper) ? abbreviations[upper] : undefined
  if (short) {
    const [offsetMinutes, place] = short
    if (place !== null) return { kind: 'abbreviation', name: upper, offsetMinutes, place }
    return { kind: 'fixed', name: upper === 'Z' ? 'UTC' : upper, offsetMinutes }
  }
  const region = text.toLowerCase()
  const place = Object.hasOwn(regionNames, region) ? regionNames[region] : undefined
  // Two letters are a zone only in capitals: "et" and "pt" are words too.
  if (place && (text.length > 2 || text === text.toUpperCase())) return { kind: 'iana', name: place }
  const offset = readOffset(text)
  if (offset) return offset
  if (!ianaPattern.test(text)) return undefined
  const resolved = formatOf(text)?.resolvedOptions().timeZone
  if (!resolved) return undefined
  return { kind: 'iana', name: resolved.toLowerCase() === text.toLowerCase() ? resolved : text }
}
