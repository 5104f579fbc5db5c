import type { TimeValue } from '#shared/domain/times/timeValue.ts'
import { formatInstant, localOffset } from './formats.ts'

/** Why a time cannot be placed yet, and what to add. */
export const doubtWords: Record<NonNullable<TimeValue['doubt']>, string> = {
  'no-date': 'No date is given. Add the day, such as 2026-11-20 14:05 UTC.',
  'no-time': 'No time of day is given. Add it, such as 14:05 UTC.',
  'no-zone': 'No time zone is given. Add it, such as UTC, CET or +01:00.',
  ambiguous: 'This local time happened twice, when the clocks went back. Add the offset, such as +01:00.',
  nonexistent: 'This local time did not happen: the clocks went forward over it. Check the time or its zone.',
  unreadable: 'This cannot be read as a time. Write it as 2026-11-20 14:05 CET.',
}

/** A time as a sentence part: the reading where there is one, else the words as they were given. */
export function timeWords(time: TimeValue): string {
  if (!time.at) return time.text
  const approximate = time.precision === 'approximate' ? 'about ' : ''
  const offset = time.offsetMinutes ?? localOffset(time.at)
  if (time.precision === 'day') return formatInstant(time.at, offset).split(',')[0] ?? time.text
  return approximate + formatInstant(time.at, offset, time.precision === 'second')
}
