import type { ApprovalKind } from '#shared/domain/reviewRecord.ts'
import type { ReviewDuties } from '#shared/domain/separation.ts'
import type { Reader, Writer } from '../workspace/database.ts'
import { heldApprovals, type ReviewRecordRow, sessionFacilitators } from './store.ts'

/** Who did what in a review, as separation of duties asks it. */
export async function dutiesOf(db: Reader | Writer, review: ReviewRecordRow): Promise<ReviewDuties> {
  const approvals = await heldApprovals(db, review.id)
  const facilitators = await sessionFacilitators(db, review.id)
  if (review.facilitatorId) facilitators.push(review.facilitatorId)
  return {
    facilitators,
    authors: review.authorIds,
    approvals: approvals.map((one) => ({ kind: one.kind as ApprovalKind, personId: one.personId })),
  }
}
