import type { Paragraph, TableCell, TableRow as WordRow, Table as WordTable } from 'docx'
import { blockText } from '../build/inline.ts'
import type { Align, Block, Facts, Table, TableRow } from '../model.ts'
import { textFlow } from '../text.ts'
import { type WordBlock, wordBlocks } from './blocks.ts'
import { textRuns } from './inlines.ts'
import { paragraphAt, spacer } from './paragraphs.ts'
import type { Place, WordScope } from './scope.ts'
import * as theme from './theme.ts'

const none = { style: 'nil' } as const
const line = { style: 'single', size: 4, color: theme.hairline } as const
const strongLine = { style: 'single', size: 8, color: theme.edge } as const
const noSides = {
  top: none,
  bottom: none,
  left: none,
  right: none,
  insideHorizontal: line,
  insideVertical: none,
}
const plainFlow = { dir: 'ltr', lang: 'en' } as const
/** A row with less than this many characters stays on one page. */
const shortRow = 900
/** Twips that a letter of table text takes, rather too much than too little. */
const characterWidth = 88

/** Twips for each column by their shares; they add up to the width exactly, and none is less than `least` where all find room. */
export function columnTwips(shares: number[], width: number, least: number[] = []): number[] {
  const sum = shares.reduce((all, share) => all + share, 0) || 1
  const wished = shares.map((share) => (share / sum) * width)
  const lacking = wished.map((wish, index) => Math.max(0, (least[index] ?? 0) - wish))
  const spare = wished.map((wish, index) => Math.max(0, wish - (least[index] ?? 0)))
  const missing = lacking.reduce((all, part) => all + part, 0)
  const room = spare.reduce((all, part) => all + part, 0)
  const taken = missing > 0 && missing < room ? missing / room : 0
  const twips = wished.map((wish, index) =>
    Math.floor(taken === 0 ? wish : wish + (lacking[index] ?? 0) - (spare[index] ?? 0) * taken),
  )
  const rest = width - twips.reduce((all, part) => all + part, 0)
  return twips.map((part, index) => (index === twips.length - 1 ? part + rest : part))
}

/** What the longest word of each column asks for; a very long one breaks. */
function wordWidths(table: Table): number[] {
  return table.columns.map((_, index) => {
    const cells = [table.head[index] ?? [], ...table.rows.slice(0, 200).map((row) => cellOf(row, index))]
    const longest = Math.max(
      0,
      ...cells.flatMap((blocks) => blockText(blocks).split(/[\s/]+/u)).map((word) => word.length),
    )
    return Math.min(longest, 12) * characterWidth + 2 * theme.cellPadding
  })
}

function cellOf(row: TableRow, index: number): Block[] {
  return row.kind === 'group' ? [] : (row.cells[index] ?? [])
}

/** A table with its head row on each page, columns as the document shares them, and hairlines between rows. */
export function dataTable(scope: WordScope, table: Table, place: Place): WordBlock[] {
  const { docx } = scope
  const widths = columnTwips(
    table.columns.map((column) => column.width),
    place.width,
    wordWidths(table),
  )
  const rightToLeft = textFlow(table.head.map(blockText).join(' ')).dir === 'rtl'
  const context: TableContext = { scope, table, widths, place }
  const word = new docx.Table({
    rows: [headRow(context), ...table.rows.map((row) => bodyRow(context, row))],
    columnWidths: widths,
    layout: 'fixed',
    width: { size: place.width, type: 'dxa' },
    ...(place.indent > 0 ? { indent: { size: place.indent, type: 'dxa' } } : {}),
    borders: { ...noSides, bottom: line },
    margins: {
      left: theme.cellPadding,
      right: theme.cellPadding,
      top: 30,
      bottom: 30,
      marginUnitType: 'dxa',
    },
    ...(rightToLeft ? { visuallyRightToLeft: true } : {}),
    tableLook: { firstRow: true, noHBand: true, noVBand: true },
  })
  return [word, spacer(scope)]
}

interface TableContext {
  scope: WordScope
  table: Table
  widths: number[]
  place: Place
}

