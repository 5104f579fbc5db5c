import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { type RefObject, useEffect, useId, useRef, useState } from 'react'
import type { LoadedList } from '../../data/lists.ts'
import { ErrorNote } from '../ErrorNote.tsx'
import { Skeleton } from '../Skeleton.tsx'
import { type Column, columnsFor, leastWidthOf, templateOf } from './columns.ts'
import { useRowKeys } from './useRowKeys.ts'
import './DataGrid.css'

export interface Sort {
  column: string
  order: 'asc' | 'desc'
}

export interface DataGridProps<R> {
  /** What the rows are, for assistive technology: "Reviews". */
  label: string
  list: LoadedList<R>
  columns: readonly Column<R>[]
  keyOf: (row: R) => string
  /** The selected row, by its key: it survives a refresh. */
  selected: string | null
  onSelect: (key: string, row: R) => void
  onOpen: (row: R) => void
  sort?: Sort
  onSort?: (sort: Sort) => void
  /** Shown where there are no rows. */
  empty: React.ReactNode
  autoFocus?: boolean
}

/** A list of rows of any length: arrows move, Enter opens, Space selects; only what is seen is drawn. */
export function DataGrid<R>(props: DataGridProps<R>) {
  const { list, keyOf, selected } = props
  const scroller = useRef<HTMLDivElement>(null)
  const gridId = useId()
  const width = useWidth(scroller)
  const columns = columnsFor(props.columns, width)
  const count = list.rows.length
  const rowHeight = useRowHeight()
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new density changes the height of every row
  useEffect(() => virtual.measure(), [rowHeight])
  const keys = useRowKeys({ ...props, show: (index) => virtual.scrollToIndex(index, { align: 'auto' }) })
  const drawn = virtual.getVirtualItems()
  const last = drawn.at(-1)?.index ?? 0
  useEffect(() => {
    if (list.more && last >= count - 40) list.more()
  }, [last, count, list.more])

  const shown = !list.error && !list.loading && count > 0
  const { autoFocus } = props
  useEffect(() => {
    // Only where nothing else was taken into hand meanwhile.
    const { activeElement } = document
    const free = activeElement === document.body || activeElement?.id === 'main'
    if (shown && autoFocus && free) scroller.current?.focus()
  }, [shown, autoFocus])

  if (list.error) return <ErrorNote error={list.error} />
  if (list.loading) return <Skeleton lines={8} />
  if (count === 0) return <>{props.empty}</>
  const template = templateOf(columns)
  const minWidth = leastWidthOf(columns)
  const activeDrawn = drawn.some((item) => item.index === keys.active)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtualized grid cannot be an HTML table
    <div
      ref={scroller}
      role="grid"
      className="grid"
      aria-label={props.label}
      aria-rowcount={list.total + 1}
      aria-colcount={columns.length}
      aria-activedescendant={activeDrawn ? `${gridId}-${keys.active}` : undefined}
      tabIndex={0}
      onKeyDown={keys.onKeyDown}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: see above */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: focus stays on the grid */}
      <div
        role="row"
        className="grid-head"
        style={{ gridTemplateColumns: template, minWidth }}
        aria-rowindex={1}
      >
        {columns.map((column) => (
          <HeadCell key={column.id} column={column} sort={props.sort} onSort={props.onSort} />
        ))}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: see above */}
      <div role="rowgroup" className="grid-body" style={{ height: virtual.getTotalSize(), minWidth }}>
        {drawn.map((item) => {
          const row = list.rows[item.index]
          if (row === undefined) return null
          return (
            // biome-ignore lint/a11y/useSemanticElements: see above
            // biome-ignore lint/a11y/useFocusableInteractive: focus stays on the grid, which names this row
            // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the grid
            <div
              key={keyOf(row)}
              id={`${gridId}-${item.index}`}
              role="row"
              aria-rowindex={item.index + 2}
              aria-selected={keyOf(row) === selected}
              className={item.index === keys.active ? 'grid-row grid-row-active' : 'grid-row'}
              style={{
                gridTemplateColumns: template,
                height: rowHeight,
                transform: `translateY(${item.start}px)`,
              }}
              onClick={() => keys.press(item.index)}
              onDoubleClick={() => props.onOpen(row)}
            >
              {columns.map((column) => (
                // biome-ignore lint/a11y/useSemanticElements: see above
                // biome-ignore lint/a11y/useFocusableInteractive: see above
                <div role="gridcell" key={column.id} className={`grid-cell ${column.align ?? ''}`}>
                  {column.cell(row)}
                </div>
              ))}
            </div>
          )
        })}
      </div>
    </div>
  )
}

function HeadCell<R>({
  column,
  sort,
  onSort,
}: {
  column: Column<R>
  sort?: Sort
  onSort?: (s: Sort) => void
}) {
  const order = sort?.column === column.sortBy ? sort?.order : undefined
  const ariaSort = order === 'asc' ? 'ascending' : order === 'desc' ? 'descending' : undefined
  const sortBy = column.sortBy
  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtualized grid cannot be an HTML table
    // biome-ignore lint/a11y/useFocusableInteractive: its button takes the focus
    <div role="columnheader" aria-sort={ariaSort} className={`grid-cell ${column.align ?? ''}`}>
      {sortBy && onSort ? (
        <button
          type="button"
          className="grid-sort"
          onClick={() => onSort({ column: sortBy, order: order === 'asc' ? 'desc' : 'asc' })}
        >
          {column.title}
          {order === 'asc' && <ArrowUp size={12} aria-hidden />}
          {order === 'desc' && <ArrowDown size={12} aria-hidden />}
        </button>
      ) : (
        column.title
      )}
    </div>
  )
}

/** The width of an element in px, as it changes; unbounded until it is measured. */
function useWidth(place: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(Number.POSITIVE_INFINITY)
  useEffect(() => {
    const element = place.current
    if (!element) return
    const observer = new ResizeObserver(() => setWidth(element.clientWidth))
    observer.observe(element)
    return () => observer.disconnect()
  })
  return width
}

/** The height of a row in px, as the density asks. */
function useRowHeight(): number {
  const density = document.documentElement.dataset.density
  return density === 'comfortable' ? 40 : 32
}
