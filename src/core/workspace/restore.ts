import { randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { AfterwordError } from '#shared/errors.ts'
import { storedSize } from '../evidence/cipher.ts'
import { openFileSource } from '../packs/fileSource.ts'
import { syncFolder } from '../syncFolder.ts'
import type { LongWork } from './backup.ts'
import { checkDatabase, type NamedBlob } from './backupDatabase.ts'
import { type Backup, type BackupManifest, contentOf, openBackup } from './backupFormat.ts'
import { keyFileName, unwrapKey } from './keyFile.ts'
import { type Lock, lockWorkspace } from './lock.ts'
import { databaseName } from './workspace.ts'

/**
 * Makes a workspace from a backup, in a folder that is new or empty. All is written beside it first and checked, by its
 * hashes and against the database; the folder gets its name only then. An error or a cancel leaves nothing behind.
 * Answers the evidence that was missing already when the backup was made, by its SHA-256.
 * @throws AfterwordError `conflict` for a folder that holds something, `not-allowed` for another passphrase, `corrupt`
 * for what is no backup or damaged.
 */
export async function restoreWorkspace(
  path: string,
  folder: string,
  passphrase: string,
  options: LongWork = {},
): Promise<{ id: string; missing: string[] }> {
  const target = resolve(folder)
  await needEmpty(target)
  const source = await openBackupFile(path)
  try {
    const backup = await openBackup(source)
    const key = await unwrapKey(backup.keyFile, passphrase)
    backup.checkMaker(key)
    await mkdir(dirname(target), { recursive: true })
    await removeAbandoned(target)
    const temporary = `${target}.restoring-${randomBytes(6).toString('hex')}`
    await mkdir(temporary, { mode: 0o700 })
    let lock: Lock | undefined
    try {
      lock = lockWorkspace(temporary, new Date())
      const { files } = backup.manifest
      await unpack(
        backup,
        files.filter((file) => !isKeyFile(file)),
        temporary,
        options,
      )
      const database = { path: join(temporary, databaseName), key }
      checkEvidenceFiles(backup.manifest, await checkDatabase(database, options.signal))
      // Last: without it, a folder that a crash left behind is no workspace.
      await unpack(backup, files.filter(isKeyFile), temporary, {})
      await rmdir(target).catch(() => undefined)
      lock.release()
      lock = undefined
      await rename(temporary, target)
    } catch (error) {
      lock?.release()
      await rm(temporary, { recursive: true, force: true })
      throw error
    } finally {
      key.fill(0)
    }
    await syncFolder(dirname(target))
    return { id: backup.manifest.workspaceId, missing: backup.manifest.missing }
  } finally {
    await source.close()
  }
}

/** Removes what restores to this place left that were killed; one that is at work holds its lock. */
async function removeAbandoned(target: string): Promise<void> {
  const folder = dirname(target)
  const prefix = `${basename(target)}.restoring-`
  for (const name of await readdir(folder)) {
    if (!name.startsWith(prefix) || !/^[0-9a-f]{12}$/.test(name.slice(prefix.length))) continue
    try {
      lockWorkspace(join(folder, name), new Date()).release()
    } catch {
      continue
    }
    await rm(join(folder, name), { recursive: true })
  }
}

/** @throws AfterwordError `conflict` where the folder is there and holds something. */
export async function needEmpty(folder: string, use = 'the workspace'): Promise<void> {
  const there = await readdir(folder).catch((error: { code?: string }) => {
    if (error.code === 'ENOENT') return []
    throw new AfterwordError('conflict', `${folder} is not a folder. Choose a new folder for ${use}.`)
  })
  if (there.length)
    throw new AfterwordError('conflict', `${folder} is not empty. Choose a new folder for ${use}.`)
}

async function openBackupFile(path: string) {
  try {
    return await openFileSource(path)
  } catch (error) {
    const { code } = error as { code?: string }
    throw new AfterwordError(
      'not-found',
      `The backup cannot be read (${code}). Check its name and the rights on it.`,
    )
  }
}

type BackupFile = BackupManifest['files'][number]
const isKeyFile = (file: BackupFile) => file.name === keyFileName

async function unpack(
  backup: Backup,
  files: BackupFile[],
  folder: string,
  { signal, progress }: LongWork,
): Promise<void> {
  const total = files.reduce((sum, file) => sum + file.size, 0)
  let written = 0
  await mkdir(join(folder, 'evidence'), { recursive: true, mode: 0o700 })
  for (const file of files) {
    signal?.throwIfAborted()
    // The manifest's schema lets no other names pass, so none leaves the folder.
    const path = join(folder, file.name)
    await mkdir(dirname(path), { recursive: true })
    const to = createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true })
    await pipeline(contentOf(backup, file), to, { signal })
    written += file.size
    progress?.(written / Math.max(1, total), 'Restoring')
  }
}

/** Every file belongs to evidence of the database, with its right size, and none is missing beyond those known. */
function checkEvidenceFiles(manifest: BackupManifest, blobs: NamedBlob[]): void {
  const sizes = new Map(manifest.files.map((file) => [file.name, file.size]))
  const missing = new Set(manifest.missing)
  const fits = blobs.every(({ sha256, size }) => {
    const found = sizes.get(`evidence/${sha256.slice(0, 2)}/${sha256.slice(2)}`)
    return found === undefined ? missing.has(sha256) : found === storedSize(size)
  })
  const expected = blobs.filter((blob) => !missing.has(blob.sha256)).length + 2
  if (!fits || expected !== manifest.files.length)
    throw new AfterwordError(
      'corrupt',
      'The evidence in this backup is not what its database names. Nothing was changed. Try another backup.',
    )
}
