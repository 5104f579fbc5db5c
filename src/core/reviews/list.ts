import { sql } from 'kysely'
import type { Input } from '#shared/contract/index.ts'
import type { ReviewRow } from '#shared/contract/reviews.ts'
import type { ReviewState } from '#shared/domain/lifecycle.ts'
import type { Sensitivity, Severity } from '#shared/domain/reviewContent.ts'
import { byNumber } from '../keys.ts'
import { anyContains, offsetOf, pageOf } from '../paging.ts'
import { namesOf } from '../people/people.ts'
import type { Reader } from '../workspace/database.ts'

const sorts = {
  key: byNumber('review.key', 'dated'),
  title: [sql.ref('review.title')],
  state: [sql.ref('review.state')],
  due: [sql`(SELECT "resolvedAt" FROM "incident" WHERE "incident"."id" = "review"."incidentId")`],
  created: [sql.ref('review.createdAt')],
}

/** A page of reviews: the newest revision of each. */
export async function listReviews(db: Reader, input: Input<'reviews.list'>) {
  let found = db
    .selectFrom('review')
    .where((eb) =>
      eb.not(
        eb.exists(
          eb.selectFrom('review as next').select('next.id').whereRef('next.amendsId', '=', 'review.id'),
        ),
      ),
    )
  if (input.states.length) found = found.where('review.state', 'in', input.states)
  if (input.severity.length)
    found = found.where('review.incidentId', 'in', (eb) =>
      eb.selectFrom('incident').select('incident.id').where('incident.severity', 'in', input.severity),
    )
  if (input.facilitatorId) found = found.where('review.facilitatorId', '=', input.facilitatorId)
  if (input.incidentId) found = found.where('review.incidentId', '=', input.incidentId)
  const { search } = input
  if (search.trim())
    found = found.where((eb) =>
      eb.or([
        anyContains(['review.title', 'review.key'], search),
        eb(
          'review.incidentId',
          'in',
          eb
            .selectFrom('incident')
            .select('incident.id')
            .where(anyContains(['incident.key'], search)),
        ),
      ]),
    )
  const { total } = await found.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  let ordered = found.select('review.id')
  for (const sorted of sorts[input.sort]) ordered = ordered.orderBy(sorted, input.order)
  const rows = await ordered
    .orderBy('review.id', input.order)
    .limit(input.limit)
    .offset(offsetOf(input.cursor))
    .execute()
  const ids = rows.map((row) => row.id)
  return pageOf(await reviewRows(db, ids), total, input)
}

const hour = 3_600_000

/** Rows for lists, in the order of the ids. */
export async function reviewRows(db: Reader, ids: readonly string[]): Promise<ReviewRow[]> {
  if (!ids.length) return []
  const rows = await db
    .selectFrom('review')
    .innerJoin('incident', 'incident.id', 'review.incidentId')
    .selectAll('review')
    .select(['incident.key as incidentKey', 'incident.severity', 'incident.resolvedAt'])
    .select(
      sql<number>`(SELECT count(*) FROM action JOIN review AS any ON any.id = action.reviewId
        WHERE any.key = review.key AND action.state IN ('open', 'in-progress'))`.as('openActions'),
    )
    .where('review.id', 'in', ids)
    .execute()
  const name = await namesOf(
    db,
    rows.map((row) => row.facilitatorId),
  )
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => {
    const row = byId.get(id)
    if (!row) return []
    const unwritten = row.state === 'draft' || row.state === 'in-session'
    return {
      id: row.id,
      key: row.key,
      revision: row.revision,
      title: row.title,
      state: row.state as ReviewState,
      stateSince: row.stateSince,
      label: row.label as Sensitivity,
      facilitator: row.facilitatorId ? name(row.facilitatorId) : null,
      incidentId: row.incidentId,
      incidentKey: row.incidentKey,
      severity: row.severity as Severity,
      resolvedAt: row.resolvedAt,
      dueAt:
        unwritten && row.resolvedAt ? new Date(Date.parse(row.resolvedAt) + 48 * hour).toISOString() : null,
      openActions: row.openActions,
      createdAt: row.createdAt,
      version: row.version,
    }
  })
}
