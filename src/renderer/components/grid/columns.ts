import type { ReactNode } from 'react'

export interface Column<R> {
  id: string
  title: string
  /** A CSS track: `96px`, `minmax(160px, 2fr)`. */
  width: string
  align?: 'number'
  /** Left out where there is no room for all, the highest first. */
  spare?: number
  /** The name that the list's query sorts by; without it the column cannot be sorted. */
  sortBy?: string
  cell: (row: R) => ReactNode
}

const gap = 16
const padding = 24

/** The width that a list needs before it scrolls sideways, in px: the least of every column and what is between them. */
export function leastWidthOf<R>(columns: readonly Column<R>[]): number {
  const widths = columns.map(({ width }) => Number(/(\d+)px/.exec(width)?.[1] ?? 0))
  return widths.reduce((sum, width) => sum + width, 0) + gap * (columns.length - 1) + 2 * padding
}

/** The columns that have room in a list of this width, in px. */
export function columnsFor<R>(columns: readonly Column<R>[], width: number): readonly Column<R>[] {
  let kept = columns
  while (leastWidthOf(kept) > width) {
    const spare = Math.max(...kept.map((column) => column.spare ?? 0))
    if (spare === 0) break
    kept = kept.filter((column) => column.spare !== spare)
  }
  return kept
}

export function templateOf<R>(columns: readonly Column<R>[]): string {
  return columns.map((column) => column.width).join(' ')
}
