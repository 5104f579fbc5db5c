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
  const found = (await allReviews(session))
    .filter(({ id, key }) => id === wanted || key.toLowerCase() === wanted)
    .sort((a, b) => b.revision - a.revision)[0]
  if (!found)
    throw new AfterwordError(
      'not-found',
      `There is no review ${name} in this workspace. “afterword list WORKSPACE reviews” shows all.`,
    )
  return found
}
