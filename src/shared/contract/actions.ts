import { z } from 'zod'
import { actionState } from '../domain/actions.ts'
import {
  changed,
  day,
  id,
  instant,
  key,
  line,
  list,
  note,
  nothing,
  page,
  personRef,
  reason,
  version,
} from './common.ts'
import { command, query } from './method.ts'

export { actionState } from '../domain/actions.ts'
export const actionPriority = z.enum(['high', 'medium', 'low'])

export const actionRow = z.strictObject({
  id,
  key,
  title: z.string(),
  reviewId: id,
  reviewKey: key,
  owner: personRef.nullable(),
  dueOn: day.nullable(),
  overdue: z.boolean(),
  state: actionState,
  priority: actionPriority,
  createdAt: instant,
  closedAt: instant.nullable(),
  version,
})
export type ActionRow = z.infer<typeof actionRow>

export const action = z.strictObject({
  ...actionRow.shape,
  detail: z.string(),
  criterion: z.string(),
  closureNote: z.string(),
  evidenceIds: z.array(id),
  /** What keeps this action from being one that can be tracked; advice, never a block. */
  advice: z.array(z.string()),
  dueChanges: z.array(
    z.strictObject({
      from: day.nullable(),
      to: day.nullable(),
      reason: z.string(),
      person: personRef,
      at: instant,
    }),
  ),
})
export type Action = z.infer<typeof action>

export const actionsContract = {
  'actions.list': query(
    z.strictObject({
      ...page.shape,
      search: z.string().max(300).default(''),
      reviewId: id.optional(),
      ownerId: id.optional(),
      states: z.array(actionState).default([]),
      overdueOnly: z.boolean().default(false),
      sort: z.enum(['key', 'title', 'due', 'state', 'owner', 'created']).default('due'),
      order: z.enum(['asc', 'desc']).default('asc'),
    }),
    list(actionRow),
  ),
  'actions.get': query(z.strictObject({ id }), action),
  'actions.add': command(
    z.strictObject({
      reviewId: id,
      title: line,
      detail: note.default(''),
      ownerId: id.nullable().default(null),
      dueOn: day.nullable().default(null),
      criterion: note.default(''),
      priority: actionPriority.default('medium'),
    }),
    z.strictObject({ ...changed.shape, key }),
  ),
  /** What was agreed (title, detail, criterion) is part of the review's content; owner and priority may go on changing. */
  'actions.update': command(
    z.strictObject({
      id,
      version,
      title: line.optional(),
      detail: note.optional(),
      criterion: note.optional(),
      ownerId: id.nullable().optional(),
      priority: actionPriority.optional(),
    }),
    changed,
  ),
  'actions.changeDue': command(
    z.strictObject({ id, version, dueOn: day.nullable(), reason: z.string().trim().max(2_000).default('') }),
    changed,
  ),
  'actions.start': command(z.strictObject({ id, version }), changed),
  /** Closed with proof: a note on how the criterion is met, and evidence where there is some. */
  'actions.close': command(
    z.strictObject({ id, version, note: reason, evidenceIds: z.array(id).max(100).default([]) }),
    changed,
  ),
  /** Not to be done: a reason, by somebody who does not own the action. */
  'actions.decline': command(z.strictObject({ id, version, reason }), changed),
  'actions.reopen': command(z.strictObject({ id, version, reason }), changed),
  'actions.remove': command(z.strictObject({ id, version }), nothing),
}
