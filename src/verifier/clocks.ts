/** Clocks differ, and are set anew: what lies this close together (milliseconds) is no contradiction. */
const tolerance = 5 * 60_000

/** Whether one ISO 8601 instant lies clearly after another, whatever the clocks that told them. */
export function isClearlyAfter(later: string, earlier: string): boolean {
  return Date.parse(later) > Date.parse(earlier) + tolerance
}
