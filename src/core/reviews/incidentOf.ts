import type { Review } from '#shared/contract/reviews.ts'
import type { IncidentTimes, Severity } from '#shared/domain/reviewContent.ts'
import { servicesOf } from '../incidents/incidents.ts'
import type { Reader } from '../workspace/database.ts'
import { contentOf } from './content.ts'
import type { ReviewRecordRow } from './store.ts'

/** Of a service that has another name by now, so that it cannot be found by the one that was sealed. */
const renamed = '00000000-0000-0000-0000-000000000000'

/** The incident as a review shows it: as it is now, or as it was sealed, whatever was changed about it since. */
export async function incidentOf(db: Reader, review: ReviewRecordRow): Promise<Review['incident']> {
  const row = await db
    .selectFrom('incident')
    .selectAll()
    .where('id', '=', review.incidentId)
    .executeTakeFirstOrThrow()
  const { id, key, version } = row
  if (review.state !== 'sealed') {
    const services = (await servicesOf(db, [id])).get(id) ?? []
    const times = JSON.parse(row.times) as IncidentTimes
    return {
      id,
      key,
      version,
      title: row.title,
      severity: row.severity as Severity,
      times,
      impact: row.impact,
      services,
    }
  }
  const { title, severity, times, impact, services } = (await contentOf(db, review)).incident
  const known = new Map((await servicesCalled(db, services)).map((one) => [one.name, one.id]))
  const named = services.map((name) => ({ id: known.get(name) ?? renamed, name }))
  return { id, key, version, title, severity, times, impact, services: named }
}

async function servicesCalled(db: Reader, names: readonly string[]) {
  if (!names.length) return []
  return db.selectFrom('service').select(['id', 'name']).where('name', 'in', names).execute()
}
