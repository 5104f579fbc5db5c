import { sql } from 'kysely'
import type { Input, Output } from '#shared/contract/index.ts'
import { maySee } from '#shared/domain/labels.ts'
import type { Call } from '../call.ts'
import { implement } from '../implement.ts'

export const searchMethods = implement({ 'search.find': find })

interface Found {
  rowid: number
  kind: Output<'search.find'>[number]['kind']
  subjectId: string
  reviewId: string | null
  key: string
  title: string
  excerpt: string
}

/**
 * Finds by words. While typing, the last word counts as the beginning of one (from three characters on) and the newest
 * come first; else the best match does (bm25: a key weighs most, then a title).
 */
async function find(call: Call, input: Input<'search.find'>): Promise<Output<'search.find'>> {
  const match = matchOf(input.text, input.typing)
  if (!match) return []
  const { reader } = call.workspace
  // Ranking looks at row ids alone; texts and excerpts are read for the few that are shown.
  const order = input.typing ? sql`rowid DESC` : sql`bm25(searchText, 10.0, 4.0, 1.0)`
  const hidden = withoutHidden(call)
  const ranked = await sql<{ rowid: number }>`
    SELECT rowid FROM searchText WHERE searchText MATCH ${match} ${hidden}
    ORDER BY ${order} LIMIT ${input.limit}`.execute(reader)
  const places = new Map(ranked.rows.map((row, place) => [row.rowid, place]))
  if (!places.size) return []
  const ids = [...places.keys()]
  // Each row id asked for reads all places of the beginning of a word again; the newest stand in one range.
  const among = input.typing
    ? sql`searchText.rowid BETWEEN ${Math.min(...ids)} AND ${Math.max(...ids)}`
    : sql`searchText.rowid IN (${sql.join(ids)})`
  const { rows } = await sql<Found>`
    SELECT entry.rowid, entry.kind, entry.subjectId, entry.reviewId,
      coalesce(nullif(entry.key, ''), review.key, '') AS key, entry.title,
      snippet(searchText, -1, '⟦', '⟧', '…', 24) AS excerpt
    FROM searchText
    JOIN searchEntry AS entry ON entry.rowid = searchText.rowid
    LEFT JOIN review ON review.id = entry.reviewId
    WHERE searchText MATCH ${match} AND ${among} ${hidden}`.execute(reader)
  rows.sort((one, other) => places.get(one.rowid)! - places.get(other.rowid)!)
  return rows.map((row) => ({
    kind: row.kind,
    id: row.kind === 'section' ? row.subjectId.slice(row.subjectId.indexOf('/') + 1) : row.subjectId,
    reviewId: row.reviewId,
    key: row.key,
    title: row.title,
    excerpt: row.excerpt,
  }))
}

/** Words of restricted evidence are found by those alone who may see them: a hit tells that they are there. */
function withoutHidden(call: Call) {
  if (maySee('restricted', call.person.roles)) return sql``
  return sql`AND searchText.rowid NOT IN (SELECT searchEntry.rowid FROM evidence
    JOIN searchEntry ON searchEntry.kind = 'evidence' AND searchEntry.subjectId = evidence.id
    WHERE evidence.label = 'restricted')`
}

/** What was typed as an FTS5 query: each word quoted, so that nothing in it is an operator. */
export function matchOf(text: string, typing: boolean): string {
  const words = text
    .normalize('NFC')
    .split(/\s+/)
    .map((word) => word.replaceAll('"', '').replaceAll('\0', ''))
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .slice(0, 12)
  return words
    .map((word, index) => {
      const begins = typing && index === words.length - 1 && [...word].length >= 3
      return `"${word}"${begins ? '*' : ''}`
    })
    .join(' ')
}
