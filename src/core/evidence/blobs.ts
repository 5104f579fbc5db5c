import { randomBytes } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { AfterwordError } from '#shared/errors.ts'
import { syncFolder } from '../syncFolder.ts'
import type { Reader, Writer } from '../workspace/database.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { DamagedBlob, decryptFrom, encryptInto, release } from './cipher.ts'
import type { StoredFile } from './copyStored.ts'
import { unwrapFileKey, wrapFileKey } from './fileKey.ts'

/** A file that was read in and encrypted, but is not part of the workspace yet. */
export interface StagedBlob {
  sha256: string
  size: number
  temporary: string
  key: Buffer
  /** The stored file of the same hash that was found damaged or missing, and is replaced by this one. */
  mends: boolean
  /** Where it stands once it was kept. */
  kept: string | null
}

/** Temporary files of this process that are being written or wait for their transaction. */
const staging = new Set<string>()
export const isStaging = (path: string) => staging.has(path)

export const evidenceFolder = (workspace: Workspace) => join(workspace.folder, 'evidence')

/** `evidence/ab/cdef…`, by the SHA-256 of the original. */
export function blobPath(workspace: Workspace, sha256: string): string {
  return join(evidenceFolder(workspace), sha256.slice(0, 2), sha256.slice(2))
}

/** Reads a file in: encrypted beside the others under a temporary name, flushed. An error leaves nothing behind. */
export async function stageBlob(
  workspace: Workspace,
  source: AsyncIterable<Uint8Array>,
): Promise<StagedBlob> {
  workspace.needPlace()
  const folder = evidenceFolder(workspace)
  await mkdir(folder, { recursive: true })
  const temporary = join(folder, `${randomBytes(12).toString('hex')}.part`)
  const key = randomBytes(32)
  staging.add(temporary)
  try {
    const file = await open(temporary, 'wx', 0o600)
    let written: { size: number; sha256: string }
    try {
      written = await encryptInto(file, key, source)
      await file.sync()
    } finally {
      await file.close()
    }
    const mends = (await findBlob(workspace.read, written.sha256))
      ? (await blobProblem(workspace, written.sha256)) !== undefined
      : false
    return { ...written, temporary, key, mends, kept: null }
  } catch (error) {
    await removeTemporary(temporary)
    throw error
  }
}

/**
 * Makes a staged file part of the workspace, in the transaction that tells of it. The rename stands before the commit:
 * a crash between them leaves a file that no row names, which the next add of it replaces and a check removes.
 */
export async function keepBlob(
  tx: Writer,
  workspace: Workspace,
  staged: StagedBlob,
): Promise<{ known: boolean }> {
  const { sha256, size } = staged
  const row = await findBlob(tx, sha256)
  if (row && !staged.mends) {
    await removeTemporary(staged.temporary)
    return { known: true }
  }
  const path = blobPath(workspace, sha256)
  await mkdir(dirname(path), { recursive: true })
  await rename(staged.temporary, path)
  staged.kept = path
  staging.delete(staged.temporary)
  await syncFolder(dirname(path))
  await syncFolder(evidenceFolder(workspace))
  const wrappedKey = wrapFileKey(workspace.key, staged.key, sha256)
  await tx
    .insertInto('blob')
    .values({ sha256, size, wrappedKey })
    .onConflict((conflict) => conflict.column('sha256').doUpdateSet({ wrappedKey }))
    .execute()
  return { known: row !== undefined }
}

/** After a transaction that failed: removes what was staged, and what no row names. */
export async function discardBlob(workspace: Workspace, staged: StagedBlob): Promise<void> {
  await removeTemporary(staged.temporary)
  if (staged.kept) await removeUnnamed(workspace, staged.sha256)
}

/** Removes a stored file unless a row names it. One transaction at a time: none is just about to. */
export async function removeUnnamed(workspace: Workspace, sha256: string): Promise<boolean> {
  return workspace.write.transaction().execute(async (tx) => {
    if (await findBlob(tx, sha256)) return false
    await rm(blobPath(workspace, sha256), { force: true })
    return true
  })
}

