import { CircleAlert } from 'lucide-react'
import type { CallFailure } from '../data/call.ts'
import './ErrorNote.css'

/** What went wrong, in the core's words; nothing where nothing did. */
export function ErrorNote({ error }: { error: Pick<CallFailure, 'message'> | null | undefined }) {
  if (!error) return null
  return (
    <div className="error-note" role="alert">
      <CircleAlert size={16} aria-hidden />
      <span>{error.message}</span>
    </div>
  )
}
