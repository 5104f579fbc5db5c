import type { Stats } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import type { Input, Output } from '#shared/contract/index.ts'
import { formatKey } from '#shared/domain/keys.ts'
import type { Sensitivity } from '#shared/domain/reviewContent.ts'
import { AfterwordError } from '#shared/errors.ts'
import type { Call } from '../call.ts'
import { newId } from '../ids.ts'
import { nextNumber } from '../keys.ts'
import { needUnsealed, touchReview } from '../reviews/edits.ts'
import { needWithinLimits } from '../reviews/limits.ts'
import { reviewOf } from '../reviews/store.ts'
import type { Writer } from '../workspace/database.ts'
import type { Workspace } from '../workspace/workspace.ts'
import {
  discardBlob,
  findStored,
  keepBlob,
  openBlob,
  piecesOfBlob,
  type StagedBlob,
  stageBlob,
} from './blobs.ts'
import type { StoredFile } from './copyStored.ts'
import { recordCustody } from './custody.ts'

export { discardBlob, storedError } from './blobs.ts'
export { custodyOf, recordCustody } from './custody.ts'

/** 20 GiB: what a review can need, and no more than a disk can take by mistake. */
const maxFile = 20 * 2 ** 30

export interface EvidenceDetails {
  reviewId: string
  fileName: string
  mediaType: string
  title: string
  source: string
  effectiveFrom: string | null
  effectiveTo: string | null
  label: Sensitivity
  replaces: string | null
}

/**
 * The original bytes of stored evidence, by their SHA-256. The stream fails with AfterwordError `corrupt` where the
 * stored file was damaged, at the latest before its last piece: what ended well is whole.
 * @throws AfterwordError `not-found` where there is no such evidence or its file is missing, `corrupt` where its key
 * does not open.
 */
export function openEvidence(call: { workspace: Workspace }, sha256: string): Promise<Readable> {
  return openBlob(call.workspace, sha256)
}

/** The same piece by piece, each to be used up before the next one is asked for. */
export function piecesOfEvidence(call: { workspace: Workspace }, sha256: string): AsyncGenerator<Uint8Array> {
  return piecesOfBlob(call.workspace, sha256)
}

/**
 * Where it lies and what opens it, for a thread that copies it.
 * @throws AfterwordError as {@link openEvidence}.
 */
export function findEvidence(call: { workspace: Workspace }, sha256: string): Promise<StoredFile> {
  return findStored(call.workspace, sha256)
}

/** Takes a file in as evidence of a review: read once, hashed, encrypted, stored once; noted in custody and log. */
export async function addEvidence(call: Call, input: Input<'evidence.add'>): Promise<Output<'evidence.add'>> {
  call.need('evidence.add', 'add evidence')
  checkPeriod(input)
  needUnsealed(await reviewOf(call.read, input.reviewId))
  const file = call.state.files.get(input.file)
  const staged = await stageEvidence(call, file)
  try {
    return await call.write(
      async (tx, change) => {
        await touchReview(tx, call, input.reviewId, 'Evidence was added.')
        const details = { ...input, fileName: file.name, mediaType: file.mediaType }
        const added = await recordEvidence(tx, call, staged, details)
        change.subjects.push(`review:${input.reviewId}`, `evidence:${added.id}`)
        const { file: _, ...named } = input
        change.payload = { ...named, fileName: file.name, size: staged.size, ...added }
        return added
      },
      ['evidence', 'reviews'],
      null,
    )
  } catch (error) {
    await discardBlob(call.workspace, staged)
    throw error
  }
}

/**
 * Reads a file in, encrypted and under a temporary name: what comes before the transaction. Hand it to
 * {@link recordEvidence}, and to `discardBlob` where the transaction fails.
 * @throws AfterwordError `not-found`, `invalid-input` for what is no file or too large, `conflict` where it changes
 * while it is read; errors of the disk as they come.
 */
export async function stageEvidence(
  call: { workspace: Workspace },
  file: { path: string; name: string },
): Promise<StagedBlob> {
  const source = await openSource(file)
  try {
    const before = await source.stat()
    if (!before.isFile()) throw new AfterwordError('invalid-input', `${file.name} is not a file.`)
    if (before.size > maxFile) throw tooLarge(file.name)
    const staged = await stageBlob(call.workspace, piecesOf(source, file.name))
    if (isSame(before, await source.stat()) && staged.size === before.size) return staged
    await discardBlob(call.workspace, staged)
    throw new AfterwordError(
      'conflict',
      `${file.name} was changed while it was read. Add it again when nothing writes into it.`,
    )
  } finally {
    await source.close()
  }
}

