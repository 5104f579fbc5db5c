import { useEffect, useState } from 'react'
import type { PersonRef } from '#shared/domain/reviewContent.ts'
import { ComboBox } from '../../components/ComboBox.tsx'
import { usePeople } from '../usePeople.ts'

export interface PersonFieldProps {
  label: string
  person: PersonRef | null
  /** Called when somebody is chosen; with null only when the field is left empty, not while another name is typed. */
  onSave: (id: string | null) => void
  placeholder?: string
  disabled?: boolean
}

/** One person, saved as soon as they are chosen. Who is no longer active stays named. */
export function PersonField({ label, person, onSave, placeholder, disabled }: PersonFieldProps) {
  const { choices } = usePeople()
  const saved = person?.id ?? null
  const [chosen, setChosen] = useState<string | null>(saved)
  useEffect(() => setChosen(saved), [saved])
  const known = !person || choices.some((choice) => choice.id === person.id)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears that the field within is left
    <div
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget) && chosen === null && saved !== null)
          onSave(null)
      }}
    >
      <ComboBox
        label={label}
        placeholder={placeholder}
        choices={known ? choices : [...choices, { id: person.id, label: person.name }]}
        value={chosen}
        disabled={disabled}
        onChange={(id) => {
          setChosen(id)
          if (id !== null && id !== saved) onSave(id)
        }}
      />
    </div>
  )
}
