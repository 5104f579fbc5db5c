import type { TimeValue } from './timeValue.ts'

/**
 * Order of a timeline, for `sort`: by instant, however the times were written; times without an instant come last, and
 * keep among themselves the order they were given in.
 */
export function compareTimes(one: Pick<TimeValue, 'at'>, other: Pick<TimeValue, 'at'>): number {
  if (one.at === other.at) return 0
  if (one.at === null) return 1
  if (other.at === null) return -1
  return one.at < other.at ? -1 : 1
}
