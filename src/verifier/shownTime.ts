import { formatDay } from '#shared/domain/days.ts'

/** `20 Nov 2026, 14:05:09 UTC`, of an ISO 8601 instant in UTC. */
export function shownTime(instant: string): string {
  return `${formatDay(instant)}, ${instant.slice(11, 19)} UTC`
}
