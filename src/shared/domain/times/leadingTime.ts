import type { TimeContext } from './parseTime.ts'
import { plainSpaces, timeOf } from './parseTime.ts'
import { scanTime } from './scanTime.ts'
import type { TimeValue } from './timeValue.ts'
import { maxTimeText } from './timeValue.ts'

/** A time at the start of a text: the time, the end of its range where one is given, and the text after both. */
export type LeadingTime = { time: TimeValue; until?: TimeValue; rest: string }

const rangeMark = /^\s*(?:[-–—→]|to|until|till)\s*(?=\d)/i

/** How much of a text can be a time or two. */
const reach = 2 * maxTimeText

/**
 * Reads a time, or a range of times, that a text begins with: `10:45 CET: alerts fire`, `2020-10-06 09:00 - 11:00`.
 * The end of a range has the day of its start unless it names its own. Undefined where the text begins with neither
 * a time of the day nor a whole date, so that "3 pods restarted" stays a sentence.
 */
export function leadingTime(text: string, context: TimeContext = {}): LeadingTime | undefined {
  const plain = plainSpaces(text.slice(0, reach))
  const lead = plain.length - plain.trimStart().length
  const scanned = scanTime(plain, lead, false)
  if (!scanned.clock && (!scanned.date || scanned.date.kind === 'no-year')) return undefined
  const start = text.slice(lead, scanned.end)
  const time = timeOf(scanned, start, context)
  const mark = scanned.clock ? rangeMark.exec(plain.slice(scanned.end)) : null
  if (mark) {
    const from = scanned.end + mark[0].length
    const second = scanTime(plain, from, false)
    const sameDay = second.date === undefined && scanned.date?.kind === 'day' ? { date: scanned.date } : {}
    const zone = second.zone ?? scanned.zone
    if (second.clock) {
      // `09:00 - 11:00 CET` gives the zone of both.
      const first =
        scanned.zone || !second.zone ? time : timeOf({ ...scanned, zone: second.zone }, start, context)
      const until = timeOf(
        { ...second, ...sameDay, ...(zone ? { zone } : {}) },
        text.slice(from, second.end),
        context,
      )
      return {
        time: { ...first, text: text.slice(lead, second.end).slice(0, maxTimeText) },
        until,
        rest: text.slice(second.end),
      }
    }
  }
  return { time, rest: text.slice(scanned.end) }
}
