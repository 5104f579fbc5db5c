import { Reading } from '../../../../components/dates/TimeField.tsx'
import { TextField } from '../../../../components/TextField.tsx'
import { readTimeText } from './readLine.ts'
import type { LineContext } from './useTimeContext.ts'

interface TimeInputProps {
  label: string
  text: string
  onChange: (text: string) => void
  context: LineContext
  autoFocus?: boolean
}

/** A time as text, with its reading below while it is typed. */
export function TimeInput({ label, text, onChange, context, autoFocus }: TimeInputProps) {
  return (
    <div className="stack-tight">
      <TextField
        label={label}
        value={text}
        onChange={onChange}
        autoFocus={autoFocus}
        placeholder="2026-11-20 14:05 CET"
        maxLength={200}
      />
      <Reading time={text.trim() ? readTimeText(text, context) : null} />
    </div>
  )
}
