import { blockText } from './build/inline.ts'
import type { Table } from './model.ts'

const fewRows = 8
const fewLetters = 900

/** Whether a table is so short that it is better not divided between two pages. */
export function isShort(table: Table): boolean {
  if (table.rows.length > fewRows) return false
  const cells = table.rows.flatMap((row) => row.cells)
  return cells.reduce((all, cell) => all + blockText(cell).length, 0) < fewLetters
}
