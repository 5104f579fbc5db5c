import { blockText } from './build/inline.ts'
import type { Block, Table, TableRow } from './model.ts'

/** Rows that are measured; more would not change the picture. */
const measuredRows = 200
/** A word longer than this may break. */
const longestWhole = 12

/**
 * The shares of a table's columns, moved where a column could not hold its own words whole and others can give room.
 * `line` is how many letters the whole width takes, `padding` what of it each cell spends at its sides.
 */
export function fittedShares(table: Table, line: number, padding: number): number[] {
  const shares = table.columns.map((column) => column.width)
  const sum = shares.reduce((all, share) => all + share, 0) || 1
  return raised(
    shares.map((share) => share / sum),
    table.columns.map((_, index) => (longestWord(table, index) + padding) / line),
  )
}

/** Shares of which none is less than `least`, where all find room; they keep their sum. */
export function raised(shares: number[], least: number[]): number[] {
  const lacking = shares.map((share, index) => Math.max(0, (least[index] ?? 0) - share))
  const spare = shares.map((share, index) => Math.max(0, share - (least[index] ?? 0)))
  const missing = lacking.reduce((all, part) => all + part, 0)
  const room = spare.reduce((all, part) => all + part, 0)
  if (missing === 0 || missing >= room) return shares
  return shares.map((share, index) => share + (lacking[index] ?? 0) - ((spare[index] ?? 0) * missing) / room)
}

function longestWord(table: Table, index: number): number {
  const rows = table.rows.slice(0, measuredRows)
  const cells = [table.head[index] ?? [], ...rows.map((row) => cellOf(row, index))]
  const words = cells.flatMap((blocks) => blockText(blocks).split(/[\s/]+/u))
  const longest = words.reduce((most, word) => Math.max(most, word.length), 0)
  return Math.min(longest, longestWhole)
}

function cellOf(row: TableRow, index: number): Block[] {
  return row.kind === 'group' ? [] : (row.cells[index] ?? [])
}
