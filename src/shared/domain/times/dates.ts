import type { Token } from './token.ts'
import { isBoundary, match } from './token.ts'

/** A day of the calendar; or why what looks like one is none. */
export type DateToken =
  | { kind: 'day'; year: number; month: number; day: number }
  | { kind: 'no-year' }
  | { kind: 'ambiguous' }
  | { kind: 'placeholder' }
  | { kind: 'invalid' }

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const monthName =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?'

const yearFirst = /(\d{4})([-/.])(\d{1,2})\2(\d{1,2})/y
const compact = /((?:19|20)\d{2})(\d{2})(\d{2})/y
const numbers = /(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})/y
const dayMonth = new RegExp(
  `(\\d{1,2})(?:st|nd|rd|th|\\.)?[\\s-]{0,2}(?:of\\s)?${monthName}(?:,?[\\s-]{1,2}(\\d{4}))?`,
  'iy',
)
const monthDay = new RegExp(`${monthName}\\s(\\d{1,2})(?:st|nd|rd|th)?(?:,?\\s(\\d{4}))?`, 'iy')
const placeholder = /[\dxXyY?_]{4}-[\dxXmM?_]{2}-[\dxXdD?_]{2}/y

/** First and last year that a time may have: mistyped years and "zero times" of software are outside. */
const firstYear = 1980
const lastYear = 2199

export function calendarDay(year: number, month: number, day: number): DateToken {
  const date = new Date(Date.UTC(year, month - 1, day))
  const exists =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return exists && year >= firstYear && year <= lastYear
    ? { kind: 'day', year, month, day }
    : { kind: 'invalid' }
}

function byName(day: string, month: string, year: string | undefined): DateToken {
  if (year === undefined) return { kind: 'no-year' }
  return calendarDay(Number(year), months.indexOf(month.slice(0, 3).toLowerCase()) + 1, Number(day))
}

/** `17.11.2020` has the day first. `12/11/2020` may be read in two ways; with `17/11/2020` only one is a date. */
function byNumbers(first: number, separator: string, second: number, year: string): DateToken {
  if (year.length === 2) return { kind: 'ambiguous' }
  if (separator === '.' || first === second || first > 12) return calendarDay(Number(year), second, first)
  if (second > 12) return calendarDay(Number(year), first, second)
  return { kind: 'ambiguous' }
}

/** Reads a date at a position of the text. */
export function readDate(text: string, at: number): Token<DateToken> | undefined {
  const ends = (end: number) => isBoundary(text, end) || /[tT]\d/.test(text.slice(end, end + 2))
  let found = match(yearFirst, text, at)
  if (found && ends(found.end)) {
    const [, year, , month, day] = found.groups
    return { end: found.end, value: calendarDay(Number(year), Number(month), Number(day)) }
  }
  found = match(compact, text, at)
  if (found && ends(found.end)) {
    const [, year, month, day] = found.groups
    return { end: found.end, value: calendarDay(Number(year), Number(month), Number(day)) }
  }
  found = match(numbers, text, at)
  if (found && ends(found.end)) {
    const [, first, separator = '', second, year = ''] = found.groups
    return { end: found.end, value: byNumbers(Number(first), separator, Number(second), year) }
  }
  found = match(dayMonth, text, at)
  if (found && isBoundary(text, found.end)) {
    const [, day = '', month = '', year] = found.groups
    return { end: found.end, value: byName(day, month, year) }
  }
  found = match(monthDay, text, at)
  // "Nov 20:15" is no day of the month but a clock.
  if (found && isBoundary(text, found.end) && text[found.end] !== ':') {
    const [, month = '', day = '', year] = found.groups
    return { end: found.end, value: byName(day, month, year) }
  }
  found = match(placeholder, text, at)
  if (found && ends(found.end) && /[^\d-]/.test(found.groups[0] ?? '')) {
    return { end: found.end, value: { kind: 'placeholder' } }
  }
  return undefined
}
