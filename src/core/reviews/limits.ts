import { sql } from 'kysely'
import { mostCharacters, type ReviewPart, reviewLimits } from '#shared/domain/reviewLimits.ts'
import { AfterwordError } from '#shared/errors.ts'
import type { Writer } from '../workspace/database.ts'
import { revisionsOf } from './store.ts'

interface Kept {
  table: 'section' | 'timelineEntry' | 'factor' | 'action' | 'session' | 'evidence'
  /** The columns with what people write. */
  texts: readonly string[]
  /** Actions and evidence belong to all revisions of a review. */
  throughRevisions: boolean
}

const parts: Record<ReviewPart, Kept> = {
  sections: { table: 'section', texts: ['title', 'markdown'], throughRevisions: false },
  timeline: { table: 'timelineEntry', texts: ['text', 'source'], throughRevisions: false },
  factors: { table: 'factor', texts: ['title', 'detail'], throughRevisions: false },
  actions: { table: 'action', texts: ['title', 'detail', 'criterion'], throughRevisions: true },
  sessions: { table: 'session', texts: ['notes', 'decisions', 'parkingLot'], throughRevisions: false },
  evidence: { table: 'evidence', texts: ['title', 'source'], throughRevisions: true },
}

/**
 * Called at the end of each change that makes a part of a review larger, in its transaction.
 * @throws AfterwordError `invalid-input` where the part is larger now than a review holds.
 */
export async function needWithinLimits(tx: Writer, reviewId: string, part: ReviewPart): Promise<void> {
  const { table, texts, throughRevisions } = parts[part]
  const { most, name } = reviewLimits[part]
  const length = sql.join(
    texts.map((column) => sql`length(${sql.ref(column)})`),
    sql` + `,
  )
  const { count, characters } = await tx
    .selectFrom(table)
    .select((eb) => [
      eb.fn.countAll<number>().as('count'),
      sql<number>`coalesce(sum(${length}), 0)`.as('characters'),
    ])
    .where('reviewId', throughRevisions ? 'in' : '=', throughRevisions ? revisionsOf(tx, reviewId) : reviewId)
    .executeTakeFirstOrThrow()
  if (count > most)
    throw new AfterwordError(
      'invalid-input',
      `A review holds at most ${most.toLocaleString('en')} ${name}. Add the rest as a file of evidence.`,
    )
  if (characters > mostCharacters)
    throw new AfterwordError(
      'invalid-input',
      `The ${name} of a review hold at most ${mostCharacters.toLocaleString('en')} characters together. Add long texts as files of evidence.`,
    )
}
