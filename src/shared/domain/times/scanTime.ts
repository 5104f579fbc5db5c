import type { ClockToken } from './clocks.ts'
import { readClock } from './clocks.ts'
import type { DateToken } from './dates.ts'
import { readDate } from './dates.ts'
import type { Token } from './token.ts'
import { isBoundary, match } from './token.ts'
import type { Zone } from './zones.ts'
import { resolveZone } from './zones.ts'

/** The parts of a time that stand at the start of a text. `end` is the position after the last of them. */
export type ScannedTime = {
  date?: DateToken
  clock?: ClockToken
  zone?: Zone
  /** Calendar days from today: -1 for "yesterday". */
  dayFromNow?: number
  /** Minutes before now: 20 for "20 minutes ago", 0 for "now". */
  minutesAgo?: number
  /** 0 is Sunday. */
  weekday?: number
  approximate: boolean
  /** Two of its parts say different things, or it can be read in two ways. */
  contradictory: boolean
  end: number
}

const gap = /[\s,]+/y
const dashGap = /\s+[-–—@]\s+/y
const filler = /(?:at|on|the|kl\.?|@)(?=[\s\d~])/iy
const letterT = /[tT](?=\d)/y
const mark = /[~≈±]/y
const roughly =
  /(?:(?:approx(?:imately)?|circa|ca|c)\.(?=[\s\d])|(?:approx|approximately|about|around|circa|ca|roughly)(?=\s))/iy
const weekday = /(sun|mon|tue|wed|thu|fri|sat)(?:s|nes|rs|ur)?(?:day)?\.?/iy
const ago = /(\d{1,4}|an?)\s?(min(?:ute)?s?|h(?:ou)?rs?|h|days?)\sago/iy
const day = /(today|yesterday|tomorrow|now|just now)/iy
const zoneWord =
  /[([]?((?:UTC|GMT)\s?[+\-−]\d{1,2}(?::?\d{2})?|[+\-−]\d{2}:?\d{2}|[+\-−]\d{2}|(?:central european|pacific|mountain|central|eastern|uk) time|[A-Za-z][A-Za-z_]+(?:\/[A-Za-z0-9_+-]+){1,2}|utc|gmt|[A-Z]{1,5})[)\]]?/y
const longZone = /(?:central european|pacific|mountain|central|eastern|uk) time/iy

const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']

function readZone(text: string, at: number): Token<Zone> | undefined {
  const found = match(zoneWord, text, at) ?? match(longZone, text, at)
  if (!found || !isBoundary(text, found.end)) return undefined
  const zone = resolveZone(found.groups[1] ?? found.groups[0] ?? '')
  return zone ? { value: zone, end: found.end } : undefined
}

function readAgo(text: string, at: number): Token<number> | undefined {
  const found = match(ago, text, at)
  if (!found || !isBoundary(text, found.end)) return undefined
  const count = Number(found.groups[1]) || 1
  const unit = found.groups[2]?.[0]?.toLowerCase()
  const zero = found.groups[1] !== undefined && /^0+$/.test(found.groups[1])
  return { value: zero ? 0 : count * (unit === 'm' ? 1 : unit === 'h' ? 60 : 24 * 60), end: found.end }
}

function agree(one: Zone, other: Zone): boolean {
  if ('offsetMinutes' in one && 'offsetMinutes' in other) return one.offsetMinutes === other.offsetMinutes
  return one.name === other.name
}

/** `09:00-11:00` is nine to eleven, or nine at UTC-11. */
function looksLikeRange(text: string): boolean {
  const found = /^(\d{1,2}:\d{2})[-−](\d{2}:\d{2})$/.exec(text)
  return !!found && (found[1] ?? '').padStart(5, '0') < (found[2] ?? '')
}

/** One pass over a text; each method reads one kind of part at the position and says whether it was there. */
class Scan {
  readonly found: ScannedTime
  private at: number
  private clockStart = -1
  private clockEnd = -1
  private weekdayEnd = -1
  private afterT = false
  private readonly text: string
  private readonly whole: boolean

  constructor(text: string, start: number, whole: boolean) {
    this.text = text
    this.at = start
    this.whole = whole
    this.found = { approximate: false, contradictory: false, end: start }
  }

