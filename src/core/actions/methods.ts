import { type ActionStepName, moveAction } from '#shared/domain/actions.ts'
import { mayApproveWontDo } from '#shared/domain/separation.ts'
import { AfterwordError } from '#shared/errors.ts'
import type { Call } from '../call.ts'
import { needKey } from '../identities/identities.ts'
import { newId } from '../ids.ts'
import { implement } from '../implement.ts'
import { needActive } from '../people/people.ts'
import { touchReview } from '../reviews/edits.ts'
import { needWithinLimits } from '../reviews/limits.ts'
import { needEvidence } from '../reviews/links.ts'
import { newestRevision, reviewOf } from '../reviews/store.ts'
import { current, given } from '../versions.ts'
import type { Writer } from '../workspace/database.ts'
import { handedOver } from './formerOwner.ts'
import { actionOf, insertAction, listActions, viewAction } from './store.ts'

const entities = ['actions', 'reviews']
const today = (call: Call) => call.at.slice(0, 10)

export const actionsMethods = implement({
  'actions.list': (call, input) => listActions(call.read, input, today(call)),
  'actions.get': (call, input) => viewAction(call.read, input.id, today(call)),
  async 'actions.add'(call, input) {
    call.need('actions.edit', 'add actions')
    await needActive(call.read, [input.ownerId])
    const id = newId(call.now())
    return call.write(
      async (tx, change) => {
        await touchReview(tx, call, input.reviewId, 'An action was added.')
        const key = await insertAction(tx, call, { ...input, id })
        await needWithinLimits(tx, input.reviewId, 'actions')
        change.subjects.push(`review:${input.reviewId}`, `action:${id}`)
        change.payload = { ...input, id, key }
        return { id, version: 1, key }
      },
      entities,
      null,
    )
  },
  async 'actions.update'(call, input) {
    call.need('actions.edit', 'change actions')
    return change(call, input, async (tx, action) => {
      if (input.ownerId && input.ownerId !== action.ownerId) await needActive(tx, [input.ownerId])
      const agreed = [input.title, input.detail, input.criterion].some((one) => one !== undefined)
      await touchContent(tx, call, action, agreed)
      return given({
        title: input.title,
        detail: input.detail,
        criterion: input.criterion,
        ownerId: input.ownerId,
        priority: input.priority,
      })
    })
  },
  async 'actions.changeDue'(call, input) {
    call.need('actions.edit', 'change actions')
    return change(call, input, async (tx, action) => {
      if (action.state === 'done' || action.state === 'wont-do')
        throw new AfterwordError(
          'conflict',
          `${action.key} is closed, and its due date stays as it was then. Reopen it to change the date.`,
        )
      if (action.dueOn && !input.reason)
        throw new AfterwordError('invalid-input', 'Say why the due date moves; it is kept with the action.')
      await touchContent(tx, call, action, false)
      await tx
        .insertInto('actionDueChange')
        .values({
          actionId: action.id,
          fromDay: action.dueOn,
          toDay: input.dueOn,
          reason: input.reason,
          personId: call.person.id,
          at: call.at,
        })
        .execute()
      return { dueOn: input.dueOn }
    })
  },
  'actions.start': (call, input) => move(call, input, 'start'),
  'actions.close': (call, input) => move(call, input, 'close', input.note, input.evidenceIds),
  'actions.decline': (call, input) => move(call, input, 'decline', input.reason),
  'actions.reopen': (call, input) => move(call, input, 'reopen', input.reason),
  async 'actions.remove'(call, input) {
    call.need('actions.edit', 'remove actions')
    await call.write(
      async (tx, change) => {
        const action = current(await actionOf(tx, input.id), input.version, 'action')
        if ((await reviewOf(tx, action.reviewId)).state === 'sealed')
          throw new AfterwordError(
            'not-allowed',
            'The action stands in a sealed revision, so it stays. Say that it will not be done.',
          )
        await touchReview(tx, call, action.reviewId, 'An action was removed.')
        await tx.deleteFrom('actionDueChange').where('actionId', '=', action.id).execute()
        await tx.deleteFrom('action').where('id', '=', action.id).execute()
        change.subjects.push(`review:${action.reviewId}`, `action:${action.id}`)
        change.payload = { ...input, key: action.key, title: action.title }
      },
      entities,
      null,
    )
    return {}
  },
})

/**
 * What was agreed of an action is content of the newest revision. So are owner, priority and due date while the revision
 * in which the action was agreed is written; later they follow the work, and touch nothing that was approved.
 */
async function touchContent(tx: Writer, call: Call, action: StoredAction, agreed: boolean): Promise<void> {
  const review = await reviewOf(tx, action.reviewId)
  const isWritten = ['draft', 'in-session', 'written'].includes(review.state)
  if (!agreed && !isWritten) return
  await touchReview(tx, call, await newestRevision(tx, review.key), 'An action was changed.')
}

type StoredAction = Awaited<ReturnType<typeof actionOf>>
type Columns = Partial<Omit<StoredAction, 'evidenceIds'> & { evidenceIds: string }>

function change(
  call: Call,
  input: { id: string; version: number },
  work: (tx: Writer, action: StoredAction) => Promise<Columns>,
): Promise<{ id: string; version: number }> {
  return call.write(
    async (tx, change) => {
      const action = current(await actionOf(tx, input.id), input.version, 'action')
      const columns = await work(tx, action)
      const version = action.version + 1
      await tx
        .updateTable('action')
        .set({ ...columns, version })
        .where('id', '=', action.id)
        .execute()
      await needWithinLimits(tx, action.reviewId, 'actions')
      const newest = await newestRevision(tx, (await reviewOf(tx, action.reviewId)).key)
      change.subjects.push(`action:${action.id}`, `review:${action.reviewId}`, `review:${newest}`)
      change.payload = { ...input, key: action.key }
      return { id: action.id, version }
    },
    entities,
    null,
  )
}

function move(
  call: Call,
  input: { id: string; version: number },
  name: ActionStepName,
  note = '',
  evidenceIds: string[] = [],
): Promise<{ id: string; version: number }> {
  call.need('actions.edit', 'change actions')
  return change(call, input, async (tx, action) => {
    if (name === 'decline') {
      const permission = mayApproveWontDo(call.person, { ownerId: action.ownerId, requestedBy: '' })
      if (!permission.allowed) throw new AfterwordError('not-allowed', permission.reason)
      const { id, name } = call.person
      if (await handedOver(tx, action.id, id))
        throw new AfterwordError(
          'not-allowed',
          `${name} owned this action and handed it over, so somebody else agrees that it will not be done.`,
        )
      await needKey(call, 'agree that an action will not be done')
    }
    await needEvidence(tx, action.reviewId, evidenceIds)
    const { criterion } = action
    const moved = moveAction(action.state, { name, criterion, note, evidenceIds })
    if (!moved.ok) throw new AfterwordError('not-allowed', moved.reason)
    const closed = moved.state === 'done' || moved.state === 'wont-do'
    const kept = [...new Set([...action.evidenceIds, ...evidenceIds])]
    return {
      state: moved.state,
      closedAt: closed ? call.at : null,
      ...(closed || name === 'reopen' ? { closureNote: note } : {}),
      evidenceIds: JSON.stringify(kept),
    }
  })
}
