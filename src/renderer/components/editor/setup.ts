import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import {
  deleteMarkupBackward,
  insertNewlineContinueMarkup,
  markdownLanguage,
} from '@codemirror/lang-markdown'
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { Prec } from '@codemirror/state'
import { EditorView, keymap } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import { watchFocus } from './focus.ts'
import { insertLink, toggleInline, toggleLines } from './format.ts'
import { hints } from './hints.ts'
import { livePreview } from './livePreview.ts'
import { addRow, moveCell } from './tableKeys.ts'

const looks = HighlightStyle.define([
  { tag: tags.strong, fontWeight: 'var(--strong)' },
  { tag: tags.emphasis, fontStyle: 'italic' },
  { tag: tags.strikethrough, textDecoration: 'line-through' },
  { tag: tags.monospace, class: 'cm-mono' },
  { tag: tags.processingInstruction, color: 'var(--ink-3)' },
  { tag: tags.url, color: 'var(--ink-2)' },
  { tag: [tags.comment, tags.angleBracket, tags.tagName], class: 'cm-mono' },
])

const run = (action: (view: EditorView) => void) => (view: EditorView) => {
  action(view)
  return true
}

/** The keys of writing; they come before those of the window. Tab leaves the editor, in a table after its last cell. */
const keys = [
  { key: 'Mod-b', run: run((view) => toggleInline(view, '**')) },
  { key: 'Mod-i', run: run((view) => toggleInline(view, '_')) },
  { key: 'Mod-Shift-k', run: run((view) => insertLink(view)) },
  { key: 'Mod-Shift-8', run: run((view) => toggleLines(view, 'bullets')) },
  { key: 'Mod-Shift-7', run: run((view) => toggleLines(view, 'numbers')) },
  {
    key: 'Tab',
    run: (view: EditorView) => moveCell(view, 1),
    shift: (view: EditorView) => moveCell(view, -1),
  },
  { key: 'Enter', run: addRow },
  { key: 'Enter', run: insertNewlineContinueMarkup },
  { key: 'Backspace', run: deleteMarkupBackward },
]

/** What every Markdown editor is made of. */
export const writing = [
  history(),
  markdownLanguage.extension,
  syntaxHighlighting(looks),
  watchFocus,
  livePreview,
  hints,
  EditorView.lineWrapping,
  Prec.high(keymap.of(keys)),
  keymap.of([...defaultKeymap.filter((binding) => binding.key !== 'Mod-k'), ...historyKeymap]),
]
