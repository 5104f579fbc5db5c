import { createHash } from 'node:crypto'
import type Database from 'better-sqlite3'
import { AfterwordError } from '#shared/errors.ts'
import { sql as first } from './migrations/0001-first.ts'

export interface Migration {
  name: string
  sql: string
}

/** Only forward, in this order, each in a transaction. One that was applied is never edited. */
export const migrations: Migration[] = [{ name: '0001-first', sql: first }]

const hashOf = (sql: string) => createHash('sha256').update(sql).digest('hex')

/** How many migrations are still to be applied. */
export function pendingMigrations(database: Database.Database, known = migrations): number {
  return known.length - applied(database).length
}

/**
 * Brings the database to the newest form.
 * @throws AfterwordError `not-allowed` where the database is newer, `corrupt` where an applied migration was edited.
 */
export function migrate(database: Database.Database, now: Date, known = migrations): void {
  const done = applied(database)
  if (done.length > known.length)
    throw new AfterwordError(
      'not-allowed',
      'This workspace was made by a newer Afterword. Open it with that version.',
    )
  for (const [index, row] of done.entries()) {
    const migration = known[index]!
    if (row.name !== migration.name || row.hash !== hashOf(migration.sql))
      throw new AfterwordError(
        'corrupt',
        `The change ${row.name} of this workspace’s form is not the one that Afterword knows.`,
      )
  }
  for (const migration of known.slice(done.length)) {
    database.transaction(() => {
      database.exec(migration.sql)
      database
        .prepare('INSERT INTO migration (name, hash, at) VALUES (?, ?, ?)')
        .run(migration.name, hashOf(migration.sql), now.toISOString())
    })()
  }
}

function applied(database: Database.Database): { name: string; hash: string }[] {
  database.exec(
    'CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY, hash TEXT NOT NULL, at TEXT NOT NULL) STRICT',
  )
  return database.prepare('SELECT name, hash FROM migration ORDER BY name').all() as {
    name: string
    hash: string
  }[]
}
