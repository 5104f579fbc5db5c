import type { HTMLInputAutoCompleteAttribute, Ref } from 'react'
import { TextField as AriaTextField, FieldError, Input, Label, Text, TextArea } from 'react-aria-components'
import './fields.css'

export interface TextFieldProps {
  label: string
  /** Keeps the label for assistive technology only, where the place says it already. */
  hideLabel?: boolean
  value: string
  onChange: (value: string) => void
  help?: string
  /** What is wrong, in words; shown beside the field. */
  error?: string | null
  optional?: boolean
  required?: boolean
  lines?: number
  type?: 'text' | 'password' | 'email' | 'url' | 'search'
  placeholder?: string
  autoFocus?: boolean
  autoComplete?: HTMLInputAutoCompleteAttribute
  disabled?: boolean
  onBlur?: () => void
  onKeyDown?: (event: React.KeyboardEvent) => void
  ref?: Ref<HTMLInputElement>
  maxLength?: number
}

/** A labelled field for text: one line, or several where `lines` is given. */
export function TextField(props: TextFieldProps) {
  const { label, hideLabel, value, onChange, help, error, optional, lines, placeholder } = props
  return (
    <AriaTextField
      className="field"
      value={value}
      onChange={onChange}
      type={props.type ?? 'text'}
      isInvalid={Boolean(error)}
      isRequired={props.required}
      isDisabled={props.disabled}
      autoFocus={props.autoFocus}
      autoComplete={props.autoComplete ?? 'off'}
      validationBehavior="aria"
      onBlur={props.onBlur}
      maxLength={props.maxLength}
      aria-label={hideLabel ? label : undefined}
    >
      {!hideLabel && (
        <Label className="field-label">
          {label}
          {optional && <span className="field-optional">optional</span>}
        </Label>
      )}
      {lines ? (
        <TextArea className="input" rows={lines} placeholder={placeholder} onKeyDown={props.onKeyDown} />
      ) : (
        <Input className="input" placeholder={placeholder} onKeyDown={props.onKeyDown} ref={props.ref} />
      )}
      {help && (
        <Text slot="description" className="field-help">
          {help}
        </Text>
      )}
      <FieldError className="field-error">{error}</FieldError>
    </AriaTextField>
  )
}

/** A field for a secret; it is never kept in the interface's state longer than the form. */
export function PassphraseField(props: Omit<TextFieldProps, 'type' | 'lines'>) {
  return <TextField {...props} type="password" autoComplete={props.autoComplete ?? 'off'} />
}
