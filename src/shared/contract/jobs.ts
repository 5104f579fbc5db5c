import { z } from 'zod'
import { id, nothing } from './common.ts'
import { command, query } from './method.ts'

export const job = z.strictObject({
  id,
  kind: z.string(),
  title: z.string(),
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  /** Between 0 and 1, or null while nobody can say. */
  progress: z.number().nullable(),
  step: z.string(),
  /** For the person who began it alone: it may hold what others may not see. */
  result: z.unknown().optional(),
  error: z.object({ code: z.string(), message: z.string(), details: z.unknown().optional() }).optional(),
})
export type Job = z.infer<typeof job>

export const jobsContract = {
  'jobs.list': query(nothing, z.array(job)),
  'jobs.get': query(z.strictObject({ id }), job),
  'jobs.cancel': command(z.strictObject({ id }), nothing),
}
