import { AfterwordError } from '#shared/errors.ts'
import type { Call } from '../call.ts'
import { newId } from '../ids.ts'
import { implement } from '../implement.ts'
import { touchReview } from '../reviews/edits.ts'
import { needWithinLimits } from '../reviews/limits.ts'
import { needEvidence } from '../reviews/links.ts'
import { taxonomyOf } from '../templates/templates.ts'
import { current, given } from '../versions.ts'
import type { Writer } from '../workspace/database.ts'
import { insertFactor } from './store.ts'

export const factorsMethods = implement({
  async 'factors.taxonomy'(call) {
    return (await taxonomyOf(call.state.options.resources)).factors
  },
  async 'factors.list'(call, input) {
    const rows = await call.read
      .selectFrom('factor')
      .selectAll()
      .where('reviewId', '=', input.reviewId)
      .orderBy('position')
      .execute()
    return rows.map((row) => ({
      id: row.id,
      category: row.category,
      title: row.title,
      detail: row.detail,
      evidenceIds: JSON.parse(row.evidenceIds) as string[],
      version: row.version,
    }))
  },
  async 'factors.add'(call, input) {
    call.need('reviews.write', 'write in reviews')
    const id = newId(call.now())
    return edit(call, input.reviewId, { ...input, id }, async (tx) => {
      await needCategory(call, input.category)
      await needEvidence(tx, input.reviewId, input.evidenceIds)
      await insertFactor(tx, id, input)
      return { id, version: 1 }
    })
  },
  async 'factors.update'(call, input) {
    call.need('reviews.write', 'write in reviews')
    const reviewId = await reviewOfFactor(call, input.id)
    return edit(call, reviewId, input, async (tx) => {
      const row = await tx.selectFrom('factor').selectAll().where('id', '=', input.id).executeTakeFirst()
      const version = current(row, input.version, 'contributing factor').version + 1
      if (input.category) await needCategory(call, input.category)
      if (input.evidenceIds) await needEvidence(tx, reviewId, input.evidenceIds)
      await tx
        .updateTable('factor')
        .set({
          version,
          ...given({
            category: input.category,
            title: input.title,
            detail: input.detail,
            evidenceIds: input.evidenceIds && JSON.stringify(input.evidenceIds),
          }),
        })
        .where('id', '=', input.id)
        .execute()
      return { id: input.id, version }
    })
  },
  async 'factors.remove'(call, input) {
    call.need('reviews.write', 'write in reviews')
    const reviewId = await reviewOfFactor(call, input.id)
    return edit(call, reviewId, input, async (tx) => {
      const row = await tx.selectFrom('factor').selectAll().where('id', '=', input.id).executeTakeFirst()
      current(row, input.version, 'contributing factor')
      await tx.deleteFrom('factor').where('id', '=', input.id).execute()
      return {}
    })
  },
})

async function needCategory(call: Call, category: string): Promise<void> {
  const { factors } = await taxonomyOf(call.state.options.resources)
  if (!factors.some((one) => one.id === category))
    throw new AfterwordError('invalid-input', `The taxonomy has no kind of factor “${category}”.`)
}

async function reviewOfFactor(call: Call, id: string): Promise<string> {
  const row = await call.read.selectFrom('factor').select('reviewId').where('id', '=', id).executeTakeFirst()
  if (!row) throw new AfterwordError('not-found', 'This contributing factor is no longer there.')
  return row.reviewId
}

function edit<T>(
  call: Call,
  reviewId: string,
  payload: unknown,
  work: (tx: Writer) => Promise<T>,
): Promise<T> {
  return call.write(
    async (tx, change) => {
      change.subjects.push(`review:${reviewId}`)
      await touchReview(tx, call, reviewId, 'The contributing factors were changed.')
      const done = await work(tx)
      await needWithinLimits(tx, reviewId, 'factors')
      return done
    },
    ['factors', 'reviews'],
    payload,
  )
}
