import { useDeferredValue, useMemo, useState } from 'react'
import {
  Autocomplete,
  Dialog,
  Input,
  ListBox,
  ListBoxItem,
  Modal,
  ModalOverlay,
  SearchField,
} from 'react-aria-components'
import { Keys } from '../components/Keys.tsx'
import { useQueryOf } from '../data/queries.ts'
import { kindWords, partsOf, placeOfHit } from '../features/search/hits.ts'
import { go } from '../shell/routes.ts'
import { useWorkspace } from '../shell/useWorkspace.ts'
import { type Command, currentCommands, useRegistry } from './registry.ts'
import '../components/Menu.css'
import './Palette.css'

/** Everything that can be done or opened, by typing. */
export function Palette({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState('')
  const typed = useDeferredValue(text.trim())
  const groups = useRegistry((state) => state.groups)
  const open = useWorkspace() !== null
  const hits = useQueryOf(
    'search.find',
    { text: typed, typing: true, limit: 12 },
    { enabled: open && typed.length > 1, keepPrevious: true },
  )
  const commands = useMemo(() => ranked(currentCommands(groups), typed), [groups, typed])
  const found = typed.length > 1 ? (hits.data ?? []) : []
  const choose = (id: string) => {
    onClose()
    const command = commands.find((entry) => entry.id === id)
    if (command) command.run()
    const hit = found.find((entry) => `hit-${entry.kind}-${entry.id}` === id)
    if (hit) go(placeOfHit(hit))
  }
  return (
    <ModalOverlay className="dialog-overlay palette-overlay" isOpen isDismissable onOpenChange={onClose}>
      <Modal className="palette">
        <Dialog aria-label="Commands" className="palette-dialog">
          <Autocomplete inputValue={text} onInputChange={setText}>
            <SearchField aria-label="What to do or open" autoFocus className="palette-field">
              <Input
                role="combobox"
                aria-expanded
                placeholder="What to do or open"
                className="palette-input"
              />
            </SearchField>
            <ListBox
              className="palette-list"
              aria-label="Commands and findings"
              onAction={(key) => choose(String(key))}
              renderEmptyState={() => <p className="palette-empty">Nothing by this name.</p>}
            >
              {commands.map((command) => (
                <ListBoxItem key={command.id} id={command.id} textValue={command.title} className="menu-item">
                  <span className="grow">{command.title}</span>
                  <span className="faint small">{command.group}</span>
                  {command.keys && <Keys keys={command.keys} />}
                </ListBoxItem>
              ))}
              {found.map((hit) => (
                <ListBoxItem
                  key={`hit-${hit.kind}-${hit.id}`}
                  id={`hit-${hit.kind}-${hit.id}`}
                  textValue={`${hit.key} ${hit.title || wordsOf(hit.excerpt)}`}
                  className="menu-item"
                >
                  <span className="grow truncate">
                    <span className="quiet">{hit.key}</span> {hit.title || wordsOf(hit.excerpt)}
                  </span>
                  <span className="faint small">{kindWords[hit.kind]}</span>
                </ListBoxItem>
              ))}
            </ListBox>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

/** An excerpt as plain words, for what has no title: an entry of a timeline. */
function wordsOf(excerpt: string): string {
  return partsOf(excerpt)
    .map(({ text }) => text)
    .join('')
}

/** Commands whose title has every typed word, those that begin with the text first. */
function ranked(commands: Command[], typed: string): Command[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  const rank = (title: string) => (title.toLowerCase().startsWith(typed.toLowerCase()) ? 0 : 1)
  return commands
    .filter((command) => command.id !== 'palette.open')
    .filter(({ title, group }) => words.every((word) => `${title} ${group}`.toLowerCase().includes(word)))
    .sort((one, other) => rank(one.title) - rank(other.title))
}
