import { z } from 'zod'
import { id, instant, list, nothing, page } from './common.ts'
import { query } from './method.ts'

export const auditEvent = z.strictObject({
  sequence: z.int(),
  at: instant,
  personId: id.nullable(),
  person: z.string(),
  method: z.string(),
  subjects: z.array(z.string()),
  sentence: z.string(),
  hash: z.string(),
})

export const auditLogContract = {
  'auditLog.list': query(
    z.strictObject({
      ...page.shape,
      subject: z.string().max(100).optional(),
      method: z.string().max(100).optional(),
      personId: id.optional(),
    }),
    list(auditEvent),
  ),
  /**
   * Reads every event and tells what was altered, removed, reordered or hidden, and whether the log only grew since each
   * state that was kept with an export; `checkpoint` is one more, a signed note that was kept elsewhere.
   */
  'auditLog.verify': query(
    z.strictObject({ checkpoint: z.string().max(10_000).default('') }),
    z.strictObject({ good: z.boolean(), events: z.int(), root: z.string(), problems: z.array(z.string()) }),
  ),
  /** The log's head as a signed note (C2SP tlog-checkpoint), to be kept elsewhere. */
  'auditLog.checkpoint': query(nothing, z.strictObject({ note: z.string(), key: z.string(), size: z.int() })),
}
