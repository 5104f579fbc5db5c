import { type ReactNode, useState } from 'react'
import type { OfferedFile } from '#shared/contract/common.ts'
import { asFailure } from '../data/call.ts'
import { shell } from '../data/port.ts'
import { sayFailure } from './quietStatus.ts'
import './DropPlace.css'

export interface DropPlaceProps {
  /** Said while files hang over the place: "Drop to add evidence". */
  words: string
  onFiles: (files: OfferedFile[]) => void
  children: ReactNode
  disabled?: boolean
  className?: string
}

/** A place that files can be dropped on. Whatever it does can be done with a button as well. */
export function DropPlace({ words, onFiles, children, disabled, className }: DropPlaceProps) {
  const [depth, setDepth] = useState(0)
  const hasFiles = (event: React.DragEvent) => !disabled && event.dataTransfer.types.includes('Files')
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the buttons within are the first
    <div
      className={`drop-place ${className ?? ''}`}
      onDragEnter={(event) => hasFiles(event) && setDepth((count) => count + 1)}
      onDragLeave={(event) => hasFiles(event) && setDepth((count) => Math.max(0, count - 1))}
      onDragOver={(event) => hasFiles(event) && event.preventDefault()}
      onDrop={(event) => {
        if (!hasFiles(event)) return
        event.preventDefault()
        setDepth(0)
        shell()
          .offerDropped([...event.dataTransfer.files])
          .then(onFiles, (error) => sayFailure(asFailure(error).message))
      }}
    >
      {children}
      {depth > 0 && <div className="drop-words">{words}</div>}
    </div>
  )
}
