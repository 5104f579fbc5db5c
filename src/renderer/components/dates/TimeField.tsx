import { useEffect, useState } from 'react'
import { parseTime } from '#shared/domain/times/parseTime.ts'
import type { TimeValue } from '#shared/domain/times/timeValue.ts'
import { TextField } from '../TextField.tsx'
import { doubtWords, timeWords } from './doubts.ts'
import { formatInstant } from './formats.ts'

export interface TimeFieldProps {
  label: string
  hideLabel?: boolean
  value: TimeValue | null
  /** Called when the field is left or Enter is pressed, with what was read; null where it was emptied. */
  onChange: (time: TimeValue | null) => void
  /** Calls `onChange` with every keystroke: for a form that is sent as a whole. */
  eager?: boolean
  /** The day that a time without a day is on. */
  date?: string
  zone?: string
  disabled?: boolean
}

/** A time by typing: its reading or its doubt stands below in words. It is read here as the core reads it. */
export function TimeField({
  label,
  hideLabel,
  value,
  onChange,
  eager,
  date,
  zone,
  disabled,
}: TimeFieldProps) {
  const [text, setText] = useState(value?.text ?? '')
  useEffect(() => {
    setText((typed) => (typed.trim() === (value?.text ?? '') ? typed : (value?.text ?? '')))
  }, [value])
  const read = (typed: string) =>
    typed.trim() ? parseTime(typed, { date, zone, now: new Date().toISOString() }) : null
  const unchanged = text.trim() === (value?.text ?? '')
  const commit = () => {
    if (!unchanged && !eager) onChange(read(text))
  }
  return (
    <div className="stack-tight">
      <TextField
        label={label}
        hideLabel={hideLabel}
        value={text}
        onChange={(typed) => {
          setText(typed)
          if (eager) onChange(read(typed))
        }}
        onBlur={commit}
        onKeyDown={(event) => event.key === 'Enter' && commit()}
        placeholder="2026-11-20 14:05 CET"
        disabled={disabled}
        maxLength={200}
      />
      <Reading time={unchanged ? value : read(text)} />
    </div>
  )
}

/** How a typed time was understood. */
export function Reading({ time }: { time: TimeValue | null }) {
  if (!time) return null
  if (time.doubt) return <p className="field-reading field-doubt">{doubtWords[time.doubt]}</p>
  const utc = time.at && time.offsetMinutes !== 0 ? ` (${formatInstant(time.at, 0).split(', ')[1]})` : ''
  return (
    <p className="field-reading" aria-live="polite">
      {timeWords(time)}
      {utc}
    </p>
  )
}
