import type { ReactNode } from 'react'
import './Toolbar.css'

/** The head of a room: its name, how many there are, and what can be done. */
export function RoomHead({
  title,
  count,
  children,
}: {
  title: string
  count?: number
  children?: ReactNode
}) {
  return (
    <header className="room-head">
      <h1>{title}</h1>
      {count !== undefined && <span className="faint number">{count.toLocaleString('en-GB')}</span>}
      <div className="room-actions">{children}</div>
    </header>
  )
}

/** A line of filters below a room's head. */
export function FilterLine({ children, label }: { children: ReactNode; label: string }) {
  return (
    <search className="filter-line" aria-label={label}>
      {children}
    </search>
  )
}
