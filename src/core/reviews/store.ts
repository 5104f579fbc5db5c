import type { Selectable } from 'kysely'
import type { ReviewState } from '#shared/domain/lifecycle.ts'
import type { Sensitivity } from '#shared/domain/reviewContent.ts'
import { AfterwordError } from '#shared/errors.ts'
import type { Reader, Writer } from '../workspace/database.ts'
import type { Tables } from '../workspace/tables.ts'

export type ReviewRecordRow = Omit<Selectable<Tables['review']>, 'state' | 'label' | 'authorIds'> & {
  state: ReviewState
  label: Sensitivity
  authorIds: string[]
}

/** @throws AfterwordError `not-found` */
export async function reviewOf(db: Reader | Writer, id: string): Promise<ReviewRecordRow> {
  const row = await db.selectFrom('review').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new AfterwordError('not-found', 'This review is no longer there.')
  return {
    ...row,
    state: row.state as ReviewState,
    label: row.label as Sensitivity,
    authorIds: JSON.parse(row.authorIds) as string[],
  }
}

/** A review through all its revisions: actions and evidence belong to all of them alike. */
export function revisionsOf(db: Reader | Writer, reviewId: string) {
  return db
    .selectFrom('review as any')
    .innerJoin('review as this', 'this.key', 'any.key')
    .where('this.id', '=', reviewId)
    .select('any.id')
}

/** The revision of a review that can still be worked on, if any can: the last. */
export async function newestRevision(db: Reader | Writer, reviewKey: string): Promise<string> {
  const { id } = await db
    .selectFrom('review')
    .select('id')
    .where('key', '=', reviewKey)
    .orderBy('revision', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  return id
}

export async function sectionsOf(db: Reader | Writer, reviewId: string) {
  return db
    .selectFrom('section')
    .select(['id', 'title', 'markdown', 'version'])
    .where('reviewId', '=', reviewId)
    .orderBy('position')
    .execute()
}

/** Approvals that still hold. */
export async function heldApprovals(db: Reader | Writer, reviewId: string) {
  return db
    .selectFrom('approval')
    .selectAll()
    .where('reviewId', '=', reviewId)
    .where('voidedAt', 'is', null)
    .orderBy('at')
    .execute()
}

/** Who facilitated any session of a review, and who wrote its notes, through all revisions. */
export async function sessionRoles(
  db: Reader | Writer,
  reviewId: string,
): Promise<{ facilitators: string[]; scribes: string[] }> {
  const rows = await db
    .selectFrom('session')
    .select(['facilitatorId', 'scribeId'])
    .where('reviewId', 'in', revisionsOf(db, reviewId))
    .execute()
  return {
    facilitators: rows.map((row) => row.facilitatorId),
    scribes: rows.flatMap((row) => row.scribeId ?? []),
  }
}

/** @throws AfterwordError `conflict` while a session is running: to end it later would be an edit of what was submitted. */
export async function needNoneRunning(tx: Writer, review: ReviewRecordRow): Promise<void> {
  const running = await tx
    .selectFrom('session')
    .select('id')
    .where('reviewId', '=', review.id)
    .where('endedAt', 'is', null)
    .executeTakeFirst()
  if (running)
    throw new AfterwordError(
      'conflict',
      `A session of ${review.key} is running. End it, then send the review on.`,
    )
}
