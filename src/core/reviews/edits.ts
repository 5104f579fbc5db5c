import { type ReviewState, stateAfterEdit } from '#shared/domain/lifecycle.ts'
import { AfterwordError } from '#shared/errors.ts'
import type { Call } from '../call.ts'
import type { Writer } from '../workspace/database.ts'
import { type ReviewRecordRow, reviewOf } from './store.ts'

/**
 * Every change of a review's content begins here: a sealed review refuses it, approvals of what was there are void, the
 * review goes back to being written, and who changes it counts among its authors.
 */
export async function touchReview(
  tx: Writer,
  call: Call,
  reviewId: string,
  why: string,
): Promise<ReviewRecordRow> {
  const review = await reviewOf(tx, reviewId)
  const state = needUnsealed(review)
  const { person } = call
  const authorIds = review.authorIds.includes(person.id) ? review.authorIds : [...review.authorIds, person.id]
  if (state === review.state && authorIds === review.authorIds) return review
  const changed = {
    state,
    stateSince: state === review.state ? review.stateSince : call.at,
    version: review.version + 1,
    frozenContent: state === review.state ? review.frozenContent : null,
    contentSha256: state === review.state ? review.contentSha256 : null,
  }
  await tx
    .updateTable('review')
    .set({ ...changed, authorIds: JSON.stringify(authorIds) })
    .where('id', '=', reviewId)
    .execute()
  if (state !== review.state) await voidApprovals(tx, call, reviewId, why)
  return { ...review, ...changed, authorIds }
}

/** The state in which an edit leaves a review. @throws AfterwordError `not-allowed` for a sealed one. */
export function needUnsealed({ key, state }: ReviewRecordRow): ReviewState {
  const after = stateAfterEdit(state)
  if (after) return after
  throw new AfterwordError(
    'not-allowed',
    `${key} is sealed and stays as it is. Amend it: that makes a new revision.`,
  )
}

/** Touches each review of an incident that is not sealed; answers their ids. */
export async function touchReviewsOfIncident(
  tx: Writer,
  call: Call,
  incidentId: string,
  why: string,
): Promise<string[]> {
  const rows = await tx
    .selectFrom('review')
    .select('id')
    .where('incidentId', '=', incidentId)
    .where('state', '!=', 'sealed')
    .execute()
  for (const row of rows) await touchReview(tx, call, row.id, why)
  return rows.map((row) => row.id)
}

/** Approvals are never taken away; they are marked as void, with the reason. */
export async function voidApprovals(tx: Writer, call: Call, reviewId: string, why: string): Promise<void> {
  await tx
    .updateTable('approval')
    .set({ voidedAt: call.at, voidReason: why })
    .where('reviewId', '=', reviewId)
    .where('voidedAt', 'is', null)
    .execute()
}
