/** Calendar days as `YYYY-MM-DD`, without time zone: a due date is a day, not an instant. */
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const
export const msPerDay = 86_400_000

/** `24 Nov 2026`, of a day or of an instant in UTC. Never in the reader's locale, so that a document is the same everywhere. */
export function formatDay(isoDayOrInstant: string): string {
  const [year, month, day] = isoDayOrInstant.slice(0, 10).split('-')
  return `${Number(day)} ${months[Number(month) - 1] ?? month} ${year}`
}

/** The UTC day of an instant. */
export function dayOf(instant: string): string {
  return new Date(instant).toISOString().slice(0, 10)
}

/** Whole days from one day to another; below zero where `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to.slice(0, 10)) - Date.parse(from.slice(0, 10))) / msPerDay)
}
