import type { PersonRef } from '#shared/domain/reviewContent.ts'
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

/** A page of the log, the newest first. */
export async function listEvents(db: Reader, filter: EventFilter) {
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
  const events = rows.map((row) => {
    const event = JSON.parse(row.event) as AuditEvent
    return {
      sequence: row.sequence,
      at: event.at,
      personId: (event.person as PersonRef | null)?.id ?? null,
      person: event.person?.name ?? 'Afterword',
      method: event.method,
      subjects: event.subjects,
      sentence: sentenceOf(event.method, JSON.parse(row.payload)),
      hash: row.hash,
    }
  })
  return pageOf(events, total, filter)
}
