import { X } from 'lucide-react'
import { Button as AriaButton } from 'react-aria-components'
import { ComboBox } from '../../components/ComboBox.tsx'
import { usePeople } from '../usePeople.ts'
import './people.css'

export interface PeopleFieldProps {
  label: string
  /** What the field for one more is called: "Add an attendee". */
  addLabel: string
  value: readonly string[]
  onChange: (ids: string[]) => void
  disabled?: boolean
}

/** Several people: those that are named, and a field to name one more. */
export function PeopleField({ label, addLabel, value, onChange, disabled }: PeopleFieldProps) {
  const { people, choices } = usePeople()
  const named = value.map((id) => people.find((person) => person.id === id) ?? { id, name: 'Somebody' })
  return (
    <fieldset className="people-field">
      <legend className="field-label">{label}</legend>
      {named.length > 0 && (
        <ul className="people-chips">
          {named.map((person) => (
            <li key={person.id} className="people-chip">
              {person.name}
              <AriaButton
                className="people-remove"
                aria-label={`Remove ${person.name}`}
                isDisabled={disabled}
                onPress={() => onChange(value.filter((id) => id !== person.id))}
              >
                <X size={12} aria-hidden />
              </AriaButton>
            </li>
          ))}
        </ul>
      )}
      {!disabled && (
        <ComboBox
          key={value.length}
          label={addLabel}
          hideLabel
          placeholder={addLabel}
          choices={choices.filter((choice) => !value.includes(choice.id))}
          value={null}
          onChange={(id) => id && onChange([...value, id])}
        />
      )}
    </fieldset>
  )
}
