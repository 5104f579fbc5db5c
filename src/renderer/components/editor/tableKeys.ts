import { syntaxTree } from '@codemirror/language'
import type { EditorState, Line } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'
import { cellRanges, cellsOf, isDelimiter } from './tableCells.ts'

/** The lines of the table that the cursor is in; null where it is in none. */
function tableAt(state: EditorState): { first: number; last: number; line: Line } | null {
  const { head } = state.selection.main
  for (let node = syntaxTree(state).resolveInner(head, -1); node.parent; node = node.parent)
    if (node.name === 'Table')
      return {
        first: state.doc.lineAt(node.from).number,
        last: state.doc.lineAt(node.to).number,
        line: state.doc.lineAt(head),
      }
  return null
}

function cellsIn(line: Line) {
  return cellRanges(line.text).map(({ from, to }) => ({ from: line.from + from, to: line.from + to }))
}

/** Selects the next or previous cell of the table. After the last and before the first one the key leaves the editor. */
export function moveCell(view: EditorView, by: 1 | -1): boolean {
  const table = tableAt(view.state)
  if (!table) return false
  const cells = []
  for (let number = table.first; number <= table.last; number += 1) {
    const line = view.state.doc.line(number)
    if (!isDelimiter(line.text)) cells.push(...cellsIn(line))
  }
  const { head } = view.state.selection.main
  const at = cells.findLastIndex((cell) => cell.from <= head)
  const next = cells[at + by]
  if (!next) return false
  view.dispatch({ selection: { anchor: next.from, head: next.to }, scrollIntoView: true })
  return true
}

/** A new row below the present one; in an empty last row, the end of the table instead. */
export function addRow(view: EditorView): boolean {
  const table = tableAt(view.state)
  if (!table || !view.state.selection.main.empty) return false
  const { line, last, first } = table
  const cells = cellsOf(line.text)
  if (line.number === last && line.number > first + 1 && cells.every((cell) => cell === '')) {
    view.dispatch({
      changes: { from: line.from, to: line.to, insert: '\n' },
      selection: { anchor: line.from + 1 },
      userEvent: 'input',
    })
    return true
  }
  // A row cannot stand between the head and its line of dashes.
  const above = line.number === first ? view.state.doc.line(Math.min(first + 1, last)) : line
  view.dispatch({
    changes: { from: above.to, insert: `\n|${'  |'.repeat(cells.length)}` },
    selection: { anchor: above.to + 3 },
    scrollIntoView: true,
    userEvent: 'input',
  })
  return true
}
