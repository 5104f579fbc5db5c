import type { TimeValue } from '#shared/domain/times/timeValue.ts'
import { AfterwordError } from '#shared/errors.ts'
import type { Call } from '../call.ts'
import { newId } from '../ids.ts'
import { implement } from '../implement.ts'
import { touchReview } from '../reviews/edits.ts'
import { needWithinLimits } from '../reviews/limits.ts'
import { needEvidence } from '../reviews/links.ts'
import { current, given } from '../versions.ts'
import type { Writer } from '../workspace/database.ts'
import { insertEntry, sortTimeline, timelineRows } from './store.ts'

export const timelineMethods = implement({
  async 'timeline.list'(call, input) {
    const rows = await timelineRows(call.read, input.reviewId)
    return rows.map((row) => ({
      id: row.id,
      time: JSON.parse(row.time) as TimeValue,
      text: row.text,
      source: row.source,
      key: row.isKey === 1,
      evidenceIds: JSON.parse(row.evidenceIds) as string[],
      version: row.version,
    }))
  },
  async 'timeline.add'(call, input) {
    call.need('reviews.write', 'write in reviews')
    const id = newId(call.now())
    return edit(call, input.reviewId, { ...input, id }, async (tx) => {
      await needEvidence(tx, input.reviewId, input.evidenceIds)
      await insertEntry(tx, id, input)
      await sortTimeline(tx, input.reviewId)
      return { id, version: 1 }
    })
  },
  async 'timeline.update'(call, input) {
    call.need('reviews.write', 'write in reviews')
    const reviewId = await reviewOfEntry(call, input.id)
    return edit(call, reviewId, input, async (tx) => {
      const row = await tx
        .selectFrom('timelineEntry')
        .selectAll()
        .where('id', '=', input.id)
        .executeTakeFirst()
      const version = current(row, input.version, 'timeline entry').version + 1
      if (input.evidenceIds) await needEvidence(tx, reviewId, input.evidenceIds)
      await tx
        .updateTable('timelineEntry')
        .set({
          version,
          ...given({
            ...(input.time ? { time: JSON.stringify(input.time), at: input.time.at } : {}),
            text: input.text,
            source: input.source,
            isKey: input.key === undefined ? undefined : Number(input.key),
            evidenceIds: input.evidenceIds && JSON.stringify(input.evidenceIds),
          }),
        })
        .where('id', '=', input.id)
        .execute()
      if (input.time) await sortTimeline(tx, reviewId)
      return { id: input.id, version }
    })
  },
  async 'timeline.remove'(call, input) {
    call.need('reviews.write', 'write in reviews')
    const reviewId = await reviewOfEntry(call, input.id)
    return edit(call, reviewId, input, async (tx) => {
      const row = await tx
        .selectFrom('timelineEntry')
        .selectAll()
        .where('id', '=', input.id)
        .executeTakeFirst()
      current(row, input.version, 'timeline entry')
      await tx.deleteFrom('timelineEntry').where('id', '=', input.id).execute()
      return {}
    })
  },
})

async function reviewOfEntry(call: Call, id: string): Promise<string> {
  const row = await call.read
    .selectFrom('timelineEntry')
    .select('reviewId')
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new AfterwordError('not-found', 'This timeline entry is no longer there.')
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
      await touchReview(tx, call, reviewId, 'The timeline was changed.')
      const done = await work(tx)
      await needWithinLimits(tx, reviewId, 'timeline')
      return done
    },
    ['timeline', 'reviews'],
    payload,
  )
}
