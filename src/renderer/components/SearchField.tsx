import { Search, X } from 'lucide-react'
import { useRef } from 'react'
import { SearchField as AriaSearchField, Button, Input } from 'react-aria-components'
import { useCommands } from '../commands/useCommands.ts'
import './SearchField.css'

export interface SearchFieldProps {
  label: string
  value: string
  onChange: (value: string) => void
}

/** Filters the list of its room as one types; `/` leads to it. */
export function SearchField({ label, value, onChange }: SearchFieldProps) {
  const input = useRef<HTMLInputElement>(null)
  useCommands(
    () => [{ id: 'list.filter', title: label, group: 'Lists', keys: '/', run: () => input.current?.focus() }],
    [label],
  )
  return (
    <AriaSearchField className="search-field" aria-label={label} value={value} onChange={onChange}>
      <Search size={14} aria-hidden />
      <Input className="input" placeholder={label} ref={input} />
      <Button className="search-clear" aria-label="Clear">
        <X size={12} aria-hidden />
      </Button>
    </AriaSearchField>
  )
}
