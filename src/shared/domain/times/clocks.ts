import type { TimePrecision } from './timeValue.ts'
import type { Token } from './token.ts'
import { isBoundary, match } from './token.ts'

/** A time of the day in milliseconds since midnight; or why what looks like one is none. */
export type ClockToken =
  | { kind: 'clock'; milliseconds: number; precision: Extract<TimePrecision, 'second' | 'minute' | 'hour'> }
  | { kind: 'ambiguous' }
  | { kind: 'placeholder' }
  | { kind: 'invalid' }

const half = '(?:\\s?([ap])\\.?m\\b\\.?)?'
const colons = new RegExp(
  `(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,](\\d{1,9}))?)?(?:\\s?h(?:rs)?\\b)?${half}`,
  'iy',
)
const hourOfHalf = /(\d{1,2})\s?([ap])\.?m\b\.?/iy
const hourAndMinute = /(\d{1,2})h(\d{2})(?!\w)/y
const hourLetter = /(\d{1,2})\s?h(?!\w)/y
const dotted = /(\d{1,2})\.(\d{2})(?![.\d])/y
const digits = /(\d{2})(\d{2})(\d{2})?/y
const noon = /(?:12\s)?noon/iy
const midnight = /(?:12\s)?midnight/iy
const part = '(?:\\d{2}|[hH]{2}|[mM]{2}|[sS]{2}|[xX]{2}|\\?{1,2}|_{2}|-{2})'
const placeholder = new RegExp(`${part}:${part}(?::${part})?`, 'y')
const unknown = /(?:TBD|TBA|N\/A|unknown|\?+)(?=\s*$)/iy

function clock(
  hourText: string,
  minuteText: string | undefined,
  secondText?: string,
  fraction?: string,
  halfOfDay?: string,
): ClockToken {
  let hour = Number(hourText)
  const minute = Number(minuteText ?? 0)
  const second = Number(secondText ?? 0)
  if (halfOfDay) {
    if (hour < 1 || hour > 12) return { kind: 'invalid' }
    hour = (hour % 12) + (halfOfDay.toLowerCase() === 'p' ? 12 : 0)
  }
  const endOfDay = hour === 24 && minute === 0 && second === 0
  if ((hour > 23 && !endOfDay) || minute > 59 || second > 59) return { kind: 'invalid' }
  const milliseconds = Number((fraction ?? '').slice(0, 3).padEnd(3, '0'))
  const precision = secondText !== undefined ? 'second' : minuteText !== undefined ? 'minute' : 'hour'
  return {
    kind: 'clock',
    milliseconds: ((hour * 60 + minute) * 60 + second) * 1000 + milliseconds,
    precision,
  }
}

/**
 * Reads a time of the day at a position. `14.05`, `1405` and `14h` may be numbers or lengths: they are times only where
 * `bare` says so. Midnight belongs to two days and is ambiguous.
 */
export function readClock(text: string, at: number, bare: boolean): Token<ClockToken> | undefined {
  const ends = (end: number) => isBoundary(text, end) || /[zZ]/.test(text[end] ?? '')
  let found = match(colons, text, at)
  if (found && ends(found.end)) {
    const [, hour = '', minute, second, fraction, halfOfDay] = found.groups
    return { end: found.end, value: clock(hour, minute, second, fraction, halfOfDay) }
  }
  found = match(hourOfHalf, text, at)
  if (found && isBoundary(text, found.end)) {
    const [, hour = '', halfOfDay] = found.groups
    return { end: found.end, value: clock(hour, undefined, undefined, undefined, halfOfDay) }
  }
  found = match(hourAndMinute, text, at)
  for (const pattern of bare ? [hourLetter, dotted, digits] : []) found ??= match(pattern, text, at)
  if (found && ends(found.end)) {
    const [, hour = '', minute, second] = found.groups
    return { end: found.end, value: clock(hour, minute, second) }
  }
  found = match(noon, text, at)
  if (found && isBoundary(text, found.end)) return { end: found.end, value: clock('12', undefined) }
  found = match(midnight, text, at)
  if (found && isBoundary(text, found.end)) return { end: found.end, value: { kind: 'ambiguous' } }
  found = match(placeholder, text, at) ?? match(unknown, text, at)
  if (found && isBoundary(text, found.end)) return { end: found.end, value: { kind: 'placeholder' } }
  return undefined
}