/**
 * Makes a staged file evidence of a review, in the caller's transaction; the caller looks after the review itself and
 * the audit event. Numbers go on over all revisions of a review and are never given twice.
 */
export async function recordEvidence(
  tx: Writer,
  call: Call,
  staged: StagedBlob,
  details: EvidenceDetails,
): Promise<{ id: string; version: number; number: string; sha256: string; known: boolean }> {
  const review = await tx
    .selectFrom('review')
    .select('key')
    .where('id', '=', details.reviewId)
    .executeTakeFirst()
  if (!review) throw new AfterwordError('not-found', 'This review is no longer there.')
  if (details.replaces) await needReplaceable(tx, details.replaces, review.key)
  const { known } = await keepBlob(tx, call.workspace, staged)
  const id = newId(call.now())
  const fileName = plainName(details.fileName)
  const number = formatKey({ kind: 'exhibit', number: await nextNumber(tx, `exhibit-${review.key}`) })
  await tx
    .insertInto('evidence')
    .values({
      id,
      reviewId: details.reviewId,
      number,
      title: details.title || fileName,
      fileName,
      mediaType: details.mediaType,
      sha256: staged.sha256,
      source: details.source,
      receivedAt: call.at,
      receivedBy: call.person.id,
      effectiveFrom: details.effectiveFrom,
      effectiveTo: details.effectiveTo,
      label: details.label,
      replacesId: details.replaces,
      version: 1,
    })
    .execute()
  await needWithinLimits(tx, details.reviewId, 'evidence')
  const from = details.source ? `From ${details.source}; ` : ''
  await recordCustody(tx, [id], 'received', `${from}${staged.size} bytes, SHA-256 ${staged.sha256}`, call)
  return { id, version: 1, number, sha256: staged.sha256, known }
}

export function checkPeriod(of: {
  effectiveFrom?: string | null | undefined
  effectiveTo?: string | null | undefined
}): void {
  if (of.effectiveFrom && of.effectiveTo && of.effectiveTo < of.effectiveFrom)
    throw new AfterwordError('invalid-input', 'The time that the evidence is about ends before it begins.')
}

async function needReplaceable(tx: Writer, id: string, reviewKey: string): Promise<void> {
  const row = await tx
    .selectFrom('evidence')
    .innerJoin('review', 'review.id', 'evidence.reviewId')
    .select(['review.key', 'evidence.number'])
    .where('evidence.id', '=', id)
    .executeTakeFirst()
  if (row?.key !== reviewKey)
    throw new AfterwordError('not-found', 'The evidence to be replaced is not part of this review.')
  const newer = await tx
    .selectFrom('evidence')
    .select('number')
    .where('replacesId', '=', id)
    .executeTakeFirst()
  if (newer)
    throw new AfterwordError(
      'conflict',
      `${row.number} was replaced by ${newer.number} already. Replace that one.`,
    )
}

async function openSource(file: { path: string; name: string }): Promise<FileHandle> {
  try {
    return await open(file.path, 'r')
  } catch (error) {
    const { code } = error as { code?: string }
    if (code === 'ENOENT')
      throw new AfterwordError('not-found', `The file ${file.name} cannot be found. Choose it again.`)
    throw new AfterwordError(
      'not-found',
      `The file ${file.name} cannot be read (${code}). Check the rights on it.`,
    )
  }
}

async function* piecesOf(source: FileHandle, name: string): AsyncGenerator<Uint8Array> {
  let size = 0
  for await (const piece of source.createReadStream({
    start: 0,
    autoClose: false,
    highWaterMark: 256 * 1024,
  })) {
    size += piece.length
    if (size > maxFile) throw tooLarge(name)
    yield piece as Buffer
  }
}

function isSame(before: Stats, after: Stats): boolean {
  return before.size === after.size && before.mtimeMs === after.mtimeMs
}

function tooLarge(name: string): AfterwordError {
  return new AfterwordError(
    'invalid-input',
    `${name} is larger than 20 GiB, which is more than evidence can have.`,
  )
}

/** The last part of a name, without what no file name holds. */
function plainName(given: string): string {
  const last = (given.toWellFormed().split(/[/\\]/).at(-1) ?? '').replace(/\p{Cc}/gu, '').trim()
  return [...(last || 'file')].slice(0, 255).join('')
}
