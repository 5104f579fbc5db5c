import { sql } from 'kysely'
import type { ReviewContent } from '#shared/domain/reviewContent.ts'
import type { ReviewRecord } from '#shared/domain/reviewRecord.ts'
import { roleNames } from '#shared/domain/roles.ts'
import { AfterwordError } from '#shared/errors.ts'
import type { Revoked } from '#verifier/revocations.ts'
import type { Call } from '../call.ts'
import { custodyOf } from '../evidence/custody.ts'
import { revokedCertificates } from '../identities/revoked.ts'
import type { ExtractedEvent } from '../packs/auditExtract.ts'
import { type LogState, signLogState } from '../packs/logState.ts'
import { namesOf } from '../people/people.ts'
import { canonical, reviewContentOf } from '../reviews/content.ts'
import { heldApprovals, type ReviewRecordRow, reviewOf } from '../reviews/store.ts'
import { templateOf } from '../templates/templates.ts'
import type { Reader } from '../workspace/database.ts'
import { eventsOf } from './logEvents.ts'
import { type EarlierPack, findEarlierPack } from './store.ts'

export interface GatheredReview {
  row: ReviewRecordRow
  content: ReviewContent
  /** The RFC 8785 text that approvals sign, and its SHA-256. */
  canonical: { text: string; sha256: string }
  /** Those that hold for this content, with their detached CMS. */
  approvals: { record: ReviewRecord['approvals'][number]; signature: Uint8Array }[]
  actionStatus: ReviewRecord['actionStatus']
  custody: ReviewRecord['custody']
}

export interface Gathered extends GatheredReview {
  audit: ReviewRecord['audit']
  events: ExtractedEvent[]
  log: LogState
  /** Certificates that the workspace has revoked. */
  revoked: Revoked[]
  earlier: EarlierPack | undefined
}

const MAX_ATTEMPTS = 5

/**
 * All that an export tells of a review, in one state of the log: what changes meanwhile is read again. `signer` is the
 * SHA-256 of the certificate that the export is signed with, if it is signed. Throws `not-found`, and `conflict` where others write
 * without pause.
 */
export async function gather(call: Call, reviewId: string, signer?: string): Promise<Gathered> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const log = await signLogState(call.workspace)
    const review = await gatherReview(call.read, reviewId)
    const earlier = await findEarlierPack(call.read, review.row)
    const events = await eventsOf(call.read, review, signer)
    const revoked = await revokedCertificates(call.read)
    const last = await lastSequence(call.read)
    if (last === log.tree.size) return { ...review, ...events, log, revoked, earlier }
  }
  throw new AfterwordError(
    'conflict',
    'The workspace is changed all the time. Export the review again in a moment.',
  )
}

export async function gatherReview(read: Reader, reviewId: string): Promise<GatheredReview> {
  const row = await reviewOf(read, reviewId)
  const content = await reviewContentOf(read, reviewId)
  const text = canonical(content)
  if (row.contentSha256 && row.contentSha256 !== text.sha256) {
    throw new AfterwordError(
      'corrupt',
      `What was frozen of ${row.key} is not what its approvals are about. Restore the workspace from a backup.`,
    )
  }
  return {
    row,
    content,
    canonical: text,
    approvals: await approvalsOf(read, row, text.sha256),
    actionStatus: await actionStatusOf(read, content),
    custody: await custodyOfExhibits(read, content),
  }
}

async function approvalsOf(read: Reader, row: ReviewRecordRow, contentSha256: string) {
  const held = (await heldApprovals(read, row.id)).filter((one) => one.contentSha256 === contentSha256)
  const name = await namesOf(
    read,
    held.map((one) => one.personId),
  )
  const { approval } = await templateOf(read, row.templateId, row.templateVersion)
  return held.map((one) => {
    const kind = one.kind as ReviewRecord['approvals'][number]['kind']
    return {
      record: {
        kind,
        person: name(one.personId),
        role: roleNames[approval[kind]],
        at: one.at,
        comment: one.comment,
        contentSha256: one.contentSha256,
        certificateSha256: one.certificateSha256,
      },
      signature: new Uint8Array(one.signature),
    }
  })
}

async function actionStatusOf(
  read: Reader,
  { actions }: ReviewContent,
): Promise<ReviewRecord['actionStatus']> {
  if (actions.length === 0) return []
  const rows = await read
    .selectFrom('action')
    .select(['key', 'state', 'ownerId', 'dueOn', 'closedAt', 'closureNote'])
    .where(
      'key',
      'in',
      actions.map(({ key }) => key),
    )
    .orderBy(sql`length(key)`)
    .orderBy('key')
    .execute()
  const name = await namesOf(
    read,
    rows.map(({ ownerId }) => ownerId),
  )
  return rows.map(({ ownerId, state, ...rest }) => ({
    ...rest,
    state: state as ReviewRecord['actionStatus'][number]['state'],
    owner: ownerId === null ? null : name(ownerId),
  }))
}

async function custodyOfExhibits(
  read: Reader,
  { exhibits }: ReviewContent,
): Promise<ReviewRecord['custody']> {
  const numbers = new Map(exhibits.map(({ id, number }) => [id, number]))
  const events = await custodyOf(read, [...numbers.keys()])
  return events.map(({ evidenceId, ...event }) => ({ exhibit: numbers.get(evidenceId)!, ...event }))
}

async function lastSequence(read: Reader): Promise<number> {
  const row = await read
    .selectFrom('auditEvent')
    .select((eb) => eb.fn.max('sequence').as('last'))
    .executeTakeFirst()
  return Number(row?.last ?? 0)
}
