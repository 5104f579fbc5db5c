import type { Output } from '#shared/contract/index.ts'
import { namesOf } from '../people/people.ts'
import { type ReviewRecordRow, reviewOf } from '../reviews/store.ts'
import type { Reader, Writer } from '../workspace/database.ts'
import type { Tables } from '../workspace/tables.ts'

type Row = Tables['exported']

/** The pack that a later one is held against. */
export interface EarlierPack {
  packId: string
  reviewKey: string
  revision: number
  sha256: string
  checkpoint: string
}

/**
 * The pack whose checkpoint the next one of this review proves to go on from: the sealed one of the revision that it
 * amends, else the latest of its own.
 */
export async function findEarlierPack(
  read: Reader,
  review: ReviewRecordRow,
): Promise<EarlierPack | undefined> {
  const amended = review.amendsId ? await reviewOf(read, review.amendsId) : undefined
  return (amended && (await latestPack(read, amended))) ?? latestPack(read, review)
}

async function latestPack(read: Reader, review: ReviewRecordRow): Promise<EarlierPack | undefined> {
  const row = await read
    .selectFrom('exported')
    .select(['packId', 'sha256', 'checkpoint'])
    .where('reviewId', '=', review.id)
    .where('format', '=', 'pack')
    .orderBy('sealed', 'desc')
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst()
  return row && { ...row, reviewKey: review.key, revision: review.revision }
}

export async function recordExported(tx: Writer, rows: Row[]): Promise<void> {
  for (const row of rows) await tx.insertInto('exported').values(row).execute()
}

/** What was exported under this hash, the latest first. */
export async function findExported(read: Reader, sha256: string): Promise<Row | undefined> {
  return read
    .selectFrom('exported')
    .selectAll()
    .where('sha256', '=', sha256)
    .orderBy('at', 'desc')
    .executeTakeFirst()
}

/** The latest first. */
export async function listExported(read: Reader, reviewId: string): Promise<Output<'exports.list'>> {
  const { key, revision } = await reviewOf(read, reviewId)
  const rows = await read
    .selectFrom('exported')
    .selectAll()
    .where('reviewId', '=', reviewId)
    .orderBy('at', 'desc')
    .orderBy('id')
    .execute()
  const name = await namesOf(
    read,
    rows.map(({ personId }) => personId),
  )
  return rows.map((row) => ({
    id: row.id,
    reviewId,
    reviewKey: key,
    revision,
    packId: row.packId,
    format: row.format as 'pdf' | 'docx' | 'pack',
    fileName: row.fileName,
    size: row.size,
    sha256: row.sha256,
    at: row.at,
    by: name(row.personId),
    sealed: row.sealed === 1,
    verdict: row.verdict as 'COMPLETE' | 'PARTIAL',
    level: row.level as 'unsigned' | 'B-B' | 'B-T',
  }))
}
