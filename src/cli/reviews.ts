import { z } from 'zod'
import type { ReviewRow } from '#shared/contract/reviews.ts'
import { AfterwordError } from '#shared/errors.ts'
import type { Session } from './session.ts'

export function allReviews(session: Session): Promise<ReviewRow[]> {
  return session.all((cursor) =>
    session.call('reviews.list', { cursor, limit: 500, sort: 'key', order: 'asc' }),
  )
}

/** The review of this key, in its newest revision, or of this id. */
export async function reviewCalled(session: Session, name: string): Promise<ReviewRow> {
  const wanted = name.toLowerCase()
  // An id may be that of a revision that was amended since; lists show the newest alone.
  if (z.uuid().safeParse(wanted).success) return session.call('reviews.get', { id: wanted })
  const found = (await allReviews(session))
    .filter(({ key }) => key.toLowerCase() === wanted)
    .sort((a, b) => b.revision - a.revision)[0]
  if (!found)
    throw new AfterwordError(
      'not-found',
      `There is no review ${name} in this workspace. “afterword list WORKSPACE reviews” shows all.`,
    )
  return found
}
