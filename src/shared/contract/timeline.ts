import { z } from 'zod'
import { timeValue } from '../domain/times/timeValue.ts'
import { byReview, changed, id, note, optionalLine, version } from './common.ts'
import { command, query } from './method.ts'

export const timelineEntry = z.strictObject({
  id,
  time: timeValue,
  text: z.string(),
  source: z.string(),
  key: z.boolean(),
  evidenceIds: z.array(id),
  version,
})
export type TimelineEntry = z.infer<typeof timelineEntry>

const fields = {
  time: timeValue,
  text: note.min(1),
  source: optionalLine,
  key: z.boolean(),
  evidenceIds: z.array(id).max(100),
}

export const timelineContract = {
  /** Sorted by instant; entries with a doubtful time stand where they were put. */
  'timeline.list': query(byReview, z.array(timelineEntry)),
  'timeline.add': command(
    z.strictObject({
      reviewId: id,
      time: timeValue,
      text: note.min(1),
      source: optionalLine.default(''),
      key: z.boolean().default(false),
      evidenceIds: z.array(id).max(100).default([]),
    }),
    changed,
  ),
  'timeline.update': command(
    z.strictObject({ id, version, ...z.strictObject(fields).partial().shape }),
    changed,
  ),
  'timeline.remove': command(z.strictObject({ id, version }), z.strictObject({})),
}
