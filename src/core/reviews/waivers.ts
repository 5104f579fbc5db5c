import { mayApproveWaiver } from '#shared/domain/separation.ts'
import { AfterwordError } from '#shared/errors.ts'
import type { Call } from '../call.ts'
import { needKey } from '../identities/identities.ts'
import { newId } from '../ids.ts'
import { implement } from '../implement.ts'
import type { Reader, Writer } from '../workspace/database.ts'
import { dutiesOf } from './duties.ts'
import { touchReview } from './edits.ts'
import { readinessOf } from './readiness.ts'
import { reviewOf } from './store.ts'

const entities = ['reviews']

/** Waivers are printed in the pack, so they are part of what is approved: they change while a review is written. */
export const waiverMethods = implement({
  async 'reviews.requestWaiver'(call, input) {
    call.need('reviews.write', 'ask for a waiver')
    const id = newId(call.now())
    await call.write(
      async (tx, change) => {
        const review = await touchReview(tx, call, input.reviewId, 'A waiver was asked for.')
        const { findings } = await readinessOf(tx, review)
        const finding = findings.find((one) => one.rule === input.rule)
        if (!finding) throw new AfterwordError('not-found', 'This finding is no longer open.')
        if (!finding.waivable)
          throw new AfterwordError('not-allowed', 'The template does not allow a waiver of this finding.')
        if (finding.waiver)
          throw new AfterwordError('conflict', 'There already is a waiver against this finding.')
        await tx
          .insertInto('waiver')
          .values({
            id,
            reviewId: review.id,
            rule: input.rule,
            finding: finding.message,
            reason: input.reason,
            requestedBy: call.person.id,
            requestedAt: call.at,
          })
          .execute()
        change.subjects.push(`review:${review.id}`)
      },
      entities,
      { id, ...input },
    )
    return { id }
  },
  async 'reviews.approveWaiver'(call, input) {
    await call.write(
      async (tx, change) => {
        const waiver = await waiverOf(tx, input.id)
        if (waiver.approvedBy) throw new AfterwordError('conflict', 'This waiver was agreed to already.')
        const review = await reviewOf(tx, waiver.reviewId)
        needWriting(review.state)
        const permission = mayApproveWaiver(call.person, waiver.requestedBy, await dutiesOf(tx, review))
        if (!permission.allowed) throw new AfterwordError('not-allowed', permission.reason)
        await needKey(call, 'agree to a waiver')
        await tx
          .updateTable('waiver')
          .set({ approvedBy: call.person.id, approvedAt: call.at })
          .where('id', '=', waiver.id)
          .execute()
        change.subjects.push(`review:${review.id}`)
        change.payload = { id: waiver.id, rule: waiver.rule, reason: waiver.reason }
      },
      entities,
      null,
    )
    return {}
  },
  async 'reviews.withdrawWaiver'(call, input) {
    await call.write(
      async (tx, change) => {
        const waiver = await waiverOf(tx, input.id)
        needWithdrawer(call, waiver)
        const review = await reviewOf(tx, waiver.reviewId)
        needWriting(review.state)
        await tx.deleteFrom('waiver').where('id', '=', waiver.id).execute()
        change.subjects.push(`review:${review.id}`)
        change.payload = { id: waiver.id, rule: waiver.rule }
      },
      entities,
      null,
    )
    return {}
  },
})

async function waiverOf(db: Reader | Writer, id: string) {
  const waiver = await db.selectFrom('waiver').selectAll().where('id', '=', id).executeTakeFirst()
  if (!waiver) throw new AfterwordError('not-found', 'This waiver is no longer there.')
  return waiver
}

function needWithdrawer(call: Call, waiver: { requestedBy: string; approvedBy: string | null }): void {
  if ([waiver.requestedBy, waiver.approvedBy].includes(call.person.id)) return
  throw new AfterwordError('not-allowed', 'A waiver is withdrawn by who asked for it or agreed to it.')
}

function needWriting(state: string): void {
  if (['draft', 'in-session', 'written'].includes(state)) return
  throw new AfterwordError(
    'conflict',
    'The review was submitted, and its waivers with it. Ask for changes first; then they can change too.',
  )
}
