import { AfterwordError } from '#shared/errors.ts'
import type { Call } from '../call.ts'
import { newId } from '../ids.ts'
import { implement } from '../implement.ts'
import { templateOf } from '../templates/templates.ts'
import { current } from '../versions.ts'
import type { Writer } from '../workspace/database.ts'
import { insertSections } from './create.ts'
import { touchReview } from './edits.ts'
import { needWithinLimits } from './limits.ts'
import type { ReviewRecordRow } from './store.ts'

export const sectionMethods = implement({
  'reviews.saveSection': (call, input) =>
    edit(call, input.reviewId, input, async (tx) => {
      const section = await sectionOf(tx, input.reviewId, input.sectionId)
      const version = current(section, input.version, 'section').version + 1
      await tx
        .updateTable('section')
        .set({ markdown: input.markdown, version })
        .where('reviewId', '=', input.reviewId)
        .where('id', '=', input.sectionId)
        .execute()
      return { version }
    }),
  'reviews.addSection': (call, input) => {
    const sectionId = newId(call.now())
    return edit(call, input.reviewId, { ...input, sectionId }, async (tx) => {
      await insertSections(tx, input.reviewId, [{ id: sectionId, title: input.title, markdown: '' }])
      return { sectionId }
    })
  },
  'reviews.removeSection': (call, input) =>
    edit(call, input.reviewId, input, async (tx, review) => {
      current(await sectionOf(tx, input.reviewId, input.sectionId), input.version, 'section')
      const template = await templateOf(tx, review.templateId, review.templateVersion)
      if (template.sections.some((one) => one.id === input.sectionId))
        throw new AfterwordError('not-allowed', 'This section belongs to the template. It can stay empty.')
      await tx
        .deleteFrom('section')
        .where('reviewId', '=', input.reviewId)
        .where('id', '=', input.sectionId)
        .execute()
      return {}
    }),
})

function sectionOf(tx: Writer, reviewId: string, id: string) {
  return tx
    .selectFrom('section')
    .selectAll()
    .where('reviewId', '=', reviewId)
    .where('id', '=', id)
    .executeTakeFirst()
}

function edit<T>(
  call: Call,
  reviewId: string,
  payload: unknown,
  work: (tx: Writer, review: ReviewRecordRow) => Promise<T>,
): Promise<T> {
  call.need('reviews.write', 'write in reviews')
  return call.write(
    async (tx, change) => {
      change.subjects.push(`review:${reviewId}`)
      const done = await work(tx, await touchReview(tx, call, reviewId, 'A section was changed.'))
      await needWithinLimits(tx, reviewId, 'sections')
      return done
    },
    ['reviews'],
    payload,
  )
}
