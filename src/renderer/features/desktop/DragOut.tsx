import type { ReactNode } from 'react'
import type { OfferedFile } from '#shared/contract/common.ts'
import { shell } from '../../data/port.ts'

/** A file's name that can be dragged out to the file manager; the button beside it saves the same file. */
export function DragOut({ file, children }: { file: OfferedFile; children: ReactNode }) {
  const { desktop } = shell()
  if (!desktop) return children
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the way by keyboard is the button that saves the file
    <span
      className="drag-out"
      draggable
      title="Drag this file to a folder"
      onDragStart={(event) => {
        event.preventDefault()
        desktop.startDrag(file)
      }}
    >
      {children}
    </span>
  )
}
