import type { IncidentTimes, Sensitivity, Severity } from '#shared/domain/reviewContent.ts'
import type { TimeValue } from '#shared/domain/times/timeValue.ts'
import { AfterwordError } from '#shared/errors.ts'
import type { Call } from '../call.ts'
import { nextKey } from '../keys.ts'
import type { Reader, Writer } from '../workspace/database.ts'

/** The services of some incidents, by the incident's id. */
export async function servicesOf(
  db: Reader | Writer,
  incidentIds: readonly string[],
): Promise<Map<string, { id: string; name: string }[]>> {
  const found = new Map<string, { id: string; name: string }[]>()
  if (!incidentIds.length) return found
  const rows = await db
    .selectFrom('incidentService')
    .innerJoin('service', 'service.id', 'incidentService.serviceId')
    .select(['incidentService.incidentId', 'service.id', 'service.name'])
    .where('incidentService.incidentId', 'in', incidentIds)
    .orderBy('service.name')
    .execute()
  for (const { incidentId, id, name } of rows)
    found.set(incidentId, [...(found.get(incidentId) ?? []), { id, name }])
  return found
}

/** Times as the table keeps them, with the two that lists sort by. */
export function timeColumns(times: IncidentTimes) {
  return {
    times: JSON.stringify(times),
    startedAt: times.started?.at ?? null,
    resolvedAt: times.resolved?.at ?? null,
  }
}

/** The day on which a time was for those who were there. */
function dayOf(time: TimeValue | null): string | undefined {
  if (!time?.at) return undefined
  const local = new Date(Date.parse(time.at) + (time.offsetMinutes ?? 0) * 60_000).toISOString()
  return /^[1-9]\d{3}-/.test(local) ? local : undefined
}

/** Records an incident; answers its key. For imports and the method alike. */
export async function insertIncident(
  tx: Writer,
  call: Call,
  id: string,
  input: {
    title: string
    severity: Severity
    label: Sensitivity
    times: IncidentTimes
    impact: string
    serviceIds: string[]
  },
): Promise<string> {
  const key = await nextKey(tx, 'incident', dayOf(input.times.started) ?? call.at)
  await tx
    .insertInto('incident')
    .values({
      id,
      key,
      title: input.title,
      severity: input.severity,
      label: input.label,
      ...timeColumns(input.times),
      impact: input.impact,
      createdAt: call.at,
      version: 1,
    })
    .execute()
  await setServices(tx, id, input.serviceIds)
  return key
}

export async function setServices(tx: Writer, incidentId: string, serviceIds: string[]): Promise<void> {
  const wanted = [...new Set(serviceIds)]
  await tx.deleteFrom('incidentService').where('incidentId', '=', incidentId).execute()
  if (!wanted.length) return
  const known = await tx.selectFrom('service').select('id').where('id', 'in', wanted).execute()
  if (known.length < wanted.length)
    throw new AfterwordError('not-found', 'One of these services is not known in this workspace.')
  await tx
    .insertInto('incidentService')
    .values(wanted.map((serviceId) => ({ incidentId, serviceId })))
    .execute()
}
