const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']

function iso(year: number, month: number, date: number): string | null {
  const made = new Date(Date.UTC(year, month - 1, date))
  if (made.getUTCMonth() !== month - 1 || made.getUTCDate() !== date) return null
  return made.toISOString().slice(0, 10)
}

function later(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

function nextWeekday(today: string, name: string): string | null {
  const wanted = weekdays.findIndex((weekday) => name.length >= 3 && weekday.startsWith(name))
  if (wanted < 0) return null
  const now = new Date(`${today}T00:00:00Z`).getUTCDay()
  return later(today, (wanted - now + 7) % 7 || 7)
}

/**
 * A day as people type it: `2026-11-20`, `20 Nov 2026`, `20 Nov`, `today`, `tomorrow`, `friday`, `in 2 weeks`.
 * Null where it cannot be read; a day without a year is the next one. `today` is an ISO day.
 */
export function readDay(text: string, today: string): string | null {
  const words = text.trim().toLowerCase().replace(/[,.]/g, ' ').replace(/\s+/g, ' ')
  if (words === 'today') return today
  if (words === 'tomorrow') return later(today, 1)
  if (words === 'yesterday') return later(today, -1)
  const exact = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(words)
  if (exact) return iso(Number(exact[1]), Number(exact[2]), Number(exact[3]))
  const span = /^in (\d{1,3}) (day|week)s?$/.exec(words)
  if (span) return later(today, Number(span[1]) * (span[2] === 'week' ? 7 : 1))
  const named = /^(\d{1,2}) ([a-z]{3,9})(?: (\d{4}))?$/.exec(words)
  if (named) {
    const month = months.indexOf((named[2] ?? '').slice(0, 3)) + 1
    if (month === 0) return null
    if (named[3]) return iso(Number(named[3]), month, Number(named[1]))
    const year = Number(today.slice(0, 4))
    const thisYear = iso(year, month, Number(named[1]))
    return thisYear && thisYear < today ? iso(year + 1, month, Number(named[1])) : thisYear
  }
  return nextWeekday(today, words)
}
