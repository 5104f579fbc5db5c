import { randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { AfterwordError } from '#shared/errors.ts'
import { storedSize } from '../evidence/cipher.ts'
import { openFileSource } from '../packs/fileSource.ts'
import { type WrittenEntry, ZipWriter } from '../packs/zipWriter.ts'
import { syncFolder } from '../syncFolder.ts'
import { checkDatabase, type NamedBlob } from './backupDatabase.ts'
import {
  type BackupManifest,
  contentOf,
  macName,
  manifestMac,
  manifestName,
  maxFiles,
  openBackup,
} from './backupFormat.ts'
import { keyFileName } from './keyFile.ts'
import { databaseName, type Workspace } from './workspace.ts'

export interface LongWork {
  signal?: AbortSignal
  /** `progress` between 0 and 1. */
  progress?(progress: number, step: string): void
}

export interface BackupReport {
  files: number
  bytes: number
  /** Evidence that is not in the backup because its stored file is missing or cut off, by its SHA-256. */
  missing: string[]
}

/**
 * Writes everything of an open workspace into one file, encrypted as it is, and reads it back: the file gets its name
 * only when it was found whole. What is written meanwhile is not part of it. Evidence that cannot be read is named in the
 * report and in the backup. An error or a cancel leaves nothing behind.
 */
export async function backupWorkspace(
  workspace: Workspace,
  path: string,
  options: LongWork & { now: Date },
): Promise<BackupReport> {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.part`
  const copy = `${temporary}.db`
  try {
    options.progress?.(0, 'Copying the database')
    const copyOf = join(workspace.folder, databaseName)
    const blobs = await checkDatabase({ path: copy, key: workspace.key, copyOf }, options.signal)
    if (blobs.length > maxFiles - 2)
      throw new AfterwordError('not-allowed', `A backup holds at most ${maxFiles} files of evidence.`)
    const file = await open(temporary, 'wx', 0o600)
    let report: BackupReport
    try {
      report = await write(workspace, file, copy, blobs, options)
      await file.sync()
    } finally {
      await file.close()
    }
    await verify(workspace, temporary, report.bytes, options)
    await rename(temporary, path)
    await syncFolder(dirname(path))
    return report
  } finally {
    await rm(temporary, { force: true })
    await rm(copy, { force: true })
  }
}

async function write(
  workspace: Workspace,
  file: FileHandle,
  copy: string,
  blobs: NamedBlob[],
  options: LongWork & { now: Date },
): Promise<BackupReport> {
  const zip = new ZipWriter(file, options.now)
  const files: WrittenEntry[] = []
  const missing: string[] = []
  const databaseSize = (await stat(copy)).size
  const total = blobs.reduce((sum, blob) => sum + storedSize(blob.size), databaseSize)
  let bytes = 0
  const add = async (name: string, path: string, size: number) => {
    options.signal?.throwIfAborted()
    const content = createReadStream(path, { highWaterMark: 256 * 1024, signal: options.signal })
    const entry = await zip.add({ name, method: 'store', size, content })
    files.push(entry)
    bytes += size
    options.progress?.((bytes / total) * 0.5, 'Writing the backup')
  }
  const keyFile = await readFile(join(workspace.folder, keyFileName))
  files.push(await zip.addBytes(keyFileName, keyFile, 'store'))
  await add(databaseName, copy, databaseSize)
  for (const { sha256, size } of blobs) {
    const name = `evidence/${sha256.slice(0, 2)}/${sha256.slice(2)}`
    const path = join(workspace.folder, name)
    const found = await stat(path).catch(() => undefined)
    if (found?.size === storedSize(size)) await add(name, path, found.size)
    else missing.push(sha256)
  }
  const manifest: BackupManifest = {
    format: 'afterword-backup/1',
    workspaceId: workspace.id,
    madeAt: options.now.toISOString(),
    files,
    missing,
  }
  const text = Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`)
  await zip.addBytes(manifestName, text, 'store')
  await zip.addBytes(macName, Buffer.from(manifestMac(workspace.key, text)), 'store')
  await zip.finish()
  return { files: files.length, bytes, missing }
}

/** Reads all of a backup back from the disk and holds it against its manifest. */
async function verify(workspace: Workspace, path: string, total: number, options: LongWork): Promise<void> {
  const source = await openFileSource(path)
  try {
    const backup = await openBackup(source)
    backup.checkMaker(workspace.key)
    let read = 0
    for (const file of backup.manifest.files) {
      for await (const piece of contentOf(backup, file)) {
        options.signal?.throwIfAborted()
        read += piece.length
      }
      options.progress?.(Math.min(1, 0.5 + (read / total) * 0.5), 'Reading the backup back')
    }
  } finally {
    await source.close()
  }
}
