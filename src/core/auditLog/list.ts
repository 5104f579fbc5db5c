import { sql } from 'kysely'
import { maySee } from '#shared/domain/labels.ts'
import type { PersonRef } from '#shared/domain/reviewContent.ts'
import type { Role } from '#shared/domain/roles.ts'
import { offsetOf, pageOf } from '../paging.ts'
import type { Reader } from '../workspace/database.ts'
import type { AuditEvent } from './append.ts'
import { sentenceOf } from './sentences.ts'

export interface EventFilter {
  cursor?: string | undefined
  limit: number
  subject?: string | undefined
  method?: string | undefined
  personId?: string | undefined
}

/** A page of the log as somebody with these roles sees it, the newest first. */
export async function listEvents(db: Reader, filter: EventFilter, roles: readonly Role[]) {
  let found = db.selectFrom('auditEvent')
  const { subject, method, personId } = filter
  if (subject)
    found = found.where('sequence', 'in', (eb) =>
      eb.selectFrom('auditSubject').select('sequence').where('subject', '=', subject),
    )
  if (method) found = found.where('method', '=', method)
  if (personId) found = found.where('personId', '=', personId)
  const { total } = await found.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await found
    .selectAll()
    .orderBy('sequence', 'desc')
    .limit(filter.limit)
    .offset(offsetOf(filter.cursor))
    .execute()
  const hidden = maySee('restricted', roles) ? new Set<string>() : await restrictedSubjects(db)
  const events = rows.map((row) => {
    const event = JSON.parse(row.event) as AuditEvent
    const isHidden = event.subjects.some((one) => hidden.has(one))
    return {
      sequence: row.sequence,
      at: event.at,
      personId: (event.person as PersonRef | null)?.id ?? null,
      person: event.person?.name ?? 'Afterword',
      method: event.method,
      subjects: event.subjects,
      sentence: sentenceOf(event.method, isHidden ? null : JSON.parse(row.payload)),
      hash: row.hash,
    }
  })
  return pageOf(events, total, filter)
}

/** Evidence of which somebody may know that something was done with it, and not what it is. */
async function restrictedSubjects(db: Reader): Promise<Set<string>> {
  const rows = await db
    .selectFrom('evidence')
    .select('id')
    // As the index of them says it.
    .where(sql<boolean>`label = 'restricted'`)
    .execute()
  return new Set(rows.map(({ id }) => `evidence:${id}`))
}
