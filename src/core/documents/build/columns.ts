import type { Block } from '../model.ts'
import { blockText } from './inline.ts'

/** Rows that are measured; more would not change the picture. */
const measuredRows = 200

/**
 * Shares of the width for the columns of a table that somebody else wrote: by the length of what they hold, damped so that
 * one long column leaves room for its neighbours, and never less than the longest word asks for where that can be.
 */
export function columnWidths(rows: Block[][][]): number[] {
  const measured = rows.slice(0, measuredRows)
  const count = Math.max(1, ...measured.map((row) => row.length))
  const wishes = Array.from({ length: count }, (_, column) => {
    const texts = measured.map((row) => blockText(row[column] ?? []))
    const longest = Math.max(2, ...texts.map((text) => text.length))
    const word = Math.max(2, ...texts.flatMap((text) => text.split(/\s+/u)).map((text) => text.length))
    return Math.max(Math.sqrt(longest) * 3, Math.min(word, 24) + 2)
  })
  const total = wishes.reduce((sum, wish) => sum + wish, 0)
  const shares = wishes.map((wish) => wish / total)
  const least = Math.min(0.06, 0.8 / count)
  const raised = shares.map((share) => Math.max(share, least))
  const sum = raised.reduce((all, share) => all + share, 0)
  return raised.map((share) => Math.round((share / sum) * 10_000) / 10_000)
}
