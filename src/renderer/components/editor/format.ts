import { type ChangeSpec, EditorSelection, type Line } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'

/** Puts a mark such as `**` around what is selected, or takes it away; without a selection, around the word it is in. */
export function toggleInline(view: EditorView, mark: string): void {
  const { state } = view
  const size = mark.length
  view.dispatch(
    state.changeByRange((range) => {
      const word = range.empty ? state.wordAt(range.head) : null
      const inside = word && word.from < range.head && range.head < word.to
      const { from, to } = inside ? word : range
      const moved = (by: number) =>
        inside || range.empty
          ? EditorSelection.cursor(range.head + by)
          : EditorSelection.range(from + by, to + by)
      const text = state.sliceDoc(from, to)
      if (state.sliceDoc(from - size, from) === mark && state.sliceDoc(to, to + size) === mark)
        return {
          changes: [
            { from: from - size, to: from },
            { from: to, to: to + size },
          ],
          range: moved(-size),
        }
      if (text.length >= 2 * size && text.startsWith(mark) && text.endsWith(mark))
        return {
          changes: { from, to, insert: text.slice(size, -size) },
          range: EditorSelection.range(from, to - 2 * size),
        }
      return {
        changes: [
          { from, insert: mark },
          { from: to, insert: mark },
        ],
        range: moved(size),
      }
    }),
    { userEvent: 'input.format' },
  )
}

export type LineKind = 'bullets' | 'numbers' | 'quote' | 'heading'

const patterns: Record<LineKind, RegExp> = {
  bullets: /^\s*[-*+] /,
  numbers: /^\s*\d+[.)] /,
  quote: /^\s*> /,
  heading: /^#{1,6} /,
}
const anyStart = /^\s*(?:[-*+] |\d+[.)] |> |#{1,6} )/

function startOf(kind: LineKind, number: number): string {
  return { bullets: '- ', numbers: `${number}. `, quote: '> ', heading: '### ' }[kind]
}

/** Makes the selected lines a list, a quotation or a heading; where all of them are that already, plain text again. */
export function toggleLines(view: EditorView, kind: LineKind): void {
  const { state } = view
  const { from, to } = state.selection.main
  const lines: Line[] = []
  for (let at = state.doc.lineAt(from); ; at = state.doc.line(at.number + 1)) {
    if (at.text.trim() || lines.length === 0) lines.push(at)
    if (at.to >= to) break
  }
  const all = lines.every((line) => patterns[kind].test(line.text))
  const changes: ChangeSpec[] = lines.map((line, index) => {
    const old = anyStart.exec(line.text)?.[0] ?? ''
    const insert = all ? '' : startOf(kind, index + 1)
    return { from: line.from, to: line.from + old.length, insert }
  })
  view.dispatch({ changes, userEvent: 'input.format', scrollIntoView: true })
  const { main } = view.state.selection
  if (main.empty && main.head === view.state.doc.lineAt(main.head).from)
    view.dispatch({ selection: { anchor: view.state.doc.lineAt(main.head).to } })
}

const newAddress = 'https://'

/** Makes what is selected a link, with its address selected for typing over. */
export function insertLink(view: EditorView, address = newAddress): void {
  const { from, to } = view.state.selection.main
  const words = view.state.sliceDoc(from, to) || 'link'
  const start = from + words.length + 3
  view.dispatch({
    changes: { from, to, insert: `[${words}](${address})` },
    selection:
      address === newAddress
        ? { anchor: start, head: start + address.length }
        : { anchor: start + address.length + 1 },
    userEvent: 'input.format',
  })
}

const newTable = '| Column | Column |\n| --- | --- |\n|  |  |\n|  |  |'

/** A small table below the present line, with its first heading selected. */
export function insertTable(view: EditorView): void {
  const line = view.state.doc.lineAt(view.state.selection.main.head)
  const before = line.text.trim() ? '\n\n' : ''
  const start = line.to + before.length + 2
  view.dispatch({
    changes: { from: line.to, insert: `${before}${newTable}\n\n` },
    selection: { anchor: start, head: start + 'Column'.length },
    scrollIntoView: true,
    userEvent: 'input.format',
  })
}

/** Images that are evidence now, each in a line of its own. */
export function insertImages(view: EditorView, images: readonly { url: string; alt: string }[]): void {
  const { from, to } = view.state.selection.main
  const line = view.state.doc.lineAt(from)
  const before = from > line.from ? '\n\n' : ''
  const insert = `${before}${images.map(({ url, alt }) => `![${alt.replace(/[[\]\\\n]/g, ' ').trim()}](${url})`).join('\n\n')}\n`
  view.dispatch({
    changes: { from, to, insert },
    selection: { anchor: from + insert.length },
    userEvent: 'input.format',
  })
}
