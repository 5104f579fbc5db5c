import { type KeyboardEvent, useEffect, useState } from 'react'
import type { LoadedList } from '../../data/lists.ts'
import { rowAfter } from './rowAfter.ts'

interface RowKeysInput<R> {
  list: LoadedList<R>
  keyOf: (row: R) => string
  selected: string | null
  onSelect: (key: string, row: R) => void
  onOpen: (row: R) => void
  show: (index: number) => void
}

/** The keys of a list. The active row follows its key, so that it stays the same one when rows come or go above it. */
export function useRowKeys<R>({ list, keyOf, selected, onSelect, onOpen, show }: RowKeysInput<R>) {
  const [active, setActive] = useState(0)
  const { rows } = list
  useEffect(() => {
    const index = selected === null ? -1 : rows.findIndex((row) => keyOf(row) === selected)
    if (index >= 0) setActive(index)
    else setActive((at) => Math.min(at, Math.max(0, rows.length - 1)))
  }, [rows, selected, keyOf])

  const press = (index: number) => {
    const row = rows[index]
    if (row === undefined) return
    setActive(index)
    show(index)
    onSelect(keyOf(row), row)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return
    const row = rows[active]
    const next = rowAfter(event.key, active, rows.length)
    if (next !== null) press(next)
    else if (event.key === 'Enter' && row !== undefined) onOpen(row)
    else if (event.key === ' ') press(active)
    else return
    event.preventDefault()
  }
  return { active, press, onKeyDown }
}
