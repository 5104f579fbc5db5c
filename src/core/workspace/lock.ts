import { hostname } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { AfterwordError } from '#shared/errors.ts'

/**
 * Holds `workspace.lock` for this process. The lock is one that SQLite takes from the operating system, so it ends
 * with the process, however that ends, and none is ever left behind.
 * @throws AfterwordError `locked` that names the process which has the workspace open.
 */
export function lockWorkspace(folder: string, now: Date): { release(): void } {
  const file = new Database(join(folder, 'workspace.lock'), { timeout: 0 })
  try {
    file.exec(
      'CREATE TABLE IF NOT EXISTS holder (one INTEGER PRIMARY KEY CHECK (one = 1), pid INTEGER, host TEXT, since TEXT) STRICT',
    )
    file
      .prepare(
        'INSERT INTO holder VALUES (1, ?, ?, ?) ON CONFLICT (one) DO UPDATE SET pid = excluded.pid, host = excluded.host, since = excluded.since',
      )
      .run(process.pid, hostname(), now.toISOString())
    file.exec('BEGIN IMMEDIATE')
  } catch (error) {
    const holder = readHolder(file)
    file.close()
    if ((error as { code?: string }).code !== 'SQLITE_BUSY') throw error
    const who = holder ? `process ${holder.pid} on ${holder.host}, since ${holder.since}` : 'another process'
    throw new AfterwordError('locked', `This workspace is open already, by ${who}. Close it there first.`)
  }
  return {
    release() {
      file.exec('ROLLBACK')
      file.close()
    },
  }
}

function readHolder(file: Database.Database): { pid: number; host: string; since: string } | undefined {
  try {
    return file.prepare('SELECT pid, host, since FROM holder').get() as {
      pid: number
      host: string
      since: string
    }
  } catch {
    return undefined
  }
}
