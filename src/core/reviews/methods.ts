import { reviewSteps } from '#shared/domain/lifecycle.ts'
import { checkWording } from '#shared/domain/wording/checkWording.ts'
import { listEvents } from '../auditLog/list.ts'
import { newId } from '../ids.ts'
import { implement } from '../implement.ts'
import { needActive, needPeople } from '../people/people.ts'
import { newestTemplate } from '../templates/templates.ts'
import { current, given } from '../versions.ts'
import { approve } from './approve.ts'
import { authorsAfter } from './authors.ts'
import { canonical, contentAsSeen, liveContent, reviewContentOf } from './content.ts'
import { insertReview } from './create.ts'
import { touchReview } from './edits.ts'
import { amend, askForChanges, needMove, needStep, setState } from './lifecycle.ts'
import { listReviews } from './list.ts'
import { readinessOf } from './readiness.ts'
import { sectionMethods } from './sections.ts'
import { needNoneRunning, reviewOf } from './store.ts'
import { viewReview } from './view.ts'
import { waiverMethods } from './waivers.ts'

const stepsBack = reviewSteps.filter(({ name }) => name === 'ask-for-changes')

export const reviewsMethods = {
  ...sectionMethods,
  ...waiverMethods,
  ...implement({
    'reviews.list': (call, input) => listReviews(call.read, input),
    'reviews.get': (call, input) => viewReview(call.read, input.id, call.person),
    async 'reviews.create'(call, input) {
      call.need('reviews.facilitate', 'start reviews')
      await needActive(call.read, [input.facilitatorId])
      const template = await newestTemplate(call.read, input.templateId)
      const id = newId(call.now())
      return call.write(
        async (tx, change) => {
          const incident = current(
            await tx.selectFrom('incident').selectAll().where('id', '=', input.incidentId).executeTakeFirst(),
            undefined,
            'incident',
          )
          const title = input.title || incident.title
          const key = await insertReview(tx, call, { ...input, id, template, title })
          change.subjects.push(`review:${id}`, `incident:${incident.id}`)
          change.payload = { ...input, id, key, title, template: `${template.id}@${template.version}` }
          return { id, version: 1, key }
        },
        ['reviews', 'incidents'],
        null,
      )
    },
    async 'reviews.update'(call, input) {
      call.need('reviews.write', 'change reviews')
      await needPeople(call.read, input.authorIds ?? [])
      return call.write(
        async (tx, change) => {
          current(await reviewOf(tx, input.id), input.version, 'review')
          const review = await touchReview(tx, call, input.id, 'The review’s facts were changed.')
          // Whoever may not see it may not make it visible either.
          if (review.label === 'restricted' && input.label && input.label !== review.label)
            call.need('evidence.restricted', 'take the label Restricted off a review')
          const { facilitatorId } = input
          if (facilitatorId && facilitatorId !== review.facilitatorId) await needActive(tx, [facilitatorId])
          const authors = await authorsAfter(tx, review, input, call.person.id)
          const version = review.version + 1
          await tx
            .updateTable('review')
            .set({
              version,
              ...given({
                title: input.title,
                facilitatorId: input.facilitatorId,
                authorIds: JSON.stringify(authors),
                label: input.label,
              }),
            })
            .where('id', '=', input.id)
            .execute()
          change.subjects.push(`review:${input.id}`)
          return { id: input.id, version }
        },
        ['reviews'],
        input,
      )
    },
    async 'reviews.move'(call, input) {
      call.need('reviews.facilitate', 'move reviews on')
      return call.write(
        async (tx, change) => {
          const review = current(await reviewOf(tx, input.id), input.version, 'review')
          await needMove(tx, call, review, input.to)
          change.subjects.push(`review:${review.id}`)
          return { id: review.id, version: await setState(tx, call, review, input.to) }
        },
        ['reviews'],
        input,
      )
    },
    async 'reviews.submit'(call, input) {
      call.need('reviews.facilitate', 'send reviews to their approvers')
      return call.write(
        async (tx, change) => {
          const review = current(await reviewOf(tx, input.id), input.version, 'review')
          await needStep(tx, call, review, 'technical-validation')
          await needNoneRunning(tx, review)
          const { text, sha256 } = canonical(await liveContent(tx, review))
          const frozen = { frozenContent: text, contentSha256: sha256, changesAsked: null }
          const version = await setState(tx, call, review, 'technical-validation', frozen)
          change.subjects.push(`review:${review.id}`)
          change.payload = { id: review.id, contentSha256: sha256 }
          return { id: review.id, version }
        },
        ['reviews'],
        null,
      )
    },
    'reviews.approve': approve,
    async 'reviews.requestChanges'(call, input) {
      call.need([...new Set(stepsBack.flatMap(({ needs }) => needs))], 'ask for changes')
      return call.write(
        async (tx, change) => {
          const review = current(await reviewOf(tx, input.id), input.version, 'review')
          change.subjects.push(`review:${review.id}`)
          return { id: review.id, version: await askForChanges(tx, call, review, input.reason) }
        },
        ['reviews'],
        input,
      )
    },
    async 'reviews.amend'(call, input) {
      call.need('reviews.facilitate', 'amend reviews')
      return call.write(
        async (tx, change) => {
          const sealed = await reviewOf(tx, input.id)
          const next = await amend(tx, call, sealed, input.reason)
          change.subjects.push(`review:${sealed.id}`, `review:${next.id}`)
          change.payload = { ...input, ...next }
          return next
        },
        ['reviews', 'timeline', 'factors'],
        null,
      )
    },
    async 'reviews.content'(call, input) {
      return contentAsSeen(await reviewContentOf(call.read, input.reviewId), call.person.roles)
    },
    async 'reviews.readiness'(call, input) {
      return readinessOf(call.read, await reviewOf(call.read, input.reviewId))
    },
    async 'reviews.history'(call, input) {
      const subject = `review:${input.reviewId}`
      const page = await listEvents(call.read, { ...input, subject }, call.person.roles)
      return {
        ...page,
        rows: page.rows.map(({ sequence, at, person, method, sentence }) => ({
          sequence,
          at,
          person,
          method,
          sentence,
        })),
      }
    },
    async 'reviews.checkWording'(call, input) {
      const people = await call.read.selectFrom('person').select('name').limit(5_000).execute()
      const found = checkWording(
        input.text,
        people.map((one) => one.name),
      )
      return found.map(({ start, end, excerpt, why, question }) => ({ start, end, excerpt, why, question }))
    },
  }),
}
