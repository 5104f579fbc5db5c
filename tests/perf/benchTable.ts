export interface BenchRow {
  what: string
  value: number
  unit: string
  /** What the value should not exceed; null where it is measured for comparison alone. */
  goal: number | null
  /** Least and most over the runs, where there were several. */
  spread?: string
}

/** Rows as aligned text: what, how much, its spread, the goal, and whether that was reached. */
export function benchTable(rows: readonly BenchRow[]): string {
  const cells = rows.map(({ what, value, unit, goal, spread }) => [
    what,
    `${value} ${unit}`.trim(),
    spread ?? '',
    goal === null ? '' : `≤ ${goal} ${unit}`.trim(),
    goal === null ? '' : value <= goal ? 'reached' : 'MISSED',
  ])
  const all = [['', 'median', 'spread', 'goal', ''], ...cells]
  const widths = all[0]!.map((_, column) => Math.max(...all.map((row) => row[column]!.length)))
  return all
    .map((row) =>
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
