import type { CustodyKind } from '#shared/domain/reviewRecord.ts'
import type { Call } from '../call.ts'
import { namesOf } from '../people/people.ts'
import type { Reader, Writer } from '../workspace/database.ts'

/** Notes in the custody of some evidence what the acting person did with it, now. Nothing there is ever changed. */
export async function recordCustody(
  tx: Writer,
  evidenceIds: readonly string[],
  kind: CustodyKind,
  note: string,
  call: Call,
): Promise<void> {
  const personId = call.person.id
  for (const evidenceId of evidenceIds)
    await tx.insertInto('custody').values({ evidenceId, at: call.at, personId, kind, note }).execute()
}

/** The custody of some evidence in the order in which it happened, by the evidence's id. */
export async function custodyOf(db: Reader, evidenceIds: readonly string[]) {
  const rows = evidenceIds.length
    ? await db
        .selectFrom('custody')
        .selectAll()
        .where('evidenceId', 'in', evidenceIds)
        .orderBy('id')
        .execute()
    : []
  const name = await namesOf(
    db,
    rows.map((row) => row.personId),
  )
  return rows.map((row) => ({
    evidenceId: row.evidenceId,
    at: row.at,
    person: row.personId === null ? null : name(row.personId),
    kind: row.kind as CustodyKind,
    note: row.note,
  }))
}
