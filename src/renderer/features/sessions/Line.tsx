import { X } from 'lucide-react'
import { type ReactNode, useRef, useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { IconButton } from '../../components/Button.tsx'
import { TextField } from '../../components/TextField.tsx'

interface LineProps {
  text: string
  onChange: (text: string) => void
  onRemove: () => void
  /** What else can be done with it. */
  more?: ReactNode
}

/** One short line: pressing it, or Enter on it, edits it where it stands; Enter keeps the text, Escape what was there before. */
export function Line({ text, onChange, onRemove, more }: LineProps) {
  const [typed, setTyped] = useState<string | null>(null)
  const place = useRef<HTMLLIElement>(null)
  const end = (kept: string | null, refocus: boolean) => {
    if (typed === null) return
    setTyped(null)
    if (kept?.trim() && kept.trim() !== text) onChange(kept.trim())
    if (refocus) requestAnimationFrame(() => place.current?.querySelector('button')?.focus())
  }
  return (
    <li ref={place}>
      {typed === null ? (
        <AriaButton className="session-line" aria-label={`Change “${text}”`} onPress={() => setTyped(text)}>
          {text}
        </AriaButton>
      ) : (
        <TextField
          label={`Change “${text}”`}
          hideLabel
          autoFocus
          value={typed}
          onChange={setTyped}
          maxLength={300}
          onBlur={() => end(typed, false)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' && event.key !== 'Escape') return
            event.preventDefault()
            event.stopPropagation()
            end(event.key === 'Enter' ? typed : null, true)
          }}
        />
      )}
      {more}
      <IconButton label={`Remove “${text}”`} onPress={onRemove}>
        <X aria-hidden />
      </IconButton>
    </li>
  )
}
