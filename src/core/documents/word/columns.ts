import { blockText } from '../build/inline.ts'
import type { Block, Table, TableRow } from '../model.ts'

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
export function wordWidths(table: Table, padding: number): number[] {
  return table.columns.map((_, index) => {
    const cells = [table.head[index] ?? [], ...table.rows.slice(0, 200).map((row) => cellOf(row, index))]
    const longest = Math.max(
      0,
      ...cells.flatMap((blocks) => blockText(blocks).split(/[\s/]+/u)).map((word) => word.length),
    )
    return Math.min(longest, 12) * characterWidth + 2 * padding
  })
}

function cellOf(row: TableRow, index: number): Block[] {
  return row.kind === 'group' ? [] : (row.cells[index] ?? [])
}
