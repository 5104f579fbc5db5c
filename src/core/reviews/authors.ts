import { AfterwordError } from '#shared/errors.ts'
import { personOf } from '../people/people.ts'
import type { Writer } from '../workspace/database.ts'
import type { ReviewRecordRow } from './store.ts'

/** What somebody can do about a review without having written in it. */
const notWriting = [
  'reviews.create',
  'reviews.move',
  'reviews.submit',
  'reviews.approve',
  'reviews.requestChanges',
  'reviews.approveWaiver',
  'reviews.withdrawWaiver',
  'actions.start',
  'actions.close',
  'actions.decline',
  'actions.reopen',
  'evidence.open',
  'evidence.transfer',
  'exports.create',
  'exports.preview',
  'exports.timestampRequest',
  'exports.addTimestamp',
]

/**
 * The authors of a review after its facts were changed: those that are named, and a facilitator who hands over after
 * having worked on it. Separation of duties rests on it, so nobody who wrote is taken out; who wrote, the log knows.
 * @throws AfterwordError `not-allowed` where somebody who wrote would no longer be an author.
 */
export async function authorsAfter(
  tx: Writer,
  review: ReviewRecordRow,
  wanted: { authorIds?: string[] | undefined; facilitatorId?: string | null | undefined },
  personId: string,
): Promise<string[]> {
  const authors = new Set(wanted.authorIds ?? review.authorIds).add(personId)
  for (const id of review.authorIds) {
    if (authors.has(id) || !(await hasActed(tx, review.id, id, notWriting))) continue
    const { name } = await personOf(tx, id)
    throw new AfterwordError(
      'not-allowed',
      `${name} wrote in this review and so stays among its authors. Leave ${name} in the list.`,
    )
  }
  const before = review.facilitatorId
  const isHandedOver = before && wanted.facilitatorId !== undefined && wanted.facilitatorId !== before
  if (isHandedOver && (await hasActed(tx, review.id, before, []))) authors.add(before)
  return [...authors]
}

async function hasActed(
  tx: Writer,
  reviewId: string,
  personId: string,
  except: readonly string[],
): Promise<boolean> {
  let found = tx
    .selectFrom('auditSubject')
    .innerJoin('auditEvent', 'auditEvent.sequence', 'auditSubject.sequence')
    .select('auditEvent.sequence')
    .where('auditSubject.subject', '=', `review:${reviewId}`)
    .where('auditEvent.personId', '=', personId)
  if (except.length) found = found.where('auditEvent.method', 'not in', except)
  return (await found.limit(1).executeTakeFirst()) !== undefined
}
