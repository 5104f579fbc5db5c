import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { useInspectorPlace } from '../shell/inspectorPlace.ts'
import { IconButton } from './Button.tsx'
import './Inspector.css'

export interface InspectorProps {
  title: ReactNode
  children: ReactNode
  /** Puts away what is selected; without it the inspector belongs to the view and cannot be closed, only folded. */
  onClose?: () => void
}

/** What is selected, at the right of the window: facts, links, history. */
export function Inspector({ title, children, onClose }: InspectorProps) {
  const place = useInspectorPlace((state) => state.place)
  const close = () => {
    useInspectorPlace.setState({ over: false })
    onClose?.()
  }
  if (!place) return null
  return createPortal(
    <section className="inspector-sheet" aria-label={typeof title === 'string' ? title : 'Inspector'}>
      <header className="inspector-head">
        <h2>{title}</h2>
        {onClose && (
          <IconButton label="Close" onPress={close}>
            <X aria-hidden />
          </IconButton>
        )}
      </header>
      <div className="inspector-body">{children}</div>
    </section>,
    place,
  )
}

/** A group of facts in the inspector. */
export function InspectorPart({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="inspector-part">
      <h3>{title}</h3>
      {children}
    </section>
  )
}
