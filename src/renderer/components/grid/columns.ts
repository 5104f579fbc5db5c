import type { ReactNode } from 'react'

export interface Column<R> {
  id: string
  title: string
  /** A CSS track: `96px`, `minmax(160px, 2fr)`. */
  width: string
  align?: 'number'
  /** The name that the list's query sorts by; without it the column cannot be sorted. */
  sortBy?: string
  cell: (row: R) => ReactNode
}

export function templateOf<R>(columns: readonly Column<R>[]): string {
  return columns.map((column) => column.width).join(' ')
}
