import type { Sensitivity } from '#shared/domain/reviewContent.ts'
import type { Template } from '#shared/domain/template.ts'
import type { Call } from '../call.ts'
import { nextKey } from '../keys.ts'
import type { Writer } from '../workspace/database.ts'

/** A new review in preparation, with the empty sections of its template; answers its key. */
export async function insertReview(
  tx: Writer,
  call: Call,
  review: {
    id: string
    incidentId: string
    template: Template
    title: string
    facilitatorId: string | null
    label: Sensitivity
    authorIds?: string[]
  },
): Promise<string> {
  const key = await nextKey(tx, 'review', call.at)
  const { template } = review
  await tx
    .insertInto('review')
    .values({
      id: review.id,
      key,
      revision: 1,
      incidentId: review.incidentId,
      templateId: template.id,
      templateVersion: template.version,
      title: review.title,
      state: 'draft',
      stateSince: call.at,
      label: review.label,
      facilitatorId: review.facilitatorId,
      authorIds: JSON.stringify(review.authorIds ?? []),
      createdAt: call.at,
      version: 1,
    })
    .execute()
  await insertSections(
    tx,
    review.id,
    template.sections.map(({ id, title }) => ({ id, title, markdown: '' })),
  )
  return key
}

/** Adds sections in their order, after those that are there. */
export async function insertSections(
  tx: Writer,
  reviewId: string,
  sections: readonly { id: string; title: string; markdown: string }[],
): Promise<void> {
  if (!sections.length) return
  const { last } = await tx
    .selectFrom('section')
    .select((eb) => eb.fn.max('position').as('last'))
    .where('reviewId', '=', reviewId)
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('section')
    .values(
      sections.map((section, index) => ({
        ...section,
        reviewId,
        position: (last ?? 0) + index + 1,
        version: 1,
      })),
    )
    .execute()
}
