import { type Expression, type SqlBool, sql } from 'kysely'
import { AfterwordError } from '#shared/errors.ts'

/** Where a page begins: cursors are the count of rows before it. */
export function offsetOf(cursor: string | undefined): number {
  if (cursor === undefined) return 0
  if (!/^\d{1,9}$/.test(cursor))
    throw new AfterwordError('invalid-input', 'This place in the list is unknown. Load the list again.')
  return Number(cursor)
}

/** One page of a list as the contract gives it. */
export function pageOf<Row>(
  rows: Row[],
  total: number,
  page: { cursor?: string | undefined; limit: number },
): { rows: Row[]; total: number; cursor: string | null } {
  const next = offsetOf(page.cursor) + rows.length
  return { rows, total, cursor: rows.length === page.limit && next < total ? String(next) : null }
}

/** Whether any of the columns holds the text; letters from a to z count the same in both cases. */
export function anyContains(columns: readonly string[], text: string): Expression<SqlBool> {
  const pattern = `%${text.trim().replace(/[\\%_]/g, '\\$&')}%`
  const found = columns.map((column) => sql<SqlBool>`${sql.ref(column)} LIKE ${pattern} ESCAPE '\\'`)
  return sql<SqlBool>`(${sql.join(found, sql` OR `)})`
}
