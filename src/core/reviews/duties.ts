import type { ApprovalKind } from '#shared/domain/reviewRecord.ts'
import type { ReviewDuties } from '#shared/domain/separation.ts'
import type { Reader, Writer } from '../workspace/database.ts'
import { heldApprovals, type ReviewRecordRow, sessionRoles } from './store.ts'

/** Who did what in a review, as separation of duties asks it. */
export async function dutiesOf(db: Reader | Writer, review: ReviewRecordRow): Promise<ReviewDuties> {
  const held = await heldApprovals(db, review.id)
  const approvals = held.filter((one) => one.contentSha256 === review.contentSha256)
  const { facilitators, scribes } = await sessionRoles(db, review.id)
  if (review.facilitatorId) facilitators.push(review.facilitatorId)
  return {
    facilitators,
    authors: [...review.authorIds, ...scribes],
    approvals: approvals.map((one) => ({ kind: one.kind as ApprovalKind, personId: one.personId })),
  }
}
