import { z } from 'zod'

/** How exact a time is as it was given. `approximate` is what its author marked so (`10:45~`). */
export const timePrecisions = ['second', 'minute', 'hour', 'day', 'approximate'] as const

/** Why a time has no instant, and so must be asked about. */
export const timeDoubts = ['no-date', 'no-time', 'no-zone', 'ambiguous', 'nonexistent', 'unreadable'] as const

/** The longest text of a time that is kept. */
export const maxTimeText = 200

/** A UTC instant with milliseconds, e.g. `2026-11-20T13:05:00.000Z`. As text it sorts as it does in time. */
export const instantSchema = z.iso
  .datetime({ precision: 3 })
  .refine((text) => !Number.isNaN(Date.parse(text)), { error: 'This is not a time in UTC.' })

/**
 * A time as somebody gave it: its instant, its words, and how sure we are.
 *
 * `at` is null exactly when `doubt` says why. `zone` is the zone that was given or taken as default
 * (`Europe/Copenhagen`, `CET`, `UTC`); `offsetMinutes` is east of UTC (CET is 60).
 */
export const timeValue = z.object({
  at: instantSchema.nullable(),
  text: z.string().max(maxTimeText),
  offsetMinutes: z.number().int().min(-1439).max(1439).nullable(),
  zone: z.string().max(100).nullable(),
  precision: z.enum(timePrecisions),
  doubt: z.enum(timeDoubts).nullable(),
})

export type TimeValue = z.infer<typeof timeValue>
export type TimePrecision = TimeValue['precision']
export type TimeDoubt = NonNullable<TimeValue['doubt']>
