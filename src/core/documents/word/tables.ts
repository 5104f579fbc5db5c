import type { Paragraph, TableCell, TableRow as WordRow, Table as WordTable } from 'docx'
import { blockText } from '../build/inline.ts'
import { fittedShares } from '../fittedColumns.ts'
import type { Align, Block, Facts, Table, TableRole, TableRow } from '../model.ts'
import { isShort } from '../shortTables.ts'
import { textFlow } from '../text.ts'
import { splitWideTable } from '../wideTables.ts'
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

/** So few terms stay on one page. */
const shortFacts = 10
/** Twips that a letter of table text takes, rather too much than too little. */
const letterWidth = 88

/** Twips for each column by their shares; they add up to the width exactly. */
export function columnTwips(shares: number[], width: number): number[] {
  const sum = shares.reduce((all, share) => all + share, 0) || 1
  const twips = shares.map((share) => Math.floor((share / sum) * width))
  const rest = width - twips.reduce((all, part) => all + part, 0)
  return twips.map((part, index) => (index === twips.length - 1 ? part + rest : part))
}

/** Above this many columns, a table is set smaller. */
const manyColumns = 6

/** Millimetres of the columns of Afterword's own tables, as on the PDF's pages; 0 for the one that takes the rest. */
const ownColumns: Partial<Record<TableRole, number[]>> = {
  times: [36, 0, 40],
  durations: [36, 0, 40],
  timeline: [33, 0, 34],
  actions: [27, 0, 32, 25],
  exhibits: [22, 0, 39],
  custody: [18, 42, 21, 29, 0],
  omissions: [36, 0, 56],
  audit: [15, 46, 0],
}
const millimetre = 56.7

function ownTwips(table: Table, width: number): number[] | undefined {
  const own = ownColumns[table.role]
  if (own?.length !== table.columns.length) return undefined
  const fixed = own.reduce((all, part) => all + part, 0) * millimetre
  return columnTwips(
    own.map((part) => (part === 0 ? width - fixed : part * millimetre)),
    width,
  )
}

/** A table with its head row on each page, columns as the document shares them, and hairlines between rows. */
export function dataTable(scope: WordScope, table: Table, place: Place): WordBlock[] {
  return splitWideTable(table).flatMap((part) => oneTable(scope, part, place))
}

function oneTable(scope: WordScope, table: Table, place: Place): WordBlock[] {
  const { docx } = scope
  const small = table.columns.length > manyColumns
  const padding = small ? 40 : theme.cellPadding
  const shares = () => fittedShares(table, place.width / letterWidth, (2 * padding) / letterWidth)
  const widths = ownTwips(table, place.width) ?? columnTwips(shares(), place.width)
  const rightToLeft = textFlow(table.head.map(blockText).join(' ')).dir === 'rtl'
  const short = isShort(table)
  const context: TableContext = { scope, table, widths, place, small }
  const word = new docx.Table({
    rows: [
      headRow(context),
      ...table.rows.map((row, index) => bodyRow(context, row, short && index < table.rows.length - 1)),
    ],
    columnWidths: widths,
    layout: 'fixed',
    width: { size: place.width, type: 'dxa' },
    ...(place.indent > 0 ? { indent: { size: place.indent, type: 'dxa' } } : {}),
    borders: { ...noSides, bottom: line },
    margins: {
      left: padding,
      right: padding,
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
  small: boolean
}

function headRow({ scope, table, widths, place, small }: TableContext): WordRow {
  const { docx } = scope
  return new docx.TableRow({
    tableHeader: true,
    cantSplit: true,
    children: widths.map((width, index) => {
      const align = table.columns[index]?.align
      const blocks = wordBlocks(
        scope,
        table.head[index] ?? [],
        cellPlace(place, width, small ? 'TableSmallHead' : 'TableHead', align),
      )
      return cell(scope, width, blocks, { borders: { bottom: strongLine }, verticalAlign: 'bottom' })
    }),
  })
}

function bodyRow(
  { scope, table, widths, place, small }: TableContext,
  row: TableRow,
  keepNext: boolean,
): WordRow {
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
    keepNext,
    children: widths.map((width, index) => {
      const marked = row.marked && index === 0
      const blocks = row.cells[index] ?? []
      const style = row.marked && index === 1 ? 'TableMarked' : small ? 'TableSmall' : 'TableText'
      const inside = cellPlace(place, width, style, table.columns[index]?.align)
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
      (row, index) =>
        new docx.TableRow({
          keepNext: facts.rows.length <= shortFacts && index < facts.rows.length - 1,
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
