import { type RawBuilder, sql } from 'kysely'
import type { Evidence } from '#shared/contract/evidence.ts'
import { asSeen, maySee, restrictedTitle } from '#shared/domain/labels.ts'
import type { Sensitivity } from '#shared/domain/reviewContent.ts'
import type { Role } from '#shared/domain/roles.ts'
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
export async function evidenceOfReview(
  db: Reader,
  reviewId: string,
  roles: readonly Role[],
): Promise<Evidence[]> {
  const rows = await evidenceRows(db)
    .where('evidence.reviewId', 'in', revisionsOf(db, reviewId))
    .orderBy(numberOrder)
    .orderBy('evidence.number')
    .execute()
  return shown(db, rows, roles)
}

/**
 * What was received last comes first. The search looks into titles, names of files, sources, numbers and hashes; of
 * evidence that somebody may not see, into numbers and hashes alone.
 */
export async function listEvidence(
  db: Reader,
  filter: { reviewId?: string | undefined; search: string; limit: number; offset: number },
  roles: readonly Role[],
): Promise<{ rows: Evidence[]; total: number }> {
  const { reviewId, search, limit, offset } = filter
  const isOpen = maySee('restricted', roles) ? sql`1` : sql`evidence.label <> 'restricted'`
  const words = search.trim()
  const pattern = `%${words.replace(/[\\%_]/g, '\\$&')}%`
  const matches = sql<boolean>`(${isOpen} AND (evidence.title LIKE ${pattern} ESCAPE '\\'
    OR evidence.fileName LIKE ${pattern} ESCAPE '\\' OR evidence.source LIKE ${pattern} ESCAPE '\\')
    OR evidence.number = ${words.toUpperCase()}
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
  return { rows: await shown(db, found, roles), total }
}

/** Rows as the contract gives them to somebody with these roles. */
export async function shown(
  db: Reader | Writer,
  rows: EvidenceRow[],
  roles: readonly Role[],
): Promise<Evidence[]> {
  const name = await namesOf(
    db,
    rows.map((row) => row.receivedBy),
  )
  const evidence = rows.map((row) => ({
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
  return evidence.map((one) => asSeen(one, roles))
}

/** The names under which a stored file is known to somebody with these roles: every evidence that has this hash. */
export async function namesOfBlobs(
  db: Reader,
  roles: readonly Role[],
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
      'evidence.label',
    ])
    .orderBy(sql`substr(review.key, 1, 8)`)
    .orderBy(sql`length(review.key)`)
    .orderBy('review.key')
    .orderBy(numberOrder)
    .orderBy('evidence.number')
    .execute()
  const names = new Map<string, { id: string; reviewKey: string; number: string; title: string }[]>()
  for (const { sha256, label, ...name } of rows) {
    const title = maySee(label as Sensitivity, roles) ? name.title : restrictedTitle
    names.set(sha256, [...(names.get(sha256) ?? []), { ...name, title }])
  }
  return names
}
