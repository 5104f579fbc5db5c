import { sql } from 'kysely'
import type { Action, ActionRow } from '#shared/contract/actions.ts'
import type { Input } from '#shared/contract/index.ts'
import { lintAction } from '#shared/domain/actionLint.ts'
import { type ActionState, isOverdue } from '#shared/domain/actions.ts'
import { AfterwordError } from '#shared/errors.ts'
import type { Call } from '../call.ts'
import { byNumber, nextKey } from '../keys.ts'
import { anyContains, offsetOf, pageOf } from '../paging.ts'
import { namesOf } from '../people/people.ts'
import { revisionsOf } from '../reviews/store.ts'
import type { Reader, Writer } from '../workspace/database.ts'

export async function actionOf(db: Reader | Writer, id: string) {
  const row = await db.selectFrom('action').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new AfterwordError('not-found', 'This action is no longer there.')
  return { ...row, state: row.state as ActionState, evidenceIds: JSON.parse(row.evidenceIds) as string[] }
}

/** A page of actions; `today` (a day) says what is overdue. Those without a due date come last. */
export async function listActions(db: Reader, input: Input<'actions.list'>, today: string) {
  let found = db.selectFrom('action')
  if (input.reviewId) found = found.where('action.reviewId', 'in', revisionsOf(db, input.reviewId))
  if (input.ownerId) found = found.where('action.ownerId', '=', input.ownerId)
  if (input.states.length) found = found.where('action.state', 'in', input.states)
  if (input.overdueOnly)
    found = found.where('action.dueOn', '<', today).where('action.state', 'in', ['open', 'in-progress'])
  const { search } = input
  if (search.trim())
    found = found.where((eb) =>
      eb.or([
        anyContains(['action.title', 'action.key'], search),
        eb(
          'action.ownerId',
          'in',
          eb
            .selectFrom('person')
            .select('person.id')
            .where(anyContains(['person.name'], search)),
        ),
      ]),
    )
  const { total } = await found.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const { order } = input
  // Among words the index of titles, which holds all that is looked at, is read; `+` keeps SQLite from another one.
  const due = search.trim() ? sql`+"action"."dueOn"` : sql`"action"."dueOn"`
  const sorted = {
    key: byNumber('action.key', 'plain'),
    title: [sql`"action"."title" COLLATE NOCASE`],
    due: [due],
    state: [sql`"action"."state"`],
    owner: [sql`(SELECT "name" FROM "person" WHERE "person"."id" = "action"."ownerId")`],
    created: [sql`"action"."createdAt"`],
  }[input.sort]
  const isOptional = input.sort === 'due' || input.sort === 'owner'
  let ordered = found.select('action.id')
  for (const one of sorted)
    ordered = ordered.orderBy(one, (by) => {
      const directed = order === 'asc' ? by.asc() : by.desc()
      return isOptional ? directed.nullsLast() : directed
    })
  const ids = await ordered
    .orderBy('action.id', order)
    .limit(input.limit)
    .offset(offsetOf(input.cursor))
    .execute()
  const rows = await actionRows(
    db,
    ids.map((row) => row.id),
    today,
  )
  return pageOf(rows, total, input)
}

/** Rows for lists, in the order of the ids. */
async function actionRows(db: Reader, ids: readonly string[], today: string): Promise<ActionRow[]> {
  if (!ids.length) return []
  const rows = await db
    .selectFrom('action')
    .innerJoin('review', 'review.id', 'action.reviewId')
    .selectAll('action')
    .select('review.key as reviewKey')
    .where('action.id', 'in', ids)
    .execute()
  const name = await namesOf(
    db,
    rows.map((row) => row.ownerId),
  )
  const byId = new Map(rows.map((row) => [row.id, rowOf(row, today, name)]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

type Row = Awaited<ReturnType<typeof actionOf>>

function rowOf(
  row: Omit<Row, 'evidenceIds' | 'state'> & { reviewKey: string; state: string },
  today: string,
  name: Awaited<ReturnType<typeof namesOf>>,
): ActionRow {
  const state = row.state as ActionState
  return {
    id: row.id,
    key: row.key,
    title: row.title,
    reviewId: row.reviewId,
    reviewKey: row.reviewKey,
    owner: row.ownerId ? name(row.ownerId) : null,
    dueOn: row.dueOn,
    overdue: isOverdue({ state, dueOn: row.dueOn }, today),
    state,
    priority: row.priority as ActionRow['priority'],
    createdAt: row.createdAt,
    closedAt: row.closedAt,
    version: row.version,
  }
}

export async function viewAction(db: Reader, id: string, today: string): Promise<Action> {
  const row = await actionOf(db, id)
  const { key: reviewKey } = await db
    .selectFrom('review')
    .select('key')
    .where('id', '=', row.reviewId)
    .executeTakeFirstOrThrow()
  const changes = await db
    .selectFrom('actionDueChange')
    .selectAll()
    .where('actionId', '=', id)
    .orderBy('id')
    .execute()
  const name = await namesOf(db, [row.ownerId, ...changes.map((one) => one.personId)])
  const advice = lintAction({
    title: row.title,
    owner: row.ownerId && name(row.ownerId).name,
    dueOn: row.dueOn,
    criterion: row.criterion,
  })
  return {
    ...rowOf({ ...row, reviewKey }, today, name),
    detail: row.detail,
    criterion: row.criterion,
    closureNote: row.closureNote,
    evidenceIds: row.evidenceIds,
    advice: advice.map((one) => one.message),
    dueChanges: changes.map((one) => ({
      from: one.fromDay,
      to: one.toDay,
      reason: one.reason,
      person: name(one.personId),
      at: one.at,
    })),
  }
}

/** Adds an action; answers its key. */
export async function insertAction(
  tx: Writer,
  call: Call,
  action: {
    id: string
    reviewId: string
    title: string
    detail: string
    ownerId: string | null
    dueOn: string | null
    criterion: string
    priority: 'high' | 'medium' | 'low'
  },
): Promise<string> {
  const key = await nextKey(tx, 'action', call.at)
  await tx
    .insertInto('action')
    .values({
      ...action,
      key,
      state: 'open',
      closureNote: '',
      evidenceIds: '[]',
      createdAt: call.at,
      version: 1,
    })
    .execute()
  return key
}
