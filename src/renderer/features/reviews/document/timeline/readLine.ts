import { leadingTime } from '#shared/domain/times/leadingTime.ts'
import { parseTime, type TimeContext } from '#shared/domain/times/parseTime.ts'
import type { TimeValue } from '#shared/domain/times/timeValue.ts'

export interface ReadLine {
  /** Null where the line does not begin with a time. */
  time: TimeValue | null
  text: string
}

/** `14:05 Errors rise` as a time and what happened then. The core's own reading, so that nothing differs once it is kept. */
export function readLine(line: string, context: TimeContext): ReadLine {
  const read = leadingTime(line, context)
  if (!read) return { time: null, text: line.trim() }
  return { time: read.time, text: read.rest.replace(/^[\s:;,|–—-]+/, '').trim() }
}

/** A time without words around it, as it is typed into a field of its own. */
export function readTimeText(text: string, context: TimeContext): TimeValue {
  return parseTime(text, context)
}
