import { sql } from 'kysely'
import type { Writer } from '../workspace/database.ts'

/**
 * Whether somebody owned an action and gave it to another themselves, as the log tells it: handing it over does not
 * make them the second person who may agree that it will not be done.
 */
export async function handedOver(tx: Writer, actionId: string, personId: string): Promise<boolean> {
  const rows = await tx
    .selectFrom('auditSubject')
    .innerJoin('auditEvent', 'auditEvent.sequence', 'auditSubject.sequence')
    .select(['auditEvent.personId', sql<string | null>`json_extract(payload, '$.ownerId')`.as('ownerId')])
    .where('auditSubject.subject', '=', `action:${actionId}`)
    .where('auditEvent.method', 'in', ['actions.add', 'actions.update'])
    .where(sql<boolean>`json_type(payload, '$.ownerId') IS NOT NULL`)
    .orderBy('auditEvent.sequence')
    .execute()
  return rows.some((row, at) => row.personId === personId && rows[at - 1]?.ownerId === personId)
}
