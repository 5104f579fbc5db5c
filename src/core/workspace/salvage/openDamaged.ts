import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type Database from 'better-sqlite3'
import { openDatabase } from '../database.ts'
import { readSchemaCopy, schemaName } from '../schemaCopy.ts'
import { databaseName } from '../workspace.ts'
import { copyReadable } from './copyReadable.ts'
import { mendSchema } from './mendSchema.ts'

export interface Damaged {
  /** Reads pages as they were written, or not at all. */
  strict: Database.Database | undefined
  /** Takes damaged pages too. */
  lenient: Database.Database | undefined
  /** What is to be said of where this was read from. */
  notes: string[]
}

/**
 * Opens copies of a workspace's database, so that the workspace itself is left as it is: with its write-ahead log, with
 * the kept copies of its first pages where its own are damaged, else without the log; else the copies that were made
 * before the workspace's form was changed, the newest first.
 */
export async function openDamaged(folder: string, key: Buffer, scratch: string): Promise<Damaged> {
  const notes: string[] = []
  const copyOf = async (name: string, withLog: boolean): Promise<string> => {
    const copy = join(scratch, `${randomBytes(6).toString('hex')}.db`)
    const lost = await copyReadable(join(folder, name), copy)
    if (lost) notes.push(`The disk cannot read ${lost} bytes of ${name}.`)
    if (withLog) await copyReadable(join(folder, `${name}-wal`), `${copy}-wal`)
    return copy
  }
  const openCopy = async (name: string): Promise<Damaged | undefined> => {
    if (!existsSync(join(folder, name))) return undefined
    const copy = await copyOf(name, existsSync(join(folder, `${name}-wal`)))
    let strict = tryOpen(copy, key, false)
    const schema = strict || name !== databaseName ? undefined : readSchemaCopy(folder)
    if (schema && (await mendSchema(copy, key, schema))) {
      strict = tryOpen(copy, key, false)
      if (strict)
        notes.push(
          `The part of ${databaseName} that says which tables there are is damaged. It was taken from ${schemaName}.`,
        )
    }
    if (!strict) {
      await rm(`${copy}-wal`, { force: true })
      await rm(`${copy}-shm`, { force: true })
      strict = tryOpen(copy, key, false)
    }
    const lenient = tryOpen(copy, key, true)
    return strict || lenient ? { strict, lenient, notes } : undefined
  }
  const former = readdirSync(folder)
    .filter((name) => /^workspace-before-\w+\.db$/.test(name))
    .sort()
    .reverse()
  for (const name of [databaseName, ...former]) {
    const opened = await openCopy(name)
    if (!opened) continue
    if (name !== databaseName)
      notes.push(
        `${databaseName} cannot be opened at all. What is here comes from ${name}, a copy that was made before the workspace’s form was changed; what was done later is not in it.`,
      )
    if (!opened.strict)
      notes.push('The beginning of the database is damaged, so what is read from it cannot be checked.')
    return opened
  }
  notes.push(
    'The database cannot be opened at all: its beginning is damaged, or it is gone. Nothing of it could be read, and without it no evidence can be decrypted.',
  )
  return { strict: undefined, lenient: undefined, notes }
}

function tryOpen(path: string, key: Buffer, takesDamage: boolean): Database.Database | undefined {
  try {
    const database = openDatabase(path, key, { readonly: true, takesDamage })
    // An empty file is an empty database.
    if (database.prepare('SELECT count(*) FROM sqlite_schema').pluck().get()) return database
    database.close()
    return undefined
  } catch {
    return undefined
  }
}
