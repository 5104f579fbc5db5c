import { MoreHorizontal } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import { Menu as AriaMenu, MenuItem, MenuTrigger, Popover, Separator, Text } from 'react-aria-components'
import { IconButton } from './Button.tsx'
import { Keys } from './Keys.tsx'
import './Menu.css'
import './Select.css'

export interface MenuEntry {
  id: string
  label: string
  icon?: ReactNode
  keys?: string
  /** Why it cannot be done now; the entry is shown, disabled, with these words. */
  refused?: string | null
  danger?: boolean
  /** A hairline above this entry. */
  apart?: boolean
  run: () => void
}

/** A menu of what else can be done; its trigger is three dots unless another is given. */
export function Menu({
  label,
  entries,
  trigger,
}: {
  label: string
  entries: MenuEntry[]
  trigger?: ReactElement
}) {
  return (
    <MenuTrigger>
      {trigger ?? (
        <IconButton label={label}>
          <MoreHorizontal aria-hidden />
        </IconButton>
      )}
      <Popover className="popover" placement="bottom end" offset={4}>
        <AriaMenu
          className="menu"
          aria-label={label}
          disabledKeys={entries.filter((entry) => entry.refused).map((entry) => entry.id)}
          onAction={(key) => entries.find((entry) => entry.id === key)?.run()}
        >
          {entries.flatMap((entry, index) => [
            entry.apart && index > 0 ? <Separator key={`${entry.id}-line`} className="menu-line" /> : null,
            <MenuItem
              key={entry.id}
              id={entry.id}
              textValue={entry.label}
              className={`menu-item${entry.danger ? ' menu-danger' : ''}`}
            >
              <span className="menu-icon">{entry.icon}</span>
              <span className="grow">
                <Text slot="label">{entry.label}</Text>
                {entry.refused && (
                  <Text slot="description" className="list-box-detail menu-refused">
                    {entry.refused}
                  </Text>
                )}
              </span>
              {entry.keys && <Keys keys={entry.keys} />}
            </MenuItem>,
          ])}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  )
}
