import { type RawBuilder, sql } from 'kysely'
import { formatKey } from '#shared/domain/keys.ts'
import type { Writer } from './workspace/database.ts'

/** The next number of a series; numbers are never given twice. */
export async function nextNumber(tx: Writer, series: string): Promise<number> {
  const { value } = await tx
    .insertInto('counter')
    .values({ name: series, value: 1 })
    .onConflict((conflict) =>
      conflict.column('name').doUpdateSet((eb) => ({ value: eb('counter.value', '+', 1) })),
    )
    .returning('value')
    .executeTakeFirstOrThrow()
  return value
}

/** The next key of its kind: `INC-2026-0042`, `ACT-0123`. */
export async function nextKey(
  tx: Writer,
  kind: 'incident' | 'review' | 'action',
  at: string,
): Promise<string> {
  if (kind === 'action') return formatKey({ kind, number: await nextNumber(tx, 'action') })
  const year = Number(at.slice(0, 4))
  return formatKey({ kind, year, number: await nextNumber(tx, `${kind}-${year}`) })
}

/**
 * What sorts keys as people count: ACT-10000 after ACT-9999, INC-2027-0001 after INC-2026-10000. Each table with keys
 * has an index of the same expressions.
 */
export function byNumber(column: string, kind: 'dated' | 'plain'): RawBuilder<unknown>[] {
  const key = sql.ref(column)
  const number = [sql`length(${key})`, key]
  return kind === 'dated' ? [sql`substr(${key}, 1, 8)`, ...number] : number
}
