import { useEffect, useState } from 'react'
import { DayField, type DayFieldProps } from '../components/dates/DayField.tsx'

export interface SavedDayProps extends Omit<DayFieldProps, 'onChange'> {
  onSave: (day: string | null) => void
}

/** A day that saves when its field is left, or on Enter: half a date that is typed is not the date. */
export function SavedDay({ value, onSave, ...rest }: SavedDayProps) {
  const [day, setDay] = useState(value)
  useEffect(() => setDay(value), [value])
  const save = () => {
    if (day !== value) onSave(day)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears that the field within is left
    <div
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && save()}
      onKeyDown={(event) => event.key === 'Enter' && save()}
    >
      <DayField {...rest} value={day} onChange={setDay} />
    </div>
  )
}
