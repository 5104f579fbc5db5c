import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { TimelineEntry } from '#shared/contract/timeline.ts'
import { useCommands } from '../../../../commands/useCommands.ts'
import { usePrinting } from '../../../../components/usePrinting.ts'
import { type Row, rowsOf } from './days.ts'
import { EntryForm } from './EntryForm.tsx'
import { EntryRow } from './EntryRow.tsx'
import type { LineContext } from './useTimeContext.ts'

/** Of an entry in one line, and of a day, in px. A row that is as high as it was thought to be costs nothing more. */
const rowHeight = 34
const lineHeight = 20
const letter = 7
/** What stands beside the text of an entry, and the most letters of a line of it. */
const besideText = 220
const longestLine = 66
/** Up to this width the source of an entry stands below its text, as the style sheet has it. */
const narrow = 640

function heightOf(row: Row | undefined, width: number): number {
  if (row?.kind !== 'entry') return rowHeight
  const { text, source } = row.entry
  const below = width <= narrow && source !== ''
  const room = Math.floor((width - besideText - (source && !below ? 80 : 0)) / letter)
  const lines = Math.ceil(text.length / Math.max(16, Math.min(longestLine, room)))
  return rowHeight + (Math.max(0, lines - 1) + Number(below)) * lineHeight
}

interface EntryListProps {
  entries: readonly TimelineEntry[]
  context: LineContext
  readOnly: boolean
  /** An entry to lead to. */
  meant: string | undefined
  /** An entry that was just added: it is scrolled to, and the focus stays where one types. */
  shown: string | undefined
  onRemove: (entry: TimelineEntry) => void
  onKey: (entry: TimelineEntry, key: boolean) => void
}

/** The entries in their order: arrows move, Enter edits, K marks a key moment, Delete removes. */
export function EntryList({ entries, context, readOnly, meant, shown, onRemove, onKey }: EntryListProps) {
  const rows = useMemo(() => rowsOf(entries), [entries])
  const [activeId, setActiveId] = useState<string | null>(null)
  const [editing, setEditing] = useState<string | null>(null)
  const [focusId, setFocusId] = useState<string | null>(null)
  const list = useRef<HTMLOListElement>(null)
  const [scroller, setScroller] = useState<HTMLElement | null>(null)
  const [margin, setMargin] = useState(0)
  const width = useRef(0)
  useLayoutEffect(() => {
    const place = list.current?.closest<HTMLElement>('.document-place') ?? null
    setScroller(place)
    if (!place || !list.current) return
    width.current = list.current.clientWidth
    const { top } = list.current.getBoundingClientRect()
    setMargin(top - place.getBoundingClientRect().top + place.scrollTop)
  }, [])
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller,
    getItemKey: (index) => rows[index]?.id ?? index,
    estimateSize: (index) => heightOf(rows[index], width.current),
    scrollMargin: margin,
    overscan: 6,
  })
  const printing = usePrinting()
  const items = printing ? rows.map((_, index) => ({ index, start: 0 })) : virtual.getVirtualItems()
  const focusOn = (id: string) => {
    setActiveId(id)
    setFocusId(id)
    const index = rows.findIndex((row) => row.id === id)
    if (index >= 0) virtual.scrollToIndex(index, { align: 'auto' })
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: leads there once, when it is asked for and there
  useEffect(() => {
    if (meant && rows.some((row) => row.id === meant)) focusOn(meant)
  }, [meant, rows.length, scroller])
  // biome-ignore lint/correctness/useExhaustiveDependencies: shows it once, when it has come
  useEffect(() => {
    const index = shown ? rows.findIndex((row) => row.id === shown) : -1
    if (index >= 0) virtual.scrollToIndex(index, { align: 'center' })
  }, [shown, rows.length])
  useEffect(() => {
    if (!focusId || editing) return
    const row = list.current?.querySelector<HTMLElement>(`[data-entry="${focusId}"]`)
    if (!row) return
    row.focus({ preventScroll: true })
    setFocusId(null)
  })
  // The rows are drawn again only when their entry changes, so what they call must stay the same.
  const calls = useRef({ onRemove, onKey })
  calls.current = { onRemove, onKey }
  const edit = useCallback((entry: TimelineEntry) => setEditing(entry.id), [])
  const remove = useCallback((entry: TimelineEntry) => calls.current.onRemove(entry), [])
  const toggleKey = useCallback((entry: TimelineEntry) => calls.current.onKey(entry, !entry.key), [])
  useCommands(() => {
    const active = entries.find((entry) => entry.id === activeId)
    if (!active || readOnly) return []
    const of = (id: string, title: string, run: () => void) => ({ id, title, group: 'Timeline', run })
    return [
      of('timeline.edit', 'Edit the entry', () => edit(active)),
      of('timeline.key', active.key ? 'Make the entry no key moment' : 'Make the entry a key moment', () =>
        toggleKey(active),
      ),
      of('timeline.remove', 'Remove the entry', () => remove(active)),
    ]
  }, [entries, activeId, readOnly])
  const step = (from: TimelineEntry, by: number) => {
    const index = entries.findIndex((entry) => entry.id === from.id)
    const next = entries[Math.max(0, Math.min(entries.length - 1, index + by))]
    if (next) focusOn(next.id)
  }
  const onKeyDown = (event: React.KeyboardEvent, entry: TimelineEntry) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'ArrowDown') step(entry, 1)
    else if (event.key === 'ArrowUp') step(entry, -1)
    else if (event.key === 'Home') step(entry, -entries.length)
    else if (event.key === 'End') step(entry, entries.length)
    else if (readOnly) return
    else if (event.key === 'Enter') setEditing(entry.id)
    else if (event.key.toLowerCase() === 'k') onKey(entry, !entry.key)
    else if (event.key === 'Delete') {
      step(entry, entry.id === entries.at(-1)?.id ? -1 : 1)
      onRemove(entry)
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <ol
      className="entries"
      ref={list}
      aria-label="Timeline entries"
      style={printing ? undefined : { height: virtual.getTotalSize() }}
    >
      {items.map((item) => {
        const row = rows[item.index]
        if (!row) return null
        const at = printing ? undefined : { transform: `translateY(${item.start - margin}px)` }
        if (row.kind === 'day')
          return (
            <li
              key={row.id}
              className="entry-day"
              style={at}
              data-index={item.index}
              ref={virtual.measureElement}
            >
              <h3>{row.title}</h3>
            </li>
          )
        const { entry } = row
        const close = () => {
          setEditing(null)
          focusOn(entry.id)
        }
        return (
          <li
            key={row.id}
            className="entry-place"
            style={at}
            data-index={item.index}
            ref={virtual.measureElement}
          >
            {editing === entry.id ? (
              <EntryForm entry={entry} context={context} onClose={close} />
            ) : (
              // biome-ignore lint/a11y/useSemanticElements: a group of a list's item, not of a form
              <div
                role="group"
                className={entry.time.doubt ? 'entry entry-doubtful' : 'entry'}
                data-entry={entry.id}
                aria-label={`${entry.time.text}, ${entry.text}`.slice(0, 200)}
                tabIndex={entry.id === (activeId ?? entries[0]?.id) ? 0 : -1}
                onFocus={() => setActiveId(entry.id)}
                onKeyDown={(event) => onKeyDown(event, entry)}
                onDoubleClick={() => !readOnly && setEditing(entry.id)}
              >
                <EntryRow
                  entry={entry}
                  readOnly={readOnly}
                  context={context}
                  onEdit={edit}
                  onRemove={remove}
                  onKey={toggleKey}
                />
              </div>
            )}
          </li>
        )
      })}
    </ol>
  )
}
