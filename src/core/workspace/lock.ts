import { rmSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { AfterwordError } from '#shared/errors.ts'

export interface Lock {
  release(): void
}

/**
 * Holds `workspace.lock` for this process.
 * @throws AfterwordError `locked` that names the process which has the workspace open.
 */
export function lockWorkspace(folder: string, now: Date): Lock {
  const lock = takeLock(join(folder, 'workspace.lock'), now)
  if ('release' in lock) return lock
  throw new AfterwordError(
    'locked',
    `This workspace is open already, by ${lock.heldBy}. Close it there first.`,
  )
}

/**
 * Takes a lock that is a file, or tells who has it. SQLite takes it from the operating system, so it ends with the
 * process, however that ends, and none is ever left behind. A file that is damaged is nobody's, and made anew.
 */
export function takeLock(path: string, now: Date): Lock | { heldBy: string } {
  try {
    return take(path, now)
  } catch (error) {
    const { code = '' } = error as { code?: string }
    if (!/^SQLITE_(NOTADB|CORRUPT)/.test(code)) throw error
    rmSync(path)
    return take(path, now)
  }
}

function take(path: string, now: Date): Lock | { heldBy: string } {
  const file = new Database(path, { timeout: 0 })
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
    const isHeld = (error as { code?: string }).code === 'SQLITE_BUSY'
    const holder = isHeld ? readHolder(file) : undefined
    file.close()
    if (!isHeld) throw error
    return {
      heldBy: holder ? `process ${holder.pid} on ${holder.host}, since ${holder.since}` : 'another process',
    }
  }
  return {
    release() {
      // Closing gives the lock back too; a disk that is gone must not keep anybody from going on.
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
