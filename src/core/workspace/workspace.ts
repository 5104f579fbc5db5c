import { randomBytes } from 'node:crypto'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type Database from 'better-sqlite3'
import type { Kysely } from 'kysely'
import type { Role } from '#shared/domain/roles.ts'
import { AfterwordError } from '#shared/errors.ts'
import { newId } from '../ids.ts'
import { kyselyOf, openDatabase, type Reader } from './database.ts'
import { readKeyFile, unwrapKey, wrapKey, writeKeyFile } from './keyFile.ts'
import { lockWorkspace } from './lock.ts'
import { migrate, pendingMigrations } from './migrate.ts'
import type { Tables } from './tables.ts'

export const databaseName = 'workspace.db'

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
  /** Who acts. */
  person: ActingPerson | null
  close(): Promise<void>
}

/** Makes a workspace in an empty or new folder, with nothing in it yet. */
export async function createWorkspace(folder: string, passphrase: string, now: Date): Promise<Workspace> {
  const there = await readdir(folder).catch(() => [])
  if (there.length)
    throw new AfterwordError('conflict', `${folder} is not empty. Choose a new folder for the workspace.`)
  await mkdir(join(folder, 'evidence'), { recursive: true })
  const key = randomBytes(32)
  const id = newId(now)
  try {
    const workspace = open(folder, id, key, now)
    await writeKeyFile(folder, await wrapKey(id, key, passphrase))
    return workspace
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}

/** @throws AfterwordError not-found, not-allowed (passphrase, newer), locked, corrupt. */
export async function openWorkspace(folder: string, passphrase: string, now: Date): Promise<Workspace> {
  const file = await readKeyFile(folder)
  return open(folder, file.id, await unwrapKey(file, passphrase), now)
}

function open(folder: string, id: string, key: Buffer, now: Date): Workspace {
  const lock = lockWorkspace(folder, now)
  let database: Database.Database | undefined
  try {
    const path = join(folder, databaseName)
    database = openDatabase(path, key)
    const pending = pendingMigrations(database)
    const fresh = database.prepare("SELECT count(*) AS n FROM sqlite_schema WHERE name = 'review'").get() as {
      n: number
    }
    if (pending > 0 && fresh.n > 0) {
      const stamp = now.toISOString().replace(/\W/g, '')
      database.prepare('VACUUM INTO ?').run(join(folder, `workspace-before-${stamp}.db`))
    }
    migrate(database, now)
    const reader = openDatabase(path, key, { readonly: true })
    const write = kyselyOf(database)
    const read = kyselyOf(reader)
    const writable = database
    return {
      folder,
      id,
      key,
      read,
      reader: read,
      write,
      database: writable,
      person: null,
      async close() {
        try {
          await read.destroy()
          writable.pragma('optimize')
        } catch {
          // A damaged database is told of by whoever reads it; it must not keep the workspace locked.
        } finally {
          await write.destroy()
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
