import { z } from 'zod'

/** A time as people give it: the instant, the words it was given in, its offset and its precision. */
export const timeValue = z.strictObject({
  /** UTC instant, ISO 8601 with milliseconds; null while the time is doubtful. */
  at: z.iso.datetime().nullable(),
  text: z.string().max(200),
  offsetMinutes: z.int().min(-1080).max(1080).nullable(),
  zone: z.string().max(100).nullable(),
  precision: z.enum(['second', 'minute', 'hour', 'day', 'approximate']),
  doubt: z.enum(['no-date', 'no-time', 'no-zone', 'ambiguous', 'nonexistent', 'unreadable']).nullable(),
})
export type TimeValue = z.infer<typeof timeValue>
