import { type EditorView, WidgetType } from '@codemirror/view'
import { takeFocus } from './focus.ts'
import { cellsOf } from './tableCells.ts'

const plain = (text: string) =>
  text
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/(\*\*|__|~~|`)(.+?)\1/g, '$2')
    .replaceAll(/<br\s*\/?>/gi, '\n')

/** A table as it reads, while nobody writes in it; pressing a row leads into its line. */
export class TableSight extends WidgetType {
  readonly source: string

  constructor(source: string) {
    super()
    this.source = source
  }

  override eq(other: TableSight) {
    return other.source === this.source
  }

  toDOM(view: EditorView) {
    const place = document.createElement('div')
    place.className = 'cm-table-sight'
    const table = document.createElement('table')
    this.source.split('\n').forEach((line, number) => {
      if (number === 1) return
      const row = table.insertRow()
      for (const text of cellsOf(line)) {
        const cell = document.createElement(number === 0 ? 'th' : 'td')
        cell.textContent = plain(text)
        row.append(cell)
      }
      row.addEventListener('mousedown', (event) => {
        if (!view.contentDOM.isContentEditable) return
        event.preventDefault()
        const first = view.state.doc.lineAt(view.posAtDOM(place)).number
        takeFocus(view)
        view.dispatch({ selection: { anchor: view.state.doc.line(first + number).to } })
      })
    })
    place.append(table)
    return place
  }

  override get estimatedHeight() {
    return 32 * (this.source.split('\n').length - 1)
  }

  override ignoreEvent() {
    return true
  }
}