/** Why the stored file is not as it was put in; undefined where it is. Reads all of it. */
export async function blobProblem(
  workspace: Workspace,
  sha256: string,
  see: (bytes: number) => void = () => {},
): Promise<{ kind: 'missing' | 'damaged'; message: string } | undefined> {
  try {
    for await (const piece of piecesOfBlob(workspace, sha256)) see(piece.length)
    return undefined
  } catch (error) {
    if (!(error instanceof AfterwordError)) throw error
    return { kind: error.code === 'not-found' ? 'missing' : 'damaged', message: error.message }
  }
}

/**
 * The original bytes of a stored file. The stream fails with `corrupt` where the file was damaged, at the latest before
 * its last piece.
 * @throws AfterwordError `not-found` where the file is missing, `corrupt` where its key does not open.
 */
export async function openBlob(workspace: Workspace, sha256: string): Promise<Readable> {
  const { file, pieces } = await decrypted(workspace, sha256)
  const stream = Readable.from(named(pieces, sha256))
  // Also where nobody ever reads: a generator that was not started has no end.
  stream.once('close', () => void file.close().catch(() => undefined))
  return stream
}

/** The same piece by piece, each to be used up before the next one is asked for: its memory is given back then. */
export async function* piecesOfBlob(workspace: Workspace, sha256: string): AsyncGenerator<Buffer> {
  const { file, pieces } = await decrypted(workspace, sha256)
  try {
    for await (const piece of named(pieces, sha256))
      try {
        yield piece
      } finally {
        release(piece)
      }
  } finally {
    await file.close()
  }
}

async function decrypted(workspace: Workspace, sha256: string) {
  const { path, key, size } = await findStored(workspace, sha256)
  const file = await open(path, 'r').catch((error: unknown) => {
    throw storedError(error, sha256)
  })
  return { file, pieces: decryptFrom(file, Buffer.from(key), { size, sha256 }) }
}

/**
 * Where a stored file lies and what opens it, for a thread that copies it.
 * @throws AfterwordError `not-found`, `corrupt` where its key does not open.
 */
export async function findStored(workspace: Workspace, sha256: string): Promise<StoredFile> {
  const row = await findBlob(workspace.read, sha256)
  if (!row) throw new AfterwordError('not-found', `There is no evidence with the SHA-256 ${sha256}.`)
  const path = blobPath(workspace, sha256)
  try {
    return { path, size: row.size, sha256, key: unwrapFileKey(workspace.key, row.wrappedKey, sha256) }
  } catch (error) {
    throw storedError(error, sha256)
  }
}

async function* named(pieces: AsyncGenerator<Buffer>, sha256: string): AsyncGenerator<Buffer> {
  try {
    yield* pieces
  } catch (error) {
    throw storedError(error, sha256)
  }
}

/** What is said of a stored file that is not there or not as it was put in; other errors stay as they are. */
export function storedError(error: unknown, sha256: string): unknown {
  const { code, syscall } = error as { code?: string; syscall?: string }
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new AfterwordError(
      'not-found',
      `The stored file with the SHA-256 ${sha256} is missing. Restore it from a backup, or add the original again.`,
    )
  const isUnreadable = code === 'EIO' && syscall !== 'write'
  const why =
    error instanceof DamagedBlob ? error.message : isUnreadable ? 'the disk cannot read it' : undefined
  if (!why) return error
  return new AfterwordError(
    'corrupt',
    `The stored file with the SHA-256 ${sha256} is damaged: ${why}. Restore it from a backup, or add the original again.`,
  )
}

function findBlob(db: Reader | Writer, sha256: string) {
  return db.selectFrom('blob').select(['size', 'wrappedKey']).where('sha256', '=', sha256).executeTakeFirst()
}

async function removeTemporary(path: string): Promise<void> {
  await rm(path, { force: true })
  staging.delete(path)
}
