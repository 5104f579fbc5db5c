import { anchorOfExhibit, blockText } from '../build/inline.ts'
import { fittedShares } from '../fittedColumns.ts'
import type { Table, TableRole, TableRow } from '../model.ts'
import { textFlow } from '../text.ts'
import { blocksHtml } from './blocks.ts'
import { escapeHtml, tag } from './escape.ts'
import { exhibitAddress } from './links.ts'
import type { PageScope } from './scope.ts'

const names: Record<TableRole, string> = {
  section: 'Table',
  times: 'Times',
  durations: 'Durations',
  timeline: 'Timeline',
  actions: 'Actions',
  agenda: 'Agenda',
  exhibits: 'Exhibits',
  custody: 'Custody of exhibits',
  omissions: 'What is missing',
  audit: 'Events of the audit log',
}
/** Letters that the width of a table takes on a screen. */
const lineLength = 110
/** Above this many columns, each is as wide as what it holds. */
const manyColumns = 6

/** A table with scopes for its heads; where it is wider than the window, it alone scrolls, by keyboard too. */
export function tableHtml(scope: PageScope, table: Table): string {
  const many = table.columns.length > manyColumns
  const columns = many
    ? ''
    : tag(
        'colgroup',
        {},
        ...fittedShares(table, lineLength, 2).map(
          (share) => `<col style="width:${(share * 100).toFixed(2)}%">`,
        ),
      )
  const aligned = (index: number) => {
    const align = table.columns[index]?.align ?? 'left'
    return align === 'left' ? null : align
  }
  const head = tag(
    'tr',
    {},
    ...table.columns.map((_, index) => {
      const words = blocksHtml(scope, table.head[index] ?? [])
      return words === ''
        ? tag('td', { class: aligned(index) })
        : tag('th', { scope: 'col', class: aligned(index) }, words)
    }),
  )
  const exhibits = exhibitFiles(scope, table)
  const rows = table.rows.map((row) => rowHtml(scope, table, row, aligned, exhibits))
  const rightToLeft = textFlow(table.head.map(blockText).join(' ')).dir === 'rtl'
  return tag(
    'div',
    { class: 'wide', role: 'group', 'aria-label': names[table.role], tabindex: 0 },
    tag(
      'table',
      { class: many ? 'columns many' : 'columns', dir: rightToLeft ? 'rtl' : null },
      columns,
      tag('thead', {}, head),
      tag('tbody', {}, ...rows),
    ),
  )
}

function rowHtml(
  scope: PageScope,
  table: Table,
  row: TableRow,
  aligned: (index: number) => string | null,
  exhibits: ReadonlyMap<string, { number: string; address: string }>,
): string {
  const id = scope.place(row.anchor)
  if (row.kind === 'group') {
    const words = blocksHtml(scope, row.cells[0] ?? [])
    return tag(
      'tr',
      { class: 'group', id },
      tag('th', { scope: 'rowgroup', colspan: table.columns.length }, words),
    )
  }
  const file = row.anchor === null ? undefined : exhibits.get(row.anchor)
  const cells = table.columns.map((_, index) => {
    const first = index === 0
    const words = blocksHtml(scope, row.cells[index] ?? [])
    const link =
      first && file
        ? tag(
            'p',
            {},
            tag(
              'a',
              { href: file.address },
              'Open',
              tag('span', { class: 'unseen' }, escapeHtml(` ${file.number}`)),
            ),
          )
        : ''
    return tag('td', { class: aligned(index) }, first && row.marked ? withSign(words) : words, link)
  })
  return tag('tr', { class: row.marked ? 'marked' : null, id }, ...cells)
}

const sign = '<strong>◆ <span class="unseen">Key moment </span></strong>'

/** A key moment carries a sign that print and a screen reader keep, before its first words. */
function withSign(cell: string): string {
  const opening = /^<p(?: [^>]*)?>/u.exec(cell)?.[0] ?? ''
  return opening + sign + cell.slice(opening.length)
}

/** The files beside the page, by the anchors of the rows that tell of them. */
function exhibitFiles(scope: PageScope, table: Table): Map<string, { number: string; address: string }> {
  const files = new Map<string, { number: string; address: string }>()
  if (table.role !== 'exhibits') return files
  for (const [number, path] of scope.exhibitPaths) {
    const address = exhibitAddress(path)
    if (address !== undefined) files.set(anchorOfExhibit(number), { number, address })
  }
  return files
}
