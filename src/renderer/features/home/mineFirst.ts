/** Those that this holds for first, the others after them in the order that they had. */
export function mineFirst<T>(rows: readonly T[], mine: (row: T) => boolean): T[] {
  return [...rows.filter(mine), ...rows.filter((row) => !mine(row))]
}
