import type Database from 'better-sqlite3'
import type { LogLoss } from '#shared/domain/logLoss.ts'
import type { AuditEvent } from '../auditLog/append.ts'
import type { LogHead } from './head.ts'

/**
 * Whether the log ends before the event that was last written, or has another one in its place; null where all is there.
 * A log that goes on after that event is whole: its process was killed between the commit and the note of it.
 */
export function logLoss(database: Database.Database, head: LogHead | undefined): LogLoss | null {
  if (!head) return null
  const there = database.prepare('SELECT hash FROM auditEvent WHERE sequence = ?').pluck().get(head.events)
  if (there === head.hash) return null
  const last = database.prepare('SELECT event FROM auditEvent ORDER BY sequence DESC LIMIT 1').pluck().get()
  const backup = database
    .prepare(
      "SELECT event, payload FROM auditEvent WHERE method = 'workspace.backup' ORDER BY sequence DESC LIMIT 1",
    )
    .get() as { event: string; payload: string } | undefined
  const event = last === undefined ? null : (JSON.parse(String(last)) as AuditEvent)
  return {
    events: there === undefined ? head.events - (event?.sequence ?? 0) : null,
    since: event?.at ?? null,
    until: head.at,
    lastBackup: backup
      ? {
          at: (JSON.parse(backup.event) as AuditEvent).at,
          file: (JSON.parse(backup.payload) as { name?: string }).name ?? null,
        }
      : null,
  }
}
