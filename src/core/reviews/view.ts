import type { Review } from '#shared/contract/reviews.ts'
import {
  nextSteps,
  type ReviewState,
  type ReviewStep,
  stateAwaiting,
  stateSentence,
} from '#shared/domain/lifecycle.ts'
import { type ApprovalKind, approvalKind } from '#shared/domain/reviewRecord.ts'
import { may, roleNames, rolesThatMay } from '#shared/domain/roles.ts'
import { mayApprove, type PersonWithRoles, type ReviewDuties } from '#shared/domain/separation.ts'
import type { Template } from '#shared/domain/template.ts'
import { namesOf } from '../people/people.ts'
import { templateOf } from '../templates/templates.ts'
import type { Reader } from '../workspace/database.ts'
import { dutiesOf } from './duties.ts'
import { incidentOf } from './incidentOf.ts'
import { reviewRows } from './list.ts'
import { type ReviewRecordRow, reviewOf, sectionsOf } from './store.ts'

/** A review as one person sees it: its content's frame, and what this person can do next. */
export async function viewReview(db: Reader, id: string, person: PersonWithRoles): Promise<Review> {
  const review = await reviewOf(db, id)
  const template = await templateOf(db, review.templateId, review.templateVersion)
  const approvals = await db
    .selectFrom('approval')
    .selectAll()
    .where('reviewId', '=', id)
    .orderBy('at')
    .execute()
  const name = await namesOf(db, [...review.authorIds, ...approvals.map((one) => one.personId)])
  const [row] = await reviewRows(db, [id])
  const amends = review.amendsId ? await reviewOf(db, review.amendsId) : null
  const next = await db
    .selectFrom('review')
    .select(['id', 'key', 'revision'])
    .where('amendsId', '=', id)
    .executeTakeFirst()
  return {
    ...row!,
    sentence: sentenceOf(review, template, row!.facilitator?.name),
    steps: stepsOf(review, template, await dutiesOf(db, review), person, next !== undefined),
    template: { id: template.id, name: template.name, version: template.version },
    authors: review.authorIds.map(name),
    sections: (await sectionsOf(db, id)).map((section) => {
      const asked = template.sections.find((one) => one.id === section.id)
      return {
        ...section,
        guidance: asked?.guidance ?? '',
        prompts: asked?.prompts ?? [],
        required: asked?.required ?? false,
      }
    }),
    approvals: approvals.map((one) => ({
      id: one.id,
      kind: one.kind as ApprovalKind,
      person: name(one.personId),
      at: one.at,
      comment: one.comment,
      contentSha256: one.contentSha256,
      voided: one.voidedAt ? { at: one.voidedAt, reason: one.voidReason ?? '' } : null,
    })),
    amends: amends && { id: amends.id, key: amends.key, revision: amends.revision },
    amendedBy: next ?? null,
    incident: await incidentOf(db, review),
    contentSha256: review.contentSha256 ?? '',
    readOnly: readOnly(review, person),
  }
}

function sentenceOf(review: ReviewRecordRow, template: Template, facilitator: string | undefined): string {
  const awaited = approvalKind.options.find((kind) => stateAwaiting(kind) === review.state)
  return stateSentence({
    state: review.state,
    since: review.stateSince,
    person: awaited ? undefined : facilitator,
    role: awaited && template.approval[awaited],
    changesAsked: review.changesAsked ?? undefined,
  })
}

function readOnly(review: ReviewRecordRow, person: PersonWithRoles): string | null {
  if (review.state === 'sealed')
    return 'This review is sealed and stays as it is. An amendment makes a new revision.'
  if (may(person.roles, 'reviews.write')) return null
  const who = rolesThatMay('reviews.write').map((role) => roleNames[role])
  return `${person.name} may read this review, not write in it. These may: ${who.join(', ')}.`
}

const names: Record<ReviewStep['name'], Review['steps'][number]['step']> = {
  'start-session': 'start-session',
  'finish-writing': 'finish-writing',
  'ask-for-validation': 'submit',
  'validate-technically': 'approve',
  'review-process': 'approve',
  seal: 'seal',
  'ask-for-changes': 'request-changes',
}

function stepsOf(
  review: ReviewRecordRow,
  template: Template,
  duties: ReviewDuties,
  person: PersonWithRoles,
  amended: boolean,
): Review['steps'] {
  if (review.state === 'sealed')
    return [
      {
        step: 'amend',
        label: 'Amend',
        refused: amended
          ? 'This review was amended already; amend the newest revision.'
          : refusal(person, ['reviews.facilitate']),
      },
    ]
  return nextSteps(review.state as ReviewState).map((step) => ({
    step: names[step.name],
    label: step.label,
    refused: refusalOf(step, template, duties, person),
  }))
}

/** Why this person may not take a step; null where they may. Readiness is told by its own list. */
export function refusalOf(
  step: ReviewStep,
  template: Template,
  duties: ReviewDuties,
  person: PersonWithRoles,
): string | null {
  if (!step.approval) return refusal(person, step.needs)
  const permission = mayApprove(step.approval, person, duties, template.approval)
  return permission.allowed ? null : permission.reason
}

function refusal(person: PersonWithRoles, needs: ReviewStep['needs']): string | null {
  if (needs.some((one) => may(person.roles, one))) return null
  const who = [...new Set(needs.flatMap(rolesThatMay))].map((role) => roleNames[role])
  return `${person.name} may not do this. These may: ${who.join(', ')}.`
}
