import { useEffect, useRef, useState } from 'react'
import { say } from '../components/quietStatus.ts'
import { TextField, type TextFieldProps } from '../components/TextField.tsx'
import { asFailure } from '../data/call.ts'

export interface SavedFieldProps extends Omit<TextFieldProps, 'onChange' | 'onBlur' | 'error'> {
  /** Keeps the text; a refusal is shown beside the field, and what was typed stays. */
  onSave: (value: string) => Promise<unknown>
}

/** A field that saves when it is left, or on Enter where it has one line. */
export function SavedField({ onSave, value, ...rest }: SavedFieldProps) {
  const [text, setText] = useState(value)
  const [failure, setFailure] = useState<string | null>(null)
  const base = useRef(value)
  useEffect(() => {
    const before = base.current.trim()
    // What is being typed stays; only a text that was not touched follows the saved one.
    setText((typed) => (typed.trim() === before || typed.trim() === value.trim() ? value : typed))
    base.current = value
  }, [value])
  const save = () => {
    if (text.trim() === value.trim()) return
    if (rest.required && !text.trim()) {
      setFailure(`${rest.label} cannot be empty.`)
      return
    }
    onSave(text.trim()).then(
      () => say('Saved'),
      (error) => setFailure(asFailure(error).message),
    )
  }
  return (
    <TextField
      {...rest}
      value={text}
      onChange={(typed) => {
        setText(typed)
        setFailure(null)
      }}
      error={failure}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !rest.lines) save()
        if (event.key === 'Escape' && text !== value) {
          event.stopPropagation()
          setText(value)
          setFailure(null)
        }
      }}
    />
  )
}
