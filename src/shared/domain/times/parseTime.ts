import { calendarDay, readDate } from './dates.ts'
import { locate, zoneOffset } from './instants.ts'
import type { ScannedTime } from './scanTime.ts'
import { scanTime } from './scanTime.ts'
import type { TimeDoubt, TimePrecision, TimeValue } from './timeValue.ts'
import { maxTimeText } from './timeValue.ts'
import type { Zone } from './zones.ts'
import { resolveZone } from './zones.ts'

/** What is known about a time from where it stands. */
export type TimeContext = {
  /** The zone of times that name none: `Europe/Copenhagen`, `CET`, `UTC+1`. */
  zone?: string
  /** The day of times that name none, `YYYY-MM-DD`. */
  date?: string
  /** The instant (ISO 8601) from which "yesterday" and "20 minutes ago" count. */
  now?: string
}

type Day = { year: number; month: number; day: number }

const minute = 60_000

/** The given text, at most 200 characters, no surrogate pair cut. */
function keptText(text: string): string {
  const kept = text.trim().slice(0, maxTimeText)
  return kept.isWellFormed() ? kept : kept.slice(0, -1).toWellFormed()
}

function contextDay(date: string | undefined): Day | undefined {
  const token = date === undefined ? undefined : readDate(date, 0)
  return token?.value.kind === 'day' ? token.value : undefined
}

function dayFromNow(days: number, now: number, zone: Zone): Day | undefined {
  const offset = zoneOffset(zone, now)
  if (offset === null) return undefined
  const date = new Date(now + offset * minute + days * 24 * 60 * minute)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

function precisionOf(scanned: ScannedTime): TimePrecision {
  if (scanned.clock?.kind !== 'clock') return 'day'
  return scanned.approximate ? 'approximate' : scanned.clock.precision
}

/** Turns scanned parts into a time; `text` is what is kept as given. */
export function timeOf(scanned: ScannedTime, text: string, context: TimeContext = {}): TimeValue {
  const zone = scanned.zone ?? (context.zone === undefined ? undefined : resolveZone(context.zone))
  const base = {
    text: keptText(text),
    zone: zone?.name ?? null,
    offsetMinutes: zone && 'offsetMinutes' in zone ? zone.offsetMinutes : null,
    precision: precisionOf(scanned),
  }
  const doubtful = (doubt: TimeDoubt): TimeValue => ({ ...base, at: null, doubt })
  const nowInstant = context.now === undefined ? Number.NaN : Date.parse(context.now)

  if (scanned.minutesAgo !== undefined) {
    if (scanned.date || scanned.clock || scanned.dayFromNow !== undefined) return doubtful('unreadable')
    if (Number.isNaN(nowInstant)) return doubtful('no-date')
    const instant = nowInstant - scanned.minutesAgo * minute
    const precision = scanned.minutesAgo === 0 ? 'minute' : 'approximate'
    const offsetMinutes = zone ? zoneOffset(zone, instant) : null
    return { ...base, at: new Date(instant).toISOString(), offsetMinutes, precision, doubt: null }
  }

  const { date, clock } = scanned
  if (!date && !clock && scanned.dayFromNow === undefined) return doubtful('unreadable')
  if (date?.kind === 'invalid' || clock?.kind === 'invalid') return doubtful('unreadable')
  if (date?.kind === 'placeholder' && clock?.kind !== 'clock') return doubtful('unreadable')
  if (!date && scanned.dayFromNow === undefined && clock?.kind === 'placeholder')
    return doubtful('unreadable')
  if (date?.kind === 'ambiguous' || clock?.kind === 'ambiguous' || scanned.contradictory) {
    return doubtful('ambiguous')
  }

  let calendar: Day | undefined
  if (date) calendar = date.kind === 'day' ? date : undefined
  else if (scanned.dayFromNow === undefined) calendar = contextDay(context.date)
  else if (!zone) return doubtful('no-zone')
  else if (!Number.isNaN(nowInstant)) calendar = dayFromNow(scanned.dayFromNow, nowInstant, zone)
  if (!calendar || calendarDay(calendar.year, calendar.month, calendar.day).kind !== 'day') {
    return doubtful(zone?.kind === 'ambiguous' ? 'ambiguous' : 'no-date')
  }
  const midnight = Date.UTC(calendar.year, calendar.month - 1, calendar.day)
  if (scanned.weekday !== undefined && new Date(midnight).getUTCDay() !== scanned.weekday) {
    return doubtful('ambiguous')
  }
  if (clock?.kind !== 'clock') return doubtful('no-time')
  if (!zone) return doubtful('no-zone')
  const located = locate(midnight + clock.milliseconds, zone)
  if ('doubt' in located) return { ...doubtful(located.doubt), offsetMinutes: null }
  return {
    ...base,
    at: new Date(located.instant).toISOString(),
    offsetMinutes: located.offsetMinutes,
    doubt: null,
  }
}

/** Spaces and dashes of every kind as plain ones; the length stays, so positions do too. */
export function plainSpaces(text: string): string {
  return text.replace(/[\s\u00a0\u202f\u2009]/g, ' ').replace(/[\u2010\u2011]/g, '-')
}

/**
 * Reads a time as people type it and as post-mortems hold it: ISO 8601, `2026-11-20 14:05 CET`, `10:45~`,
 * `20 Nov 2026, 14:05 UTC+1`, `yesterday 14:05`. Never throws and never guesses: what is not certain has a `doubt`.
 * A day without a time of the day has the doubt `no-time` and the precision `day`.
 */
export function parseTime(text: string, context: TimeContext = {}): TimeValue {
  const plain = plainSpaces(text).trim()
  const unreadable: TimeValue = {
    at: null,
    text: keptText(text),
    offsetMinutes: null,
    zone: null,
    precision: 'minute',
    doubt: 'unreadable',
  }
  if (plain.length === 0 || plain.length > maxTimeText) return unreadable
  const scanned = scanTime(plain, 0, true)
  if (scanned.end === 0 || plain.slice(scanned.end).trim() !== '') return unreadable
  return timeOf(scanned, text, context)
}
