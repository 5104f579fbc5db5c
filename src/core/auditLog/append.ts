import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { PersonRef } from '#shared/domain/reviewContent.ts'
import type { Writer } from '../workspace/database.ts'
import type { LogHead } from '../workspace/head.ts'

/** One event of the log; its RFC 8785 (JCS) bytes are what is hashed. */
export interface AuditEvent {
  sequence: number
  at: string
  person: PersonRef | null
  method: string
  subjects: string[]
  payloadSha256: string
  previous: string
}

export const sha256Hex = (text: string) => createHash('sha256').update(text).digest('hex')

/** RFC 8785 text of a JSON value. */
export function jcs(value: unknown): string {
  const text = canonicalize(JSON.parse(JSON.stringify(value ?? null)))
  if (text === undefined) throw new TypeError('not a JSON value')
  return text
}

export const firstHash = '0'.repeat(64)

/** Appends an event in the transaction of what it tells of; answers where the log ends with it. */
export async function appendEvent(
  tx: Writer,
  event: { at: string; person: PersonRef | null; method: string; subjects: string[]; payload: unknown },
): Promise<LogHead> {
  const last = await tx
    .selectFrom('auditEvent')
    .select(['sequence', 'hash'])
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst()
  const payload = jcs(event.payload)
  const full: AuditEvent = {
    sequence: (last?.sequence ?? 0) + 1,
    at: event.at,
    person: event.person,
    method: event.method,
    subjects: [...new Set(event.subjects)].sort(),
    payloadSha256: sha256Hex(payload),
    previous: last?.hash ?? firstHash,
  }
  const text = jcs(full)
  const hash = sha256Hex(text)
  await tx.insertInto('auditEvent').values({ sequence: full.sequence, event: text, payload, hash }).execute()
  if (full.subjects.length)
    await tx
      .insertInto('auditSubject')
      .values(full.subjects.map((subject) => ({ subject, sequence: full.sequence })))
      .execute()
  return { events: full.sequence, hash, at: full.at }
}
