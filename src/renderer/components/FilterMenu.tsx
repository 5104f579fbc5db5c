import { ListFilter } from 'lucide-react'
import { Button as AriaButton, Menu, MenuItem, MenuTrigger, Popover, Text } from 'react-aria-components'
import type { Choice } from './Select.tsx'
import './Menu.css'
import './Button.css'

export interface FilterMenuProps<K extends string> {
  label: string
  choices: readonly Choice<K>[]
  value: readonly K[]
  onChange: (value: K[]) => void
  /** At most one choice; choosing it again lets everything through. */
  single?: boolean
}

/** Several of a few: a filter that names what it lets through. */
export function FilterMenu<K extends string>({
  label,
  choices,
  value,
  onChange,
  single,
}: FilterMenuProps<K>) {
  const chosen = choices.filter((choice) => value.includes(choice.id)).map((choice) => choice.label)
  return (
    <MenuTrigger>
      <AriaButton className={`button ${value.length ? 'button-secondary filter-on' : 'button-quiet'}`}>
        <ListFilter aria-hidden />
        <span className="button-words">{chosen.length ? `${label}: ${chosen.join(', ')}` : label}</span>
      </AriaButton>
      <Popover className="popover" placement="bottom start" offset={4}>
        <Menu
          className="menu"
          aria-label={label}
          items={choices}
          selectionMode={single ? 'single' : 'multiple'}
          selectedKeys={value}
          onSelectionChange={(keys) =>
            onChange(
              choices.filter((choice) => keys === 'all' || keys.has(choice.id)).map((choice) => choice.id),
            )
          }
        >
          {(choice) => (
            <MenuItem id={choice.id} textValue={choice.label} className="menu-item">
              {({ isSelected }) => (
                <>
                  <span className="filter-check" aria-hidden>
                    {isSelected ? '✓' : ''}
                  </span>
                  <Text slot="label">{choice.label}</Text>
                </>
              )}
            </MenuItem>
          )}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
