import type { Align, Block, Table, TableColumn, TableRole, TableRow } from '../model.ts'
import { paragraph } from './inline.ts'

/** Columns as `[title, share of the width, alignment]`. */
export type ColumnPlan = [string, number, Align?][]

export function table(role: TableRole, plan: ColumnPlan, rows: TableRow[]): Table {
  return {
    type: 'table',
    role,
    columns: plan.map(([, width, align]): TableColumn => ({ width, align: align ?? 'left' })),
    head: plan.map(([title]): Block[] => (title ? [paragraph(title)] : [])),
    rows,
  }
}

export function row(cells: Block[][], anchor: string | null = null, marked = false): TableRow {
  return { kind: 'row', marked, anchor, cells }
}

export function group(title: string): TableRow {
  return { kind: 'group', marked: false, anchor: null, cells: [[paragraph(title)]] }
}
