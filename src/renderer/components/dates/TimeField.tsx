import { useEffect, useRef, useState } from 'react'
import type { TimeValue } from '#shared/domain/times/timeValue.ts'
import { asFailure, call } from '../../data/call.ts'
import { TextField } from '../TextField.tsx'
import { doubtWords, timeWords } from './doubts.ts'
import { formatInstant } from './formats.ts'

export interface TimeFieldProps {
  label: string
  hideLabel?: boolean
  value: TimeValue | null
  /** Called when the field is left or Enter is pressed, with what the core read; null where it was emptied. */
  onChange: (time: TimeValue | null) => void
  /** The day that a time without a day is on. */
  date?: string
  zone?: string
  disabled?: boolean
}

const patienceMs = 120

/** A time by typing: the core reads it, and its reading or its doubt stands below in words. */
export function TimeField({ label, hideLabel, value, onChange, date, zone, disabled }: TimeFieldProps) {
  const [text, setText] = useState(value?.text ?? '')
  const [reading, setReading] = useState<TimeValue | null>(value)
  const [failure, setFailure] = useState<string | null>(null)
  const asked = useRef(0)
  useEffect(() => {
    setText(value?.text ?? '')
    setReading(value)
  }, [value])

  const read = async (typed: string): Promise<TimeValue | null> => {
    if (!typed.trim()) return null
    return call('incidents.readTime', {
      text: typed,
      ...(date ? { date } : {}),
      ...(zone ? { zone } : {}),
    })
  }
  const change = (typed: string) => {
    setText(typed)
    setFailure(null)
    const turn = ++asked.current
    setTimeout(() => {
      if (turn !== asked.current) return
      read(typed).then(
        (time) => turn === asked.current && setReading(time),
        (error) => setFailure(asFailure(error).message),
      )
    }, patienceMs)
  }
  const commit = () => {
    if (text === (value?.text ?? '')) return
    asked.current += 1
    read(text).then(onChange, (error) => setFailure(asFailure(error).message))
  }
  return (
    <div className="stack-tight">
      <TextField
        label={label}
        hideLabel={hideLabel}
        value={text}
        onChange={change}
        onBlur={commit}
        onKeyDown={(event) => event.key === 'Enter' && commit()}
        placeholder="2026-11-20 14:05 CET"
        disabled={disabled}
        error={failure}
      />
      <Reading time={text.trim() ? reading : null} />
    </div>
  )
}

/** How a typed time was understood. */
export function Reading({ time }: { time: TimeValue | null }) {
  if (!time) return null
  if (time.doubt) return <p className="field-reading field-doubt">{doubtWords[time.doubt]}</p>
  const utc =
    time.at && time.offsetMinutes !== 0 ? `, in UTC ${formatInstant(time.at, 0).split(', ')[1]}` : ''
  return (
    <p className="field-reading" aria-live="polite">
      {timeWords(time)}
      {utc}
    </p>
  )
}
