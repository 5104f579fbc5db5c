import { columnWidths, lettersAcross } from './build/columns.ts'
import type { Table } from './model.ts'

/** More columns than this cannot be read side by side on a page. */
export const maxColumnsAcross = 8

/** A table that is too wide for a page as several, each of which begins with the first column. */
export function splitWideTable(table: Table): Table[] {
  if (table.role !== 'section' || table.columns.length <= maxColumnsAcross) return [table]
  const rest = table.columns.length - 1
  const count = Math.ceil(rest / (maxColumnsAcross - 1))
  const each = Math.ceil(rest / count)
  return Array.from({ length: count }, (_, part): Table => {
    const pick = <Item>(items: Item[]): Item[] => [
      ...items.slice(0, 1),
      ...items.slice(1 + part * each, 1 + (part + 1) * each),
    ]
    const rows = table.rows.map((row) => ({ ...row, cells: pick(row.cells) }))
    const head = pick(table.head)
    const widths = columnWidths([head, ...rows.map((row) => row.cells)])
    const columns = pick(table.columns).map((column, index) => ({ ...column, width: widths[index] ?? 0.1 }))
    return { ...table, columns, head, rows }
  })
}

/** Letters that fit into a column of a page, about. */
export function lettersOf(width: number, columns: number): number {
  return Math.max(5, Math.floor(lettersAcross(columns) * width) - 2)
}
