import { type RawBuilder, sql } from 'kysely'
import type { Evidence } from '#shared/contract/evidence.ts'
import type { Sensitivity } from '#shared/domain/reviewContent.ts'
import { namesOf } from '../people/people.ts'
import { revisionsOf } from '../reviews/store.ts'
import type { Reader, Writer } from '../workspace/database.ts'

/** Evidence with what it refers to; the base of every query for it. */
function evidenceRows(db: Reader | Writer) {
  return db
    .selectFrom('evidence')
    .innerJoin('blob', 'blob.sha256', 'evidence.sha256')
    .innerJoin('review', 'review.id', 'evidence.reviewId')
    .selectAll('evidence')
    .select((eb) => [
      'blob.size',
      'review.key as reviewKey',
      eb
        .selectFrom('evidence as newer')
        .select('newer.id')
        .whereRef('newer.replacesId', '=', 'evidence.id')
        .limit(1)
        .as('replacedBy'),
    ])
}
type EvidenceRow = Awaited<ReturnType<ReturnType<typeof evidenceRows>['execute']>>[number]

/** EX-10000 comes after EX-9999. */
const numberOrder: RawBuilder<number> = sql`length(evidence.number)`

export async function findEvidence(db: Reader | Writer, id: string): Promise<EvidenceRow | undefined> {
  return evidenceRows(db).where('evidence.id', '=', id).executeTakeFirst()
}

/** All evidence of a review through its revisions, in the order of its numbers. */
export async function evidenceOfReview(db: Reader, reviewId: string): Promise<Evidence[]> {
  const rows = await evidenceRows(db)
    .where('evidence.reviewId', 'in', revisionsOf(db, reviewId))
    .orderBy(numberOrder)
    .orderBy('evidence.number')
    .execute()
  return shown(db, rows)
}

/** What was received last comes first. The search looks into titles, names of files, sources, numbers and hashes. */
export async function listEvidence(
  db: Reader,
  filter: { reviewId?: string | undefined; search: string; limit: number; offset: number },
): Promise<{ rows: Evidence[]; total: number }> {
  const { reviewId, search, limit, offset } = filter
  const words = search.trim()
  const pattern = `%${words.replace(/[\\%_]/g, '\\$&')}%`
  const matches = sql<boolean>`(evidence.title LIKE ${pattern} ESCAPE '\\' OR evidence.fileName LIKE ${pattern} ESCAPE '\\'
    OR evidence.source LIKE ${pattern} ESCAPE '\\' OR evidence.number = ${words.toUpperCase()}
    OR evidence.sha256 = ${words.toLowerCase()}
    OR evidence.reviewId IN (SELECT id FROM review WHERE key = ${words.toUpperCase()}))`
  let counted = db.selectFrom('evidence').select((eb) => eb.fn.countAll<number>().as('total'))
  let rows = evidenceRows(db)
  if (reviewId) {
    counted = counted.where('evidence.reviewId', 'in', revisionsOf(db, reviewId))
    rows = rows.where('evidence.reviewId', 'in', revisionsOf(db, reviewId))
  }
  if (words) {
    counted = counted.where(matches)
    rows = rows.where(matches)
  }
  const { total } = await counted.executeTakeFirstOrThrow()
  const found = await rows
    .orderBy('evidence.receivedAt', 'desc')
    .orderBy('evidence.id', 'desc')
    .limit(limit)
    .offset(offset)
    .execute()
  return { rows: await shown(db, found), total }
}

/** Rows as the contract gives them. */
export async function shown(db: Reader | Writer, rows: EvidenceRow[]): Promise<Evidence[]> {
  const name = await namesOf(
    db,
    rows.map((row) => row.receivedBy),
  )
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    reviewId: row.reviewId,
    reviewKey: row.reviewKey,
    title: row.title,
    fileName: row.fileName,
    mediaType: row.mediaType,
    size: row.size,
    sha256: row.sha256,
    source: row.source,
    receivedAt: row.receivedAt,
    receivedBy: name(row.receivedBy),
    effectiveFrom: row.effectiveFrom,
    effectiveTo: row.effectiveTo,
    label: row.label as Sensitivity,
    replaces: row.replacesId,
    replacedBy: row.replacedBy,
    version: row.version,
  }))
}

/** The names under which a stored file is known: every evidence that has this hash. */
export async function namesOfBlobs(
  db: Reader,
): Promise<Map<string, { id: string; reviewKey: string; number: string; title: string }[]>> {
  const rows = await db
    .selectFrom('evidence')
    .innerJoin('review', 'review.id', 'evidence.reviewId')
    .select([
      'evidence.sha256',
      'evidence.id',
      'review.key as reviewKey',
      'evidence.number',
      'evidence.title',
    ])
    .orderBy(sql`substr(review.key, 1, 8)`)
    .orderBy(sql`length(review.key)`)
    .orderBy('review.key')
    .orderBy(numberOrder)
    .orderBy('evidence.number')
    .execute()
  const names = new Map<string, { id: string; reviewKey: string; number: string; title: string }[]>()
  for (const { sha256, ...name } of rows) names.set(sha256, [...(names.get(sha256) ?? []), name])
  return names
}
