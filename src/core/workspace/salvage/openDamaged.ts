import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type Database from 'better-sqlite3'
import { openDatabase } from '../database.ts'
import { databaseName } from '../workspace.ts'
import { copyReadable } from './copyReadable.ts'

export interface Damaged {
  /** Reads pages as they were written, or not at all. */
  strict: Database.Database | undefined
  /** Takes damaged pages too. */
  lenient: Database.Database | undefined
  /** What is to be said of where this was read from. */
  notes: string[]
}

/**
 * Opens copies of a workspace's database, so that the workspace itself is left as it is: with its write-ahead log, else
 * without it, else the copies that were made before the workspace's form was changed, the newest first.
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
  const log = `${databaseName}-wal`
  const former = readdirSync(folder)
    .filter((name) => /^workspace-before-\w+\.db$/.test(name))
    .sort()
    .reverse()
  const candidates = [
    ...(existsSync(join(folder, log)) ? [{ name: databaseName, withLog: true, note: '' }] : []),
    { name: databaseName, withLog: false, note: '' },
    ...former.map((name) => ({
      name,
      withLog: false,
      note: `${databaseName} cannot be opened at all. What is here comes from ${name}, a copy that was made before the workspace’s form was changed; what was done later is not in it.`,
    })),
  ]
  for (const { name, withLog, note } of candidates) {
    if (!existsSync(join(folder, name))) continue
    const copy = await copyOf(name, withLog)
    const strict = tryOpen(copy, key, false)
    const lenient = tryOpen(copy, key, true)
    if (!strict && !lenient) continue
    if (note) notes.push(note)
    if (!strict)
      notes.push('The beginning of the database is damaged, so what is read from it cannot be checked.')
    return { strict, lenient, notes }
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
