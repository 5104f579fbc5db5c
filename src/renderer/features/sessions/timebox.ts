import type { Session } from '#shared/contract/sessions.ts'

type Item = Session['agenda'][number]

/** The item that is being talked about, by its position; -1 before the first and after the last. */
export function currentItem(agenda: readonly Item[]): number {
  return agenda.findIndex((item) => item.startedAt !== null && item.endedAt === null)
}

/** Seconds left of an item's timebox; below zero once it is used up. `now` in milliseconds since 1970. */
export function secondsLeft(item: Item, now: number): number {
  if (!item.startedAt) return Math.round(item.plannedMinutes * 60)
  const end = item.endedAt ? Date.parse(item.endedAt) : now
  return Math.round(item.plannedMinutes * 60 - (end - Date.parse(item.startedAt)) / 1000)
}

/** Minutes that an item took, or takes so far; null before it came up. */
export function minutesUsed(item: Item, now: number): number | null {
  if (!item.startedAt) return null
  const end = item.endedAt ? Date.parse(item.endedAt) : now
  return Math.max(0, Math.round((end - Date.parse(item.startedAt)) / 60_000))
}

/** `12:05`, as a clock that runs down shows it; `+3:20` for time over. */
export function clockWords(seconds: number): string {
  const size = Math.abs(seconds)
  const clock = `${Math.floor(size / 60)}:${String(size % 60).padStart(2, '0')}`
  return seconds < 0 ? `+${clock}` : clock
}

/** The time left as a sentence part, for who cannot see the clock: whole minutes. */
export function leftWords(seconds: number): string {
  const minutes = Math.floor(Math.abs(seconds) / 60)
  const words = minutes === 0 ? 'less than a minute' : minutes === 1 ? '1 minute' : `${minutes} minutes`
  return seconds < 0 ? `${words} over` : `${words} left`
}

/** Planned and used minutes of a whole session. */
export function totals(agenda: readonly Item[], now: number): { planned: number; used: number } {
  return {
    planned: agenda.reduce((sum, item) => sum + item.plannedMinutes, 0),
    used: agenda.reduce((sum, item) => sum + (minutesUsed(item, now) ?? 0), 0),
  }
}
