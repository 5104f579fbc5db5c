import { sql } from 'kysely'
import type { Input } from '#shared/contract/index.ts'
import type { IncidentTimes, Sensitivity, Severity } from '#shared/domain/reviewContent.ts'
import { parseTime } from '#shared/domain/times/parseTime.ts'
import type { Call } from '../call.ts'
import { newId } from '../ids.ts'
import { implement } from '../implement.ts'
import { byNumber } from '../keys.ts'
import { anyContains, offsetOf, pageOf } from '../paging.ts'
import { touchReviewsOfIncident } from '../reviews/edits.ts'
import { current, given } from '../versions.ts'
import { insertIncident, servicesOf, setServices, timeColumns } from './incidents.ts'

export const incidentsMethods = implement({
  'incidents.list': list,
  async 'incidents.get'(call, input) {
    const row = await call.read
      .selectFrom('incident')
      .selectAll()
      .where('id', '=', input.id)
      .executeTakeFirst()
    const incident = current(row, undefined, 'incident')
    const times = JSON.parse(incident.times) as IncidentTimes
    const [shown] = await rowsOf(call, [incident])
    return { ...shown!, times, impact: incident.impact }
  },
  async 'incidents.create'(call, input) {
    call.need('incidents.edit', 'record incidents')
    const id = newId(call.now())
    return call.write(
      async (tx, change) => {
        const key = await insertIncident(tx, call, id, input)
        change.subjects.push(`incident:${id}`)
        change.payload = { id, key, ...input }
        return { id, version: 1, key }
      },
      ['incidents'],
      null,
    )
  },
  async 'incidents.update'(call, input) {
    call.need('incidents.edit', 'change incidents')
    const { id } = input
    return call.write(
      async (tx, change) => {
        const row = await tx.selectFrom('incident').selectAll().where('id', '=', id).executeTakeFirst()
        const was = current(row, input.version, 'incident')
        // Its reviews carry its label: whoever may not see them may not make them visible either.
        if (was.label === 'restricted' && input.label && input.label !== was.label)
          call.need('evidence.restricted', 'take the label Restricted off an incident')
        const times = { ...(JSON.parse(was.times) as IncidentTimes), ...given(input.times ?? {}) }
        const version = was.version + 1
        await tx
          .updateTable('incident')
          .set({
            version,
            ...given({
              title: input.title,
              severity: input.severity,
              label: input.label,
              impact: input.impact,
            }),
            ...(input.times ? timeColumns(times) : {}),
          })
          .where('id', '=', id)
          .execute()
        if (input.serviceIds) await setServices(tx, id, input.serviceIds)
        change.subjects.push(`incident:${id}`)
        const reviews = await touchReviewsOfIncident(tx, call, id, 'The incident was changed.')
        change.subjects.push(...reviews.map((review) => `review:${review}`))
        return { id, version }
      },
      ['incidents', 'reviews'],
      input,
    )
  },
  'incidents.readTime': (_call, input) => parseTime(input.text, { zone: input.zone, date: input.date }),
})

const sorts = {
  key: byNumber('incident.key', 'dated'),
  title: [sql.ref('incident.title')],
  severity: [sql.ref('incident.severity')],
  started: [sql.ref('incident.startedAt')],
  created: [sql.ref('incident.createdAt')],
}

async function list(call: Call, input: Input<'incidents.list'>) {
  let found = call.read.selectFrom('incident')
  if (input.severity.length) found = found.where('severity', 'in', input.severity)
  const { serviceId } = input
  if (serviceId)
    found = found.where('id', 'in', (eb) =>
      eb.selectFrom('incidentService').select('incidentId').where('serviceId', '=', serviceId),
    )
  if (input.search.trim()) {
    found = found.where(anyContains(['title', 'key'], input.search))
  }
  const { total } = await found.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  let ordered = found.selectAll()
  for (const sorted of sorts[input.sort]) ordered = ordered.orderBy(sorted, input.order)
  const rows = await ordered
    .orderBy('id', input.order)
    .limit(input.limit)
    .offset(offsetOf(input.cursor))
    .execute()
  return pageOf(await rowsOf(call, rows), total, input)
}

type Row = {
  id: string
  key: string
  title: string
  severity: string
  label: string
  startedAt: string | null
  resolvedAt: string | null
  createdAt: string
  version: number
}

async function rowsOf(call: Call, rows: Row[]) {
  const ids = rows.map((row) => row.id)
  const services = await servicesOf(call.read, ids)
  const counts = ids.length
    ? await call.read
        .selectFrom('review')
        .select(['incidentId', sql<number>`count(DISTINCT key)`.as('count')])
        .where('incidentId', 'in', ids)
        .groupBy('incidentId')
        .execute()
    : []
  return rows.map((row) => ({
    id: row.id,
    key: row.key,
    title: row.title,
    severity: row.severity as Severity,
    label: row.label as Sensitivity,
    services: services.get(row.id) ?? [],
    startedAt: row.startedAt,
    resolvedAt: row.resolvedAt,
    reviewCount: counts.find((one) => one.incidentId === row.id)?.count ?? 0,
    createdAt: row.createdAt,
    version: row.version,
  }))
}
