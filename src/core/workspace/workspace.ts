import { randomBytes } from 'node:crypto'
import { renameSync, statSync } from 'node:fs'
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type Database from 'better-sqlite3'
import type { Kysely } from 'kysely'
import type { LogLoss } from '#shared/domain/logLoss.ts'
import type { Role } from '#shared/domain/roles.ts'
import { AfterwordError } from '#shared/errors.ts'
import { newId } from '../ids.ts'
import { kyselyOf, openDatabase, type Reader } from './database.ts'
import { HeadFile } from './head.ts'
import { keyFileName, readKeyFile, unwrapKey, wrapKey, writeKeyFile } from './keyFile.ts'
import { creatingName, removeLeftovers } from './leftovers.ts'
import { lockWorkspace } from './lock.ts'
import { logLoss } from './logLoss.ts'
import { migrate, pendingMigrations } from './migrate.ts'
import { copySchema, schemaPages } from './schemaCopy.ts'
import { storageError } from './storageError.ts'
import type { Tables } from './tables.ts'

export const databaseName = 'workspace.db'
/** What stands in a folder in which a workspace was not yet finished. */
const ownNames =
  /^(workspace\.(db|lock)(-\w+)?|workspace\.json\.new|workspace\.(creating|head|schema(\.new)?)|evidence)$/

export interface ActingPerson {
  id: string
  name: string
  roles: Role[]
}

/** An open workspace: one process has it at a time. */
export interface Workspace {
  folder: string
  id: string
  key: Buffer
  read: Reader
  /** The same connection as `read`, for what kysely has no words for: full text. */
  reader: Kysely<Tables>
  write: Kysely<Tables>
  database: Database.Database
  /** Where the audit log ended after the last commit; written after each. */
  head: HeadFile
  /** What was found lost when it was opened. */
  loss: LogLoss | null
  /** Who acts. */
  person: ActingPerson | null
  /** Throws `not-found` where the folder was taken away: what is written then would be lost with nobody noticing. */
  needPlace(): void
  close(): Promise<void>
}

/**
 * Makes a workspace in an empty or new folder; `begin` writes what it begins with. It is one when all of that is there:
 * an error leaves nothing behind, and a folder in which a crash ended this is one to begin in again.
 */
export async function createWorkspace(
  folder: string,
  passphrase: string,
  now: Date,
  begin: (workspace: Workspace) => Promise<void> = async () => {},
): Promise<Workspace> {
  await needFree(folder)
  await makeFolder(folder)
  let workspace: Workspace | undefined
  try {
    await mkdir(join(folder, 'evidence'))
    await writeFile(join(folder, creatingName), '')
    const key = randomBytes(32)
    const id = newId(now)
    workspace = open(folder, id, key, now)
    await begin(workspace)
    await writeKeyFile(folder, await wrapKey(id, key, passphrase))
    await rm(join(folder, creatingName))
    return workspace
  } catch (error) {
    await workspace?.close().catch(() => undefined)
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}

/** By its parent first: of a disk that may only be read, Node says on the whole way that it is not there. */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(dirname(folder), { recursive: true })
    await mkdir(folder, { mode: 0o700 })
  } catch (error) {
    const { code } = error as { code?: string }
    if (code === 'EEXIST') return
    throw (
      storageError(error) ??
      new AfterwordError('conflict', `The folder ${folder} cannot be made (${code}). Choose another one.`)
    )
  }
}

/** @throws AfterwordError `conflict` where the folder holds something, `locked` where a workspace is just being made in it. */
async function needFree(folder: string): Promise<void> {
  const there = await readdir(folder).catch((error: { code?: string }): string[] => {
    if (error.code === 'ENOENT') return []
    throw new AfterwordError('conflict', `${folder} is not a folder that can be used. Choose another one.`)
  })
  if (!there.length) return
  const isUnfinished = there.includes(creatingName) && !there.includes(keyFileName)
  if (!isUnfinished || !there.every((name) => ownNames.test(name)))
    throw new AfterwordError('conflict', `${folder} is not empty. Choose a new folder for the workspace.`)
  lockWorkspace(folder, new Date()).release()
  await rm(folder, { recursive: true })
}

/** @throws AfterwordError not-found, not-allowed (passphrase, newer), locked, corrupt. */
export async function openWorkspace(folder: string, passphrase: string, now: Date): Promise<Workspace> {
  const file = await readKeyFile(folder)
  if (!statSync(join(folder, databaseName), { throwIfNoEntry: false })?.size)
    throw new AfterwordError(
      'corrupt',
      'The workspace’s database is gone or empty. Put it back, or restore the workspace from a backup.',
    )
  return open(folder, file.id, await unwrapKey(file, passphrase), now)
}

function open(folder: string, id: string, key: Buffer, now: Date): Workspace {
  const lock = lockWorkspace(folder, now)
  let database: Database.Database | undefined
  try {
    removeLeftovers(folder)
    const path = join(folder, databaseName)
    database = openDatabase(path, key)
    const pending = pendingMigrations(database)
    const fresh = database.prepare("SELECT count(*) AS n FROM sqlite_schema WHERE name = 'review'").get() as {
      n: number
    }
    if (pending > 0 && fresh.n > 0) {
      const copy = join(folder, `workspace-before-${now.toISOString().replace(/\W/g, '')}.db`)
      database.prepare('VACUUM INTO ?').run(`${copy}.part`)
      renameSync(`${copy}.part`, copy)
    }
    migrate(database, now)
    const head = new HeadFile(folder, key)
    const loss = lossOf(database, head)
    const reader = openDatabase(path, key, { readonly: true })
    const write = kyselyOf(database)
    const read = kyselyOf(reader)
    const writable = database
    const { dev, ino } = statSync(path)
    const isHere = () => {
      const found = statSync(path, { throwIfNoEntry: false })
      return found?.dev === dev && found.ino === ino
    }
    return {
      folder,
      id,
      key,
      read,
      reader: read,
      write,
      database: writable,
      head,
      loss,
      person: null,
      needPlace() {
        if (isHere()) return
        throw new AfterwordError(
          'not-found',
          `The workspace’s folder is no longer ${folder}: it was moved, replaced or deleted. Nothing was saved. Put it back, or close the workspace and open it where it is now.`,
        )
      },
      async close() {
        let schema: number[] | undefined
        try {
          await read.destroy()
          reader.close()
          writable.pragma('optimize')
          schema = schemaPages(writable)
        } catch {
          // A damaged database is told of by whoever reads it; it must not keep the workspace locked.
        } finally {
          await write.destroy()
          // kysely closes only what it has used; the last one that is closed takes the write-ahead log in.
          writable.close()
          head.close()
          if (schema && isHere()) keepSchema(folder, schema)
          key.fill(0)
          lock.release()
        }
      },
    }
  } catch (error) {
    database?.close()
    lock.release()
    throw error
  }
}

/** A log that cannot be read is told of by whoever reads it. */
function lossOf(database: Database.Database, head: HeadFile): LogLoss | null {
  try {
    return logLoss(database, head.read())
  } catch (error) {
    if (storageError(error)?.code === 'corrupt') return null
    throw error
  }
}

/** A help for bad days alone: where it cannot be written, it is written at the next closing. */
function keepSchema(folder: string, pages: number[]): void {
  try {
    copySchema(folder, databaseName, pages)
  } catch {
    // A full disk, or a folder that is gone.
  }
}
