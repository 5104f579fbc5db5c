import { z } from 'zod'
import { reviewState } from '../domain/lifecycle.ts'
import { incidentTimes, reviewContent, severity } from '../domain/reviewContent.ts'
import { approvalKind } from '../domain/reviewRecord.ts'
import {
  byReview,
  changed,
  id,
  instant,
  key,
  line,
  list,
  markdown,
  nothing,
  optionalLine,
  page,
  personRef,
  reason,
  secret,
  sensitivity,
  version,
} from './common.ts'
import { command, query } from './method.ts'

export { type ReviewState, reviewState, reviewStates } from '../domain/lifecycle.ts'

export const reviewRow = z.strictObject({
  id,
  key,
  revision: z.int(),
  title: z.string(),
  state: reviewState,
  stateSince: instant,
  label: sensitivity,
  facilitator: personRef.nullable(),
  incidentId: id,
  incidentKey: key,
  severity,
  resolvedAt: instant.nullable(),
  /** 48 hours after resolution, while the review is not yet written. */
  dueAt: instant.nullable(),
  openActions: z.int(),
  createdAt: instant,
  version,
})
export type ReviewRow = z.infer<typeof reviewRow>

export const section = z.strictObject({
  id: z.string(),
  title: z.string(),
  guidance: z.string(),
  prompts: z.array(z.string()),
  required: z.boolean(),
  markdown: z.string(),
  version,
})

export const approval = z.strictObject({
  id,
  kind: approvalKind,
  person: personRef,
  at: instant,
  comment: z.string(),
  contentSha256: z.string(),
  /** Why this approval no longer counts; null while it does. */
  voided: z.strictObject({ at: instant, reason: z.string() }).nullable(),
})

export const review = z.strictObject({
  ...reviewRow.shape,
  /** The state as a sentence, and whether the acting person may take the next step. */
  sentence: z.string(),
  /** What the acting person can do next; `refused` says in words why not. The first one that is allowed is the primary. */
  steps: z.array(
    z.strictObject({
      step: z.enum([
        'start-session',
        'finish-writing',
        'submit',
        'approve',
        'request-changes',
        'seal',
        'amend',
      ]),
      label: z.string(),
      refused: z.string().nullable(),
    }),
  ),
  template: z.strictObject({ id: z.string(), name: z.string(), version }),
  authors: z.array(personRef),
  sections: z.array(section),
  approvals: z.array(approval),
  amends: z.strictObject({ id, key, revision: z.int() }).nullable(),
  amendedBy: z.strictObject({ id, key, revision: z.int() }).nullable(),
  incident: z.strictObject({
    id,
    key,
    title: z.string(),
    severity,
    times: incidentTimes,
    impact: z.string(),
    services: z.array(z.strictObject({ id, name: z.string() })),
    version,
  }),
  /** Of the content as it was frozen for its approvals; empty while the review is being written. */
  contentSha256: z.string(),
  /** May the acting person edit; and if not, why. */
  readOnly: z.string().nullable(),
})
export type Review = z.infer<typeof review>

export const finding = z.strictObject({
  rule: z.string(),
  message: z.string(),
  place: z.strictObject({ kind: z.string(), id: z.string().optional() }),
  waivable: z.boolean(),
  /** What stands against it: nothing, a waiver that waits for its second person, or a waiver. */
  waiver: z
    .strictObject({
      id,
      reason: z.string(),
      requestedBy: personRef,
      requestedAt: instant,
      approvedBy: personRef.nullable(),
      approvedAt: instant.nullable(),
    })
    .nullable(),
})
export type Finding = z.infer<typeof finding>

export const historyEvent = z.strictObject({
  sequence: z.int(),
  at: instant,
  person: z.string(),
  method: z.string(),
  /** What happened, in words. */
  sentence: z.string(),
})

export const reviewsContract = {
  'reviews.list': query(
    z.strictObject({
      ...page.shape,
      search: z.string().max(300).default(''),
      states: z.array(reviewState).default([]),
      severity: z.array(severity).default([]),
      facilitatorId: id.optional(),
      incidentId: id.optional(),
      sort: z.enum(['key', 'title', 'state', 'due', 'created']).default('created'),
      order: z.enum(['asc', 'desc']).default('desc'),
    }),
    list(reviewRow),
  ),
  'reviews.get': query(z.strictObject({ id }), review),
  'reviews.create': command(
    z.strictObject({
      incidentId: id,
      templateId: z.string().max(100),
      title: optionalLine.default(''),
      facilitatorId: id.nullable().default(null),
      label: sensitivity.default('internal'),
    }),
    z.strictObject({ ...changed.shape, key }),
  ),
  'reviews.update': command(
    z.strictObject({
      id,
      version,
      title: line.optional(),
      facilitatorId: id.nullable().optional(),
      authorIds: z.array(id).max(50).optional(),
      label: sensitivity.optional(),
    }),
    changed,
  ),
  'reviews.saveSection': command(
    z.strictObject({ reviewId: id, sectionId: z.string().max(100), version, markdown }),
    z.strictObject({ version }),
  ),
  'reviews.addSection': command(
    z.strictObject({ reviewId: id, title: line }),
    z.strictObject({ sectionId: z.string() }),
  ),
  'reviews.removeSection': command(
    z.strictObject({ reviewId: id, sectionId: z.string().max(100), version }),
    nothing,
  ),
  /** draft → in session → written, and back while nothing was submitted. */
  'reviews.move': command(
    z.strictObject({ id, version, to: z.enum(['draft', 'in-session', 'written']) }),
    changed,
  ),
  /** written → technical validation; refused while findings are open. The content is frozen for the approvals. */
  'reviews.submit': command(z.strictObject({ id, version }), changed),
  /** The acting person signs the frozen content with their own key. */
  'reviews.approve': command(
    z.strictObject({ id, version, comment: z.string().max(2_000).default(''), passphrase: secret }),
    z.strictObject({ ...changed.shape, state: reviewState }),
  ),
  'reviews.requestChanges': command(z.strictObject({ id, version, reason }), changed),
  /** A new revision of a sealed review; the sealed one stays. */
  'reviews.amend': command(
    z.strictObject({ id, reason }),
    z.strictObject({ ...changed.shape, key, revision: z.int() }),
  ),
  'reviews.content': query(byReview, reviewContent),
  'reviews.readiness': query(
    byReview,
    z.strictObject({ findings: z.array(finding), open: z.int(), ready: z.boolean() }),
  ),
  'reviews.requestWaiver': command(
    z.strictObject({ reviewId: id, rule: z.string().max(200), reason }),
    z.strictObject({ id }),
  ),
  'reviews.approveWaiver': command(z.strictObject({ id }), nothing),
  'reviews.withdrawWaiver': command(z.strictObject({ id }), nothing),
  'reviews.history': query(z.strictObject({ reviewId: id, ...page.shape }), list(historyEvent)),
  /** Looks at who is the subject of a sentence; explains, asks a what-or-how question, and never blocks. */
  'reviews.checkWording': query(
    z.strictObject({ text: markdown }),
    z.array(
      z.strictObject({
        start: z.int(),
        end: z.int(),
        excerpt: z.string(),
        why: z.string(),
        question: z.string(),
      }),
    ),
  ),
}
