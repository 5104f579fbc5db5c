import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import {
  RadioGroup as AriaRadioGroup,
  CheckboxButton,
  CheckboxField,
  Label,
  RadioButton,
  RadioField,
  Text,
} from 'react-aria-components'
import type { Choice } from './Select.tsx'
import './fields.css'
import './Checkbox.css'

export interface CheckboxProps {
  children: ReactNode
  checked: boolean
  onChange: (checked: boolean) => void
  help?: string
  disabled?: boolean
}

/** One thing that is so or not. */
export function Checkbox({ children, checked, onChange, help, disabled }: CheckboxProps) {
  return (
    <CheckboxField className="check-field" isSelected={checked} onChange={onChange} isDisabled={disabled}>
      <CheckboxButton className="check">
        <span className="check-box" aria-hidden>
          <Check size={12} strokeWidth={3} />
        </span>
        <span>{children}</span>
      </CheckboxButton>
      {help && (
        <Text slot="description" className="field-help check-help">
          {help}
        </Text>
      )}
    </CheckboxField>
  )
}

export interface RadioGroupProps<K extends string> {
  label: string
  choices: readonly Choice<K>[]
  value: K
  onChange: (value: K) => void
  inline?: boolean
}

/** One of a few that are all worth seeing. */
export function RadioGroup<K extends string>({
  label,
  choices,
  value,
  onChange,
  inline,
}: RadioGroupProps<K>) {
  return (
    <AriaRadioGroup
      className="field"
      value={value}
      onChange={(key) => {
        const found = choices.find((choice) => choice.id === key)
        if (found) onChange(found.id)
      }}
    >
      <Label className="field-label">{label}</Label>
      <div className={inline ? 'radio-row' : 'radio-list'}>
        {choices.map((choice) => (
          <RadioField key={choice.id} value={choice.id} className="check-field">
            <RadioButton className="check">
              <span className="check-dot" aria-hidden />
              <span>{choice.label}</span>
            </RadioButton>
            {choice.detail && (
              <Text slot="description" className="field-help check-help">
                {choice.detail}
              </Text>
            )}
          </RadioField>
        ))}
      </div>
    </AriaRadioGroup>
  )
}
