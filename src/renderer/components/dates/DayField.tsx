import { type CalendarDate, parseDate } from '@internationalized/date'
import { CalendarDays, ChevronLeft, ChevronRight } from 'lucide-react'
import { useEffect, useState } from 'react'
import {
  Button as AriaButton,
  Calendar,
  CalendarCell,
  CalendarGrid,
  Dialog,
  DialogTrigger,
  Heading,
  Popover,
} from 'react-aria-components'
import { TextField } from '../TextField.tsx'
import { formatDay, today } from './formats.ts'
import { readDay } from './readDay.ts'
import './dates.css'

export interface DayFieldProps {
  label: string
  hideLabel?: boolean
  value: string | null
  onChange: (day: string | null) => void
  optional?: boolean
  error?: string | null
  help?: string
}

/** A day, by typing first and by a calendar second. */
export function DayField({ label, hideLabel, value, onChange, optional, error, help }: DayFieldProps) {
  const [text, setText] = useState(value ? formatDay(value) : '')
  useEffect(() => {
    setText((typed) => (readDay(typed, today()) === value ? typed : value ? formatDay(value) : ''))
  }, [value])
  const read = text.trim() ? readDay(text, today()) : null
  const doubt = text.trim() && !read ? 'Write the day as 2026-11-20, 20 Nov, friday or in 2 weeks.' : null
  const change = (typed: string) => {
    setText(typed)
    if (!typed.trim()) onChange(null)
    else {
      const day = readDay(typed, today())
      if (day) onChange(day)
    }
  }
  return (
    <div className="day-field">
      <TextField
        label={label}
        hideLabel={hideLabel}
        optional={optional}
        value={text}
        onChange={change}
        placeholder="20 Nov or friday"
        error={error ?? doubt}
        help={read && text !== formatDay(read) ? formatDay(read) : help}
        onBlur={() => read && setText(formatDay(read))}
      />
      <div className="day-picker" style={{ top: hideLabel ? 2 : 26 }}>
        <DialogTrigger>
          <AriaButton className="icon-button" aria-label={`Choose ${label.toLowerCase()} from a calendar`}>
            <CalendarDays size={14} aria-hidden />
          </AriaButton>
          <Popover className="popover" placement="bottom end">
            <Dialog className="dialog-plain" aria-label={label}>
              {({ close }) => (
                <DayCalendar
                  label={label}
                  value={value}
                  onChange={(day) => {
                    setText(formatDay(day))
                    onChange(day)
                    close()
                  }}
                />
              )}
            </Dialog>
          </Popover>
        </DialogTrigger>
      </div>
    </div>
  )
}

function DayCalendar(props: { label: string; value: string | null; onChange: (day: string) => void }) {
  return (
    <Calendar
      className="calendar"
      aria-label={props.label}
      autoFocus
      value={props.value ? parseDate(props.value) : null}
      onChange={(date: CalendarDate) => props.onChange(date.toString())}
    >
      <header>
        <AriaButton slot="previous" className="icon-button">
          <ChevronLeft aria-hidden />
        </AriaButton>
        <Heading />
        <AriaButton slot="next" className="icon-button">
          <ChevronRight aria-hidden />
        </AriaButton>
      </header>
      <CalendarGrid>{(date) => <CalendarCell date={date} className="calendar-day" />}</CalendarGrid>
    </Calendar>
  )
}
