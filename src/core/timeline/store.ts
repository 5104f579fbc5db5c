import type { TimeValue } from '#shared/domain/times/timeValue.ts'
import type { Reader, Writer } from '../workspace/database.ts'

/** The entries of a review, sorted by position: by instant, with doubtful times where they were put. */
export function timelineRows(db: Reader | Writer, reviewId: string) {
  return db
    .selectFrom('timelineEntry')
    .selectAll()
    .where('reviewId', '=', reviewId)
    .orderBy('position')
    .orderBy('id')
    .execute()
}

/**
 * Puts the entries in the order of their instants. One with a doubtful time follows the entry that it followed before,
 * so that what somebody put between two others stays there.
 */
export async function sortTimeline(tx: Writer, reviewId: string): Promise<void> {
  const rows = await timelineRows(tx, reviewId)
  const sorted = sortedByInstant(rows)
  for (const [index, row] of sorted.entries())
    if (row.position !== index + 1)
      await tx
        .updateTable('timelineEntry')
        .set({ position: index + 1 })
        .where('id', '=', row.id)
        .execute()
}

export function sortedByInstant<T extends { at: string | null }>(rows: readonly T[]): T[] {
  const groups: { at: string; rows: T[] }[] = [{ at: '', rows: [] }]
  for (const row of rows) {
    if (row.at === null) groups[groups.length - 1]!.rows.push(row)
    else groups.push({ at: row.at, rows: [row] })
  }
  return groups
    .sort((one, other) => (one.at < other.at ? -1 : Number(one.at > other.at)))
    .flatMap((one) => one.rows)
}

/** Puts an entry at the end; `sortTimeline` brings it to its place. */
export async function insertEntry(
  tx: Writer,
  id: string,
  entry: {
    reviewId: string
    time: TimeValue
    text: string
    source: string
    key: boolean
    evidenceIds: string[]
  },
): Promise<void> {
  const { last } = await tx
    .selectFrom('timelineEntry')
    .select((eb) => eb.fn.max('position').as('last'))
    .where('reviewId', '=', entry.reviewId)
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('timelineEntry')
    .values({
      id,
      reviewId: entry.reviewId,
      at: entry.time.at,
      time: JSON.stringify(entry.time),
      text: entry.text,
      source: entry.source,
      isKey: Number(entry.key),
      evidenceIds: JSON.stringify(entry.evidenceIds),
      position: (last ?? 0) + 1,
      version: 1,
    })
    .execute()
}