  run(): ScannedTime {
    while (this.at < this.text.length && (this.skip() || this.read())) {
      // each step moves on
    }
    // A weekday after all else is part of a time as a whole, but may begin the sentence: "10:45 Monday's backup failed".
    if (this.weekdayEnd > this.found.end) {
      if (this.whole) this.found.end = this.weekdayEnd
      else delete this.found.weekday
    }
    return this.found
  }

  private take(end: number): true {
    this.at = end
    this.found.end = end
    return true
  }

  private skip(): boolean {
    const { found, text, at } = this
    const step =
      (found.clock ? undefined : match(dashGap, text, at)) ?? match(gap, text, at) ?? match(filler, text, at)
    if (step) this.at = step.end
    const t = !step && found.date && !found.clock ? match(letterT, text, at) : undefined
    if (t) {
      this.at = t.end
      this.afterT = true
    }
    return !!(step ?? t)
  }

  private read(): boolean {
    return (
      this.approximation() || this.relative() || this.date() || this.clock() || this.weekday() || this.zone()
    )
  }

  /** "about" stands before a time; after it, it belongs to the sentence: "10:45 about 50 pods". */
  private approximation(): boolean {
    const { found, text, at } = this
    const token =
      !found.clock || at === found.end
        ? (match(mark, text, at) ?? (found.clock ? undefined : match(roughly, text, at)))
        : undefined
    if (!token) return false
    found.approximate = true
    return this.take(token.end)
  }

  private relative(): boolean {
    const { found, text, at } = this
    if (!this.whole || found.date || found.dayFromNow !== undefined || found.minutesAgo !== undefined)
      return false
    const minutes = readAgo(text, at)
    if (minutes) {
      found.minutesAgo = minutes.value
      return this.take(minutes.end)
    }
    const word = match(day, text, at)
    if (!word || !isBoundary(text, word.end)) return false
    const name = word.groups[1]?.toLowerCase()
    if (name === 'now' || name === 'just now') found.minutesAgo = 0
    else found.dayFromNow = name === 'yesterday' ? -1 : name === 'tomorrow' ? 1 : 0
    return this.take(word.end)
  }

  private date(): boolean {
    const token = this.found.date ? undefined : readDate(this.text, this.at)
    if (!token || (this.found.clock && token.value.kind === 'no-year')) return false
    this.found.date = token.value
    return this.take(token.end)
  }

  private clock(): boolean {
    const bare = this.found.date !== undefined && (this.whole || this.afterT)
    const token = this.found.clock ? undefined : readClock(this.text, this.at, bare)
    if (!token) return false
    this.found.clock = token.value
    this.clockStart = this.at
    this.clockEnd = token.end
    return this.take(token.end)
  }

  private weekday(): boolean {
    const token = this.found.weekday === undefined ? match(weekday, this.text, this.at) : undefined
    if (!token || !isBoundary(this.text, token.end)) return false
    this.found.weekday = weekdays.indexOf(token.groups[1]?.toLowerCase() ?? '')
    this.at = token.end
    this.weekdayEnd = token.end
    return true
  }

  private zone(): boolean {
    const { found, text, at } = this
    if (!found.clock && !found.date) return false
    // A bare `-10` is an offset only when it touches the time, `-1000` when a date is there: else they are numbers.
    const bare = /^[+\-−](?:\d{2}:?\d{2})?/.exec(text.slice(at, at + 6))?.[0] ?? ''
    if (bare !== '' && at !== this.clockEnd && !(found.clock && found.date && bare.length > 1)) return false
    const token = readZone(text, at)
    if (!token) return false
    if (found.zone && !agree(found.zone, token.value)) found.contradictory = true
    if (!this.afterT && this.clockStart >= 0 && looksLikeRange(text.slice(this.clockStart, token.end))) {
      found.contradictory = true
    }
    found.zone ??= token.value
    return this.take(token.end)
  }
}

/**
 * Reads the longest run of parts of a time from `start` on; each kind of part at most once. `whole` says that the text
 * is meant to be a time as a whole; else it is the beginning of a sentence, and what may be words or numbers stays so.
 */
export function scanTime(text: string, start: number, whole: boolean): ScannedTime {
  return new Scan(text, start, whole).run()
}