function headRow({ scope, table, widths, place }: TableContext): WordRow {
  const { docx } = scope
  return new docx.TableRow({
    tableHeader: true,
    cantSplit: true,
    children: widths.map((width, index) => {
      const align = table.columns[index]?.align
      const blocks = wordBlocks(scope, table.head[index] ?? [], cellPlace(place, width, 'TableHead', align))
      return cell(scope, width, blocks, { borders: { bottom: strongLine }, verticalAlign: 'bottom' })
    }),
  })
}

function bodyRow({ scope, table, widths, place }: TableContext, row: TableRow): WordRow {
  const { docx } = scope
  scope.anchorPending = row.anchor
  if (row.kind === 'group') {
    const width = widths.reduce((all, part) => all + part, 0)
    const blocks = wordBlocks(scope, row.cells[0] ?? [], cellPlace(place, width, 'TableGroup'))
    return new docx.TableRow({
      cantSplit: true,
      children: [
        cell(scope, width, blocks, {
          columnSpan: widths.length,
          shading: { type: 'clear', color: 'auto', fill: theme.sunk },
        }),
      ],
    })
  }
  const length = row.cells.reduce((all, blocks) => all + blockText(blocks).length, 0)
  return new docx.TableRow({
    cantSplit: length < shortRow,
    children: widths.map((width, index) => {
      const marked = row.marked && index === 0
      const blocks = row.cells[index] ?? []
      const inside = cellPlace(place, width, 'TableText', table.columns[index]?.align)
      const words = wordBlocks(scope, marked ? withSign(blocks) : blocks, inside)
      const bar = { style: 'single', size: 18, color: theme.accent } as const
      return cell(scope, width, words, marked ? { borders: { left: bar } } : {})
    }),
  })
}

/** A key moment carries a sign that print and a screen reader keep. */
function withSign(blocks: Block[]): Block[] {
  const sign = { type: 'strong' as const, children: [{ type: 'text' as const, value: '◆ ' }] }
  const [first, ...rest] = blocks
  if (first?.type !== 'paragraph')
    return [{ type: 'paragraph', children: [sign], flow: plainFlow }, ...blocks]
  return [{ ...first, children: [sign, ...first.children] }, ...rest]
}

function cellPlace(place: Place, width: number, style: string, align: Align = 'left'): Place {
  return {
    ...place,
    style,
    width: Math.max(200, width - 2 * theme.cellPadding),
    indent: 0,
    bar: null,
    align,
    listDepth: 0,
  }
}

type CellLook = Omit<ConstructorParameters<WordScope['docx']['TableCell']>[0], 'children' | 'width'>

function cell(
  scope: WordScope,
  width: number,
  blocks: (Paragraph | WordTable)[],
  look: CellLook = {},
): TableCell {
  const { docx } = scope
  const children =
    blocks.length > 0 ? blocks : [new docx.Paragraph({ style: 'TableText', children: scope.opened([]) })]
  return new docx.TableCell({ ...look, width: { size: width, type: 'dxa' }, children })
}

/** Terms and what they mean: two columns without a head. */
export function factsTable(scope: WordScope, facts: Facts, place: Place): WordBlock[] {
  const { docx } = scope
  if (facts.rows.length === 0) return []
  const widths = columnTwips([0.28, 0.72], place.width)
  const [termWidth = 0, valueWidth = 0] = widths
  const word = new docx.Table({
    rows: facts.rows.map(
      (row) =>
        new docx.TableRow({
          cantSplit: blockText(row.value).length < shortRow,
          children: [
            cell(scope, termWidth, [
              paragraphAt(
                scope,
                cellPlace(place, termWidth, 'FactTerm'),
                textRuns(scope, row.term, plainFlow),
              ),
            ]),
            cell(scope, valueWidth, wordBlocks(scope, row.value, cellPlace(place, valueWidth, 'TableText'))),
          ],
        }),
    ),
    columnWidths: widths,
    layout: 'fixed',
    width: { size: place.width, type: 'dxa' },
    ...(place.indent > 0 ? { indent: { size: place.indent, type: 'dxa' } } : {}),
    borders: { ...noSides, top: line, bottom: line },
    margins: { left: 0, right: theme.cellPadding, top: 30, bottom: 30, marginUnitType: 'dxa' },
    tableLook: { firstColumn: true, firstRow: false, noHBand: true, noVBand: true },
  })
  return [word, spacer(scope)]
}
