import type { Writer } from '../workspace/database.ts'

/** Adds a factor as the last one of its review. */
export async function insertFactor(
  tx: Writer,
  id: string,
  factor: { reviewId: string; category: string; title: string; detail: string; evidenceIds: string[] },
): Promise<void> {
  const { last } = await tx
    .selectFrom('factor')
    .select((eb) => eb.fn.max('position').as('last'))
    .where('reviewId', '=', factor.reviewId)
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('factor')
    .values({
      ...factor,
      id,
      evidenceIds: JSON.stringify(factor.evidenceIds),
      position: (last ?? 0) + 1,
      version: 1,
    })
    .execute()
}
