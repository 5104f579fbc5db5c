import type { ReactNode, Ref } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components'
import { Tooltip } from './Tooltip.tsx'
import './Button.css'

export interface ButtonProps extends Omit<AriaButtonProps, 'children' | 'className' | 'style'> {
  children: ReactNode
  /** One primary a view: the next step. Danger is for what cannot be undone. */
  variant?: 'primary' | 'secondary' | 'quiet' | 'danger'
  icon?: ReactNode
  ref?: Ref<HTMLButtonElement>
}

/** A button with words that say what will happen. */
export function Button({ variant = 'secondary', icon, children, ...rest }: ButtonProps) {
  return (
    <AriaButton {...rest} className={`button button-${variant}`}>
      {icon}
      <span className="button-words">{children}</span>
    </AriaButton>
  )
}

export interface IconButtonProps extends Omit<AriaButtonProps, 'children' | 'className' | 'style'> {
  label: string
  children: ReactNode
  /** Shown in the tooltip, such as `Ctrl+K`. */
  keys?: string
}

/** A square button with an icon; its name is its tooltip. */
export function IconButton({ label, keys, children, ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label} keys={keys}>
      <AriaButton {...rest} aria-label={label} className="icon-button">
        {children}
      </AriaButton>
    </Tooltip>
  )
}
