import {
  approvalsBehind,
  nextRevision,
  type ReviewState,
  type ReviewStep,
  stepBetween,
} from '#shared/domain/lifecycle.ts'
import { AfterwordError } from '#shared/errors.ts'
import type { Call } from '../call.ts'
import { newId } from '../ids.ts'
import { templateOf } from '../templates/templates.ts'
import type { Reader, Writer } from '../workspace/database.ts'
import { dutiesOf } from './duties.ts'
import { voidApprovals } from './edits.ts'
import { readinessOf } from './readiness.ts'
import { type ReviewRecordRow, reviewOf } from './store.ts'
import { refusalOf } from './view.ts'

/**
 * The step from where a review is; refused where there is none, where the acting person may not, or where findings are
 * open.
 */
export async function needStep(
  db: Reader | Writer,
  call: Call,
  review: ReviewRecordRow,
  to: ReviewState,
): Promise<ReviewStep> {
  const step = stepBetween(review.state, to)
  if (!step)
    throw new AfterwordError(
      'conflict',
      `${review.key} is in the state “${review.state}”; from there it cannot become “${to}”.`,
    )
  const template = await templateOf(db, review.templateId, review.templateVersion)
  const refused = refusalOf(step, template, await dutiesOf(db, review), call.person)
  if (refused) throw new AfterwordError('not-allowed', refused)
  if (step.readinessRequired) {
    const { findings, open } = await readinessOf(db, review)
    if (open > 0)
      throw new AfterwordError(
        'not-ready',
        `${open === 1 ? 'One finding is' : `${open} findings are`} open. Close ${open === 1 ? 'it' : 'them'}, or ask for a waiver.`,
        { findings: findings.filter((one) => !one.waiver?.approvedBy) },
      )
  }
  return step
}

/**
 * A move while nothing is submitted. Back from its approvers a review comes by an edit or by asking for changes, which
 * say why and void what was approved.
 */
export async function needMove(
  tx: Writer,
  call: Call,
  review: ReviewRecordRow,
  to: ReviewState,
): Promise<void> {
  const step = await needStep(tx, call, review, to)
  if (step.reasonRequired)
    throw new AfterwordError('conflict', `${review.key} was submitted. Ask for changes, and say why.`)
}

export async function setState(
  tx: Writer,
  call: Call,
  review: ReviewRecordRow,
  state: ReviewState,
  more: { frozenContent?: string | null; contentSha256?: string | null; changesAsked?: string | null } = {},
): Promise<number> {
  const version = review.version + 1
  // Somebody facilitates: where nobody was named, whoever takes the review on its way to its approvers.
  const facilitatorId = review.facilitatorId ?? (isUnderWay(state) ? call.person.id : null)
  await tx
    .updateTable('review')
    .set({ state, stateSince: call.at, version, facilitatorId, ...more })
    .where('id', '=', review.id)
    .execute()
  return version
}

function isUnderWay(state: ReviewState): boolean {
  return state === 'in-session' || state === 'written'
}

/** Back to being written, with the reason; what was approved no longer counts. */
export async function askForChanges(
  tx: Writer,
  call: Call,
  review: ReviewRecordRow,
  reason: string,
): Promise<number> {
  await needStep(tx, call, review, 'written')
  await voidApprovals(tx, call, review.id, `Changes were asked for: ${reason}`)
  const nothing = { frozenContent: null, contentSha256: null }
  return setState(tx, call, review, 'written', { ...nothing, changesAsked: reason })
}

/** Seals an approved review in the transaction of the export that seals it. */
export async function sealReview(tx: Writer, call: Call, reviewId: string): Promise<void> {
  const review = await reviewOf(tx, reviewId)
  await needStep(tx, call, review, 'sealed')
  const { approvals } = await dutiesOf(tx, review)
  if (!approvalsBehind('sealed').every((kind) => approvals.some((one) => one.kind === kind)))
    throw new AfterwordError(
      'not-ready',
      `${review.key} lacks an approval of its content, so it is not sealed.`,
    )
  await setState(tx, call, review, 'sealed')
}

/** The next revision of a sealed review: a copy to be written on; actions and evidence belong to all revisions. */
export async function amend(
  tx: Writer,
  call: Call,
  sealed: ReviewRecordRow,
  reason: string,
): Promise<{ id: string; version: number; key: string; revision: number }> {
  const next = nextRevision(sealed)
  if (!next) throw new AfterwordError('conflict', `${sealed.key} is not sealed; it can be edited as it is.`)
  const later = await tx
    .selectFrom('review')
    .select('id')
    .where('amendsId', '=', sealed.id)
    .executeTakeFirst()
  if (later)
    throw new AfterwordError('conflict', `${sealed.key} was amended already. Open its newest revision.`)
  const id = newId(call.now())
  const { authorIds, ...kept } = sealed
  await tx
    .insertInto('review')
    .values({
      ...kept,
      id,
      state: next.state,
      stateSince: call.at,
      revision: next.revision,
      authorIds: JSON.stringify([...new Set([...authorIds, call.person.id])]),
      amendsId: sealed.id,
      frozenContent: null,
      contentSha256: null,
      changesAsked: reason,
      createdAt: call.at,
      version: 1,
    })
    .execute()
  await copyParts(tx, call, sealed.id, id)
  return { id, version: 1, key: sealed.key, revision: next.revision }
}

async function copyParts(tx: Writer, call: Call, from: string, to: string): Promise<void> {
  for (const table of ['timelineEntry', 'factor'] as const) {
    const rows = await tx.selectFrom(table).selectAll().where('reviewId', '=', from).execute()
    for (const row of rows)
      await tx
        .insertInto(table)
        .values({ ...row, id: newId(call.now()), reviewId: to, version: 1 } as never)
        .execute()
  }
  for (const row of await tx.selectFrom('section').selectAll().where('reviewId', '=', from).execute())
    await tx
      .insertInto('section')
      .values({ ...row, reviewId: to, version: 1 })
      .execute()
}
