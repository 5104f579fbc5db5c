import { syntaxTree } from '@codemirror/language'
import { type EditorState, type Range, StateField } from '@codemirror/state'
import { Decoration, type DecorationSet, EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view'
import type { SyntaxNodeRef } from '@lezer/common'
import { focused } from './focus.ts'
import { TableSight } from './tableSight.ts'
import { ImageSight, ListSign, RuleLine } from './widgets.ts'

const hidden = Decoration.replace({})

interface Shown {
  decorations: DecorationSet
  /** What the cursor steps over as one. */
  whole: DecorationSet
}

/** Whether what is shown may be another now: the text, the cursor, the focus, or the parse of the text. */
function isTouched(before: EditorState, now: EditorState): boolean {
  return (
    !before.doc.eq(now.doc) ||
    !before.selection.eq(now.selection) ||
    before.field(focused) !== now.field(focused) ||
    syntaxTree(before) !== syntaxTree(now)
  )
}

/** Tables are blocks, which only a field of the state may replace; they stand at the top of the tree, so few nodes are asked. */
const tables = StateField.define<DecorationSet>({
  create: tablesOf,
  update: (old, { startState, state }) => (isTouched(startState, state) ? tablesOf(state) : old),
  provide: (field) => EditorView.decorations.from(field),
})

function tablesOf(state: EditorState): DecorationSet {
  const found: Range<Decoration>[] = []
  for (let node = syntaxTree(state).topNode.firstChild; node; node = node.nextSibling) {
    if (node.name !== 'Table' || isOpen(state, node.from, node.to)) continue
    const start = state.doc.lineAt(node.from).from
    const end = state.doc.lineAt(node.to).to
    const widget = new TableSight(state.sliceDoc(start, end))
    found.push(Decoration.replace({ widget, block: true }).range(start, end))
  }
  return Decoration.set(found)
}

function shownOf(view: EditorView): Shown {
  const found: Range<Decoration>[] = []
  for (const { from, to } of view.visibleRanges)
    syntaxTree(view.state).iterate({ from, to, enter: (node) => look(view.state, node, found) })
  const decorations = Decoration.set(found, true)
  return { decorations, whole: decorations.update({ filter: isListSign }) }
}

function isListSign(_from: number, _to: number, value: Decoration) {
  return value.spec.widget instanceof ListSign
}

const marks = ViewPlugin.fromClass(
  class {
    shown: Shown

    constructor(view: EditorView) {
      this.shown = shownOf(view)
    }

    update({ view, startState, state, viewportChanged }: ViewUpdate) {
      if (viewportChanged || isTouched(startState, state)) this.shown = shownOf(view)
    }
  },
  {
    decorations: (plugin) => plugin.shown.decorations,
    provide: (plugin) =>
      EditorView.atomicRanges.of((view) => view.plugin(plugin)?.shown.whole ?? Decoration.none),
  },
)

/** Shows Markdown as it reads; where somebody writes, its marks come back, so that nothing is hidden from its author. */
export const livePreview = [tables, marks]

/** Whether the cursor or selection touches this range while the editor has the focus. */
function isOpen(state: EditorState, from: number, to: number): boolean {
  return state.field(focused) && state.selection.ranges.some((range) => range.from <= to && range.to >= from)
}

/** Adds how one node is shown. False where nothing within it needs a look. */
function look(state: EditorState, node: SyntaxNodeRef, found: Range<Decoration>[]): boolean | undefined {
  const { name, from, to } = node
  const parent = node.node.parent
  if (name.startsWith('ATXHeading')) {
    found.push(Decoration.line({ class: `cm-heading-${name.slice(-1)}` }).range(state.doc.lineAt(from).from))
    return
  }
  switch (name) {
    case 'HeaderMark': {
      const line = state.doc.lineAt(from)
      if (parent?.name.startsWith('ATX') && from === line.from && !isOpen(state, line.from, line.to))
        found.push(hidden.range(from, Math.min(to + 1, line.to)))
      return
    }
    case 'EmphasisMark':
    case 'StrikethroughMark':
    case 'CodeMark':
      if (parent && parent.name !== 'FencedCode' && !isOpen(state, parent.from, parent.to))
        found.push(hidden.range(from, to))
      return
    case 'Link':
      return showLink(state, node, found)
    case 'Image':
      return showImage(state, node, found)
    case 'ListItem':
      return showItem(state, node, found)
    case 'Blockquote':
      eachLine(state, from, to, 'cm-quote', found)
      return
    case 'QuoteMark': {
      const line = state.doc.lineAt(from)
      if (!isOpen(state, line.from, line.to)) found.push(hidden.range(from, Math.min(to + 1, line.to)))
      return
    }
    case 'FencedCode':
      eachLine(state, from, to, 'cm-code-line', found)
      return
    case 'HorizontalRule':
      if (!isOpen(state, from, to)) found.push(Decoration.replace({ widget: new RuleLine() }).range(from, to))
      return
    case 'Table':
      if (parent?.name === 'Document' && !isOpen(state, from, to)) return false
      eachLine(state, from, to, 'cm-table-line', found)
      return
  }
  return undefined
}

function eachLine(state: EditorState, from: number, to: number, name: string, found: Range<Decoration>[]) {
  const last = state.doc.lineAt(to).number
  for (let number = state.doc.lineAt(from).number; number <= last; number += 1)
    found.push(Decoration.line({ class: name }).range(state.doc.line(number).from))
}

function showLink(state: EditorState, { node, from, to }: SyntaxNodeRef, found: Range<Decoration>[]) {
  const address = node.getChild('URL')
  const [open, close] = node.getChildren('LinkMark')
  if (!address || !open || !close || close.from <= open.to) return undefined
  const words = Decoration.mark({
    class: 'cm-link',
    attributes: { title: state.sliceDoc(address.from, address.to) },
  })
  found.push(words.range(open.to, close.from))
  if (isOpen(state, from, to)) return undefined
  found.push(hidden.range(open.from, open.to), hidden.range(close.from, to))
  return undefined
}

function showImage(state: EditorState, { node, from, to }: SyntaxNodeRef, found: Range<Decoration>[]) {
  const address = node.getChild('URL')
  const [open, close] = node.getChildren('LinkMark')
  if (!address || !open || !close || isOpen(state, from, to)) return undefined
  const widget = new ImageSight(
    state.sliceDoc(address.from, address.to),
    state.sliceDoc(open.to, Math.max(open.to, close.from)),
  )
  found.push(Decoration.replace({ widget }).range(from, to))
  return false
}

function showItem(state: EditorState, { node, from }: SyntaxNodeRef, found: Range<Decoration>[]) {
  const mark = node.getChild('ListMark')
  if (!mark) return undefined
  let depth = 0
  for (let at = node.parent; at; at = at.parent)
    if (at.name === 'BulletList' || at.name === 'OrderedList') depth += 1
  const line = state.doc.lineAt(from)
  const end = Math.min(mark.to + 1, line.to)
  // Within a quotation, or behind another item on the same line, the marks stay as they are.
  if (state.sliceDoc(line.from, mark.from).trim() !== '' || end <= mark.to) return undefined
  const sign = node.parent?.name === 'BulletList' ? '•' : state.sliceDoc(mark.from, mark.to)
  const style = `padding-left:${depth * 1.5}em;text-indent:-${depth * 1.5}em`
  found.push(
    Decoration.line({ class: 'cm-list-line', attributes: { style } }).range(line.from),
    Decoration.replace({ widget: new ListSign(sign, depth) }).range(line.from, end),
  )
  return undefined
}
