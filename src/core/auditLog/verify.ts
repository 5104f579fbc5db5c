import type { Reader } from '../workspace/database.ts'
import { type AuditEvent, firstHash, jcs, sha256Hex } from './append.ts'

const batch = 5_000

/** Reads every event and tells what was altered, removed or reordered; it stops after 20 problems. */
export async function verifyLog(db: Reader): Promise<{ events: number; problems: string[] }> {
  const problems: string[] = []
  let previous = firstHash
  let expected = 1
  let last = 0
  for (;;) {
    const rows = await db
      .selectFrom('auditEvent')
      .selectAll()
      .where('sequence', '>', last)
      .orderBy('sequence')
      .limit(batch)
      .execute()
    for (const row of rows) {
      if (problems.length >= 20) return { events: expected - 1, problems }
      if (row.sequence !== expected) problems.push(`Event ${expected} is missing.`)
      problems.push(...problemsOf(row, previous))
      previous = row.hash
      expected = row.sequence + 1
    }
    if (rows.length < batch) return { events: expected - 1, problems }
    last = rows[rows.length - 1]!.sequence
  }
}

/** What is wrong with an event, which is to follow the event whose hash is `previous`. */
export function problemsOf(
  row: { sequence: number; event: string; payload: string; hash: string },
  previous: string,
): string[] {
  if (sha256Hex(row.event) !== row.hash) return [`Event ${row.sequence} was altered: its hash differs.`]
  let event: AuditEvent
  try {
    event = JSON.parse(row.event) as AuditEvent
  } catch {
    return [`Event ${row.sequence} cannot be read.`]
  }
  if (jcs(event) !== row.event || event.sequence !== row.sequence)
    return [`Event ${row.sequence} does not stand in its place.`]
  if (event.previous !== previous) return [`Event ${row.sequence} does not follow the event before it.`]
  if (sha256Hex(row.payload) !== event.payloadSha256)
    return [`What event ${row.sequence} recorded was altered.`]
  return []
}
