import type { Block } from '../model.ts'
import { blockText } from './inline.ts'

/** Rows that are measured; more would not change the picture. */
const measuredRows = 200
const measuredLetters = 2000
/** A longer word breaks before it takes room from its neighbours. */
const longestWhole = 14

/**
 * Shares of the width for the columns of a table that somebody else wrote: each gets what its longest word asks for where
 * that can be, and of the rest the more, the longer its texts are, damped so that one long column leaves room for others.
 */
export function columnWidths(rows: Block[][][]): number[] {
  const measured = rows.slice(0, measuredRows)
  const count = Math.max(1, ...measured.map((row) => row.length))
  const columns = Array.from({ length: count }, (_, column) => {
    const texts = measured.map((row) => blockText(row[column] ?? []).slice(0, measuredLetters))
    const longest = longestOf(texts)
    const word = longestOf(texts.flatMap((text) => text.split(/[\s/-]+/u)))
    const least = Math.min(word, longestWhole) + 2
    return { least, more: Math.sqrt(Math.max(1, longest - least)) }
  })
  const letters = lettersAcross(count)
  const least = columns.reduce((sum, column) => sum + column.least, 0)
  const more = columns.reduce((sum, column) => sum + column.more, 0)
  const rest = Math.max(0, letters - least)
  const wishes = columns.map((column) => column.least + (rest * column.more) / more)
  const all = wishes.reduce((sum, wish) => sum + wish, 0)
  return wishes.map((wish) => Math.round((wish / all) * 10_000) / 10_000)
}

function longestOf(texts: string[]): number {
  return texts.reduce((longest, text) => Math.max(longest, text.length), 1)
}

/** Letters that fit side by side into a table of so many columns, about; tables of many are set smaller. */
export function lettersAcross(columns: number): number {
  if (columns > 6) return 104
  return columns > 4 ? 92 : 72
}
