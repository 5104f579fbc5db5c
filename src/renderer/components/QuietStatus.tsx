import { X } from 'lucide-react'
import { Button, IconButton } from './Button.tsx'
import { hush, undo, useQuietStatus } from './quietStatus.ts'
import './QuietStatus.css'

/** The one place where the window says what was just done. */
export function QuietStatus() {
  const note = useQuietStatus((state) => state.note)
  return (
    <div className="quiet-status-place" role="status" aria-live="polite">
      {note && (
        <div className={`quiet-status quiet-status-${note.tone}`}>
          <span className="grow">{note.text}</span>
          {note.undo && (
            <Button variant="quiet" onPress={undo}>
              Undo
            </Button>
          )}
          <IconButton label="Hide this message" onPress={hush}>
            <X aria-hidden />
          </IconButton>
        </div>
      )}
    </div>
  )
}
