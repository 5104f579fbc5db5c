import { ChevronDown } from 'lucide-react'
import {
  ComboBox as AriaComboBox,
  Button,
  FieldError,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Text,
} from 'react-aria-components'
import type { Choice } from './Select.tsx'
import './fields.css'
import './Select.css'

export interface ComboBoxProps {
  label: string
  hideLabel?: boolean
  choices: readonly Choice[]
  value: string | null
  /** Null where the text was cleared. */
  onChange: (value: string | null) => void
  placeholder?: string
  help?: string
  error?: string | null
  disabled?: boolean
}

/** One of many choices, found by typing. */
export function ComboBox(props: ComboBoxProps) {
  return (
    <AriaComboBox
      className="field"
      defaultItems={props.choices}
      value={props.value}
      onChange={(key) => props.onChange(key === null ? null : String(key))}
      isInvalid={Boolean(props.error)}
      isDisabled={props.disabled}
      menuTrigger="focus"
      allowsEmptyCollection
      aria-label={props.hideLabel ? props.label : undefined}
    >
      {!props.hideLabel && <Label className="field-label">{props.label}</Label>}
      <div className="combo">
        <Input className="input" placeholder={props.placeholder} />
        <Button className="combo-button" aria-label={`Show ${props.label.toLowerCase()}`}>
          <ChevronDown size={14} aria-hidden />
        </Button>
      </div>
      {props.help && (
        <Text slot="description" className="field-help">
          {props.help}
        </Text>
      )}
      <FieldError className="field-error">{props.error}</FieldError>
      <Popover className="popover select-popover" offset={4}>
        <ListBox
          className="list-box"
          renderEmptyState={() => <div className="list-box-empty">Nothing by this name</div>}
        >
          {(choice: Choice) => (
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
    </AriaComboBox>
  )
}
