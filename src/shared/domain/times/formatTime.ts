import { zoneOffset } from './instants.ts'
import type { TimeDoubt, TimeValue } from './timeValue.ts'
import { offsetName, resolveZone } from './zones.ts'

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const two = (value: number) => String(value).padStart(2, '0')

const doubtWords: Readonly<Record<TimeDoubt, string>> = {
  'no-date': 'on which day is not known',
  'no-time': 'at which time of the day is not known',
  'no-zone': 'in which time zone is not known',
  ambiguous: 'can be read in two ways',
  nonexistent: 'does not exist: the clocks skipped it',
  unreadable: 'not understood as a time',
}

/** What is doubtful about a time, in words that complete a sentence: `10:45: on which day is not known`. */
export function doubtText(doubt: TimeDoubt): string {
  return doubtWords[doubt]
}

function clockText(date: Date, precision: TimeValue['precision']): string {
  const clock = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`
  if (precision === 'second') return `${clock}:${two(date.getUTCSeconds())}`
  return precision === 'approximate' ? `about ${clock}` : clock
}

/**
 * A time as it is shown: `20 Nov 2026, 14:05 UTC+1`, in a zone (`Europe/Copenhagen`, `CET`, `UTC+1`), or else at its
 * own offset. A bare instant (ISO 8601) is shown to the minute, without a zone in UTC. A doubtful time is shown in its
 * own words with its doubt. Throws RangeError for an unknown zone or an instant that is none.
 */
export function formatTime(time: TimeValue | string, options: { zone?: string } = {}): string {
  if (typeof time !== 'string' && time.at === null) {
    return time.doubt === null ? time.text : `${time.text || 'No time'} (${doubtText(time.doubt)})`
  }
  const instant = Date.parse(typeof time === 'string' ? time : (time.at ?? ''))
  if (Number.isNaN(instant)) throw new RangeError('This is not an instant.')
  const precision = typeof time === 'string' ? 'minute' : time.precision
  let offset = typeof time === 'string' ? 0 : (time.offsetMinutes ?? 0)
  if (options.zone !== undefined) {
    const zone = resolveZone(options.zone)
    const found = zone ? zoneOffset(zone, instant) : null
    if (found === null) throw new RangeError(`There is no time zone ${options.zone}.`)
    offset = found
  }
  const local = new Date(instant + offset * 60_000)
  const day = `${local.getUTCDate()} ${months[local.getUTCMonth()]} ${local.getUTCFullYear()}`
  return precision === 'day' ? day : `${day}, ${clockText(local, precision)} ${offsetName(offset)}`
}
