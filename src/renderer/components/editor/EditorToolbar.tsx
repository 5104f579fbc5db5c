import type { EditorView } from '@codemirror/view'
import { Bold, Heading, Image, Italic, Link, List, ListOrdered, Quote, Table } from 'lucide-react'
import type { ComponentType, ReactNode } from 'react'
import { Group, Toolbar } from 'react-aria-components'
import { IconButton } from '../Button.tsx'
import { takeFocus } from './focus.ts'
import { insertLink, insertTable, toggleInline, toggleLines } from './format.ts'
import './EditorToolbar.css'

interface Tool {
  label: string
  icon: ComponentType<{ 'aria-hidden'?: boolean }>
  keys?: string
  run: (view: EditorView) => void
}

const groups: { label: string; tools: Tool[] }[] = [
  {
    label: 'Words',
    tools: [
      { label: 'Bold', icon: Bold, keys: 'Ctrl+B', run: (view) => toggleInline(view, '**') },
      { label: 'Italic', icon: Italic, keys: 'Ctrl+I', run: (view) => toggleInline(view, '_') },
    ],
  },
  {
    label: 'Lines',
    tools: [
      { label: 'Heading', icon: Heading, run: (view) => toggleLines(view, 'heading') },
      { label: 'List', icon: List, keys: 'Ctrl+Shift+8', run: (view) => toggleLines(view, 'bullets') },
      {
        label: 'Numbered list',
        icon: ListOrdered,
        keys: 'Ctrl+Shift+7',
        run: (view) => toggleLines(view, 'numbers'),
      },
      { label: 'Quotation', icon: Quote, run: (view) => toggleLines(view, 'quote') },
    ],
  },
  {
    label: 'Insert',
    tools: [
      { label: 'Link', icon: Link, keys: 'Ctrl+Shift+K', run: (view) => insertLink(view) },
      { label: 'Table', icon: Table, run: insertTable },
    ],
  },
]

export interface EditorToolbarProps {
  /** The editor that the tools work on; null where there is none yet. */
  view: EditorView | null
  onImage?: (view: EditorView) => void
  children?: ReactNode
}

/** Tools for who does not know Markdown. Arrow keys move among them. */
export function EditorToolbar({ view, onImage, children }: EditorToolbarProps) {
  const press = (run: (view: EditorView) => void) => () => {
    if (!view) return
    takeFocus(view)
    run(view)
  }
  return (
    <div className="editor-toolbar">
      <Toolbar aria-label="Writing" className="editor-tools">
        {groups.map((group) => (
          <Group key={group.label} aria-label={group.label} className="editor-tool-group">
            {group.tools.map(({ label, icon: Icon, keys, run }) => (
              <IconButton key={label} label={label} keys={keys} isDisabled={!view} onPress={press(run)}>
                <Icon aria-hidden />
              </IconButton>
            ))}
            {group.label === 'Insert' && onImage && (
              <IconButton label="Image" isDisabled={!view} onPress={() => view && onImage(view)}>
                <Image aria-hidden />
              </IconButton>
            )}
          </Group>
        ))}
      </Toolbar>
      {children}
    </div>
  )
}
