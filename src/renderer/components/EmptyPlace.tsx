import type { ReactNode } from 'react'
import './EmptyPlace.css'

/** Says in one sentence what belongs here, and offers the first step. */
export function EmptyPlace({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className="empty-place">
      <p>{children}</p>
      {action}
    </div>
  )
}
