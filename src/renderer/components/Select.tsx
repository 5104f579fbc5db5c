import { ChevronDown } from 'lucide-react'
import {
  Select as AriaSelect,
  Button,
  FieldError,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  SelectValue,
  Text,
} from 'react-aria-components'
import './fields.css'
import './Select.css'

export interface Choice<K extends string = string> {
  id: K
  label: string
  detail?: string
}

export interface SelectProps<K extends string> {
  label: string
  hideLabel?: boolean
  choices: readonly Choice<K>[]
  value: K | null
  onChange: (value: K) => void
  placeholder?: string
  help?: string
  error?: string | null
  disabled?: boolean
}

/** One of a few choices. */
export function Select<K extends string>(props: SelectProps<K>) {
  return (
    <AriaSelect
      className="field"
      value={props.value}
      onChange={(key) => {
        const found = props.choices.find((choice) => choice.id === key)
        if (found) props.onChange(found.id)
      }}
      placeholder={props.placeholder ?? 'Choose'}
      isInvalid={Boolean(props.error)}
      isDisabled={props.disabled}
      aria-label={props.hideLabel ? props.label : undefined}
    >
      {!props.hideLabel && <Label className="field-label">{props.label}</Label>}
      <Button className="input select-button">
        <SelectValue className="select-value" />
        <ChevronDown size={14} aria-hidden />
      </Button>
      {props.help && (
        <Text slot="description" className="field-help">
          {props.help}
        </Text>
      )}
      <FieldError className="field-error">{props.error}</FieldError>
      <Popover className="popover select-popover" offset={4}>
        <ListBox className="list-box" items={props.choices}>
          {(choice) => (
            <ListBoxItem id={choice.id} textValue={choice.label} className="list-box-item">
              <Text slot="label">{choice.label}</Text>
              {choice.detail && (
                <Text slot="description" className="list-box-detail">
                  {choice.detail}
                </Text>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  )
}
