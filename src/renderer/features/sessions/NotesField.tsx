import { useEffect, useRef, useState } from 'react'
import { formatClock } from '../../components/dates/formats.ts'
import { TextField } from '../../components/TextField.tsx'

const patienceMs = 700

/** Notes that save as one types; what another window wrote comes in while nothing is typed here. */
export function NotesField({ value, onSave }: { value: string; onSave: (text: string) => Promise<boolean> }) {
  const [text, setText] = useState(value)
  const [savedAt, setSavedAt] = useState<string | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const waiting = useRef<string | null>(null)
  const latest = useRef(onSave)
  latest.current = onSave
  useEffect(() => {
    if (waiting.current === null) setText(value)
  }, [value])
  const flush = () => {
    clearTimeout(timer.current)
    const typed = waiting.current
    if (typed === null) return
    void latest.current(typed).then((saved) => {
      // What was not saved still waits, so that nothing that comes from outside takes its place.
      if (!saved) return
      if (waiting.current === typed) waiting.current = null
      setSavedAt(new Date().toISOString())
    })
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was typed last is saved when the view goes
  useEffect(() => flush, [])
  return (
    <div className="session-notes">
      <TextField
        label="Notes"
        lines={7}
        value={text}
        placeholder="What is said, in the words that it is said in"
        onChange={(typed) => {
          setText(typed)
          waiting.current = typed
          clearTimeout(timer.current)
          timer.current = setTimeout(flush, patienceMs)
        }}
        onBlur={flush}
      />
      <span className="session-saved small faint">{savedAt && `Saved ${formatClock(savedAt)}`}</span>
    </div>
  )
}
