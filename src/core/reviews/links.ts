import { AfterwordError } from '#shared/errors.ts'
import type { Reader, Writer } from '../workspace/database.ts'
import { revisionsOf } from './store.ts'

/** @throws AfterwordError `not-found` where evidence that is pointed to does not belong to this review. */
export async function needEvidence(
  db: Reader | Writer,
  reviewId: string,
  evidenceIds: readonly string[],
): Promise<void> {
  const asked = [...new Set(evidenceIds)]
  if (!asked.length) return
  const found = await db
    .selectFrom('evidence')
    .select('id')
    .where('id', 'in', asked)
    .where('reviewId', 'in', revisionsOf(db, reviewId))
    .execute()
  if (found.length < asked.length)
    throw new AfterwordError('not-found', 'This evidence does not belong to this review. Add it there first.')
}
