import { z } from 'zod'
import { incidentTimes, severity } from '../domain/reviewContent.ts'
import { timeValue } from '../domain/times/timeValue.ts'
import { changed, id, instant, key, line, list, note, page, sensitivity, version } from './common.ts'
import { command, query } from './method.ts'

const emptyTimes = { started: null, detected: null, acknowledged: null, mitigated: null, resolved: null }

export const incidentRow = z.strictObject({
  id,
  key,
  title: z.string(),
  severity,
  label: sensitivity,
  services: z.array(z.strictObject({ id, name: z.string() })),
  startedAt: instant.nullable(),
  resolvedAt: instant.nullable(),
  reviewCount: z.int(),
  createdAt: instant,
  version,
})
export const incident = z.strictObject({ ...incidentRow.shape, times: incidentTimes, impact: z.string() })
export type Incident = z.infer<typeof incident>

export const incidentsContract = {
  'incidents.list': query(
    z.strictObject({
      ...page.shape,
      search: z.string().max(300).default(''),
      severity: z.array(severity).default([]),
      serviceId: id.optional(),
      sort: z.enum(['key', 'title', 'severity', 'started', 'created']).default('created'),
      order: z.enum(['asc', 'desc']).default('desc'),
    }),
    list(incidentRow),
  ),
  'incidents.get': query(z.strictObject({ id }), incident),
  'incidents.create': command(
    z.strictObject({
      title: line,
      severity: severity.default('unknown'),
      label: sensitivity.default('internal'),
      times: incidentTimes.default(emptyTimes),
      impact: note.default(''),
      serviceIds: z.array(id).max(100).default([]),
    }),
    z.strictObject({ ...changed.shape, key }),
  ),
  'incidents.update': command(
    z.strictObject({
      id,
      version,
      title: line.optional(),
      severity: severity.optional(),
      label: sensitivity.optional(),
      times: incidentTimes.partial().optional(),
      impact: note.optional(),
      serviceIds: z.array(id).max(100).optional(),
    }),
    changed,
  ),
  /** Reads a time as people type it; what is doubtful is flagged, never guessed. */
  'incidents.readTime': query(
    z.strictObject({
      text: z.string().max(200),
      zone: z.string().max(100).optional(),
      date: z.iso.date().optional(),
    }),
    timeValue,
  ),
}
