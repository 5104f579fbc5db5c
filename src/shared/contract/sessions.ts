import { z } from 'zod'
import { byReview, changed, id, instant, line, note, personRef, version } from './common.ts'
import { command, query } from './method.ts'

export const agendaItem = z.strictObject({
  title: z.string(),
  prompts: z.array(z.string()),
  plannedMinutes: z.number(),
  /** When this item came up; null before. */
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
})

export const session = z.strictObject({
  id,
  reviewId: id,
  facilitator: personRef,
  scribe: personRef.nullable(),
  attendees: z.array(personRef),
  startedAt: instant,
  endedAt: instant.nullable(),
  opening: z.string(),
  agenda: z.array(agendaItem),
  notes: z.string(),
  decisions: z.array(z.string()),
  parkingLot: z.array(z.string()),
  version,
})
export type Session = z.infer<typeof session>

export const sessionsContract = {
  'sessions.list': query(byReview, z.array(session)),
  /** Starts a facilitated meeting with the agenda of the review's template. */
  'sessions.start': command(
    z.strictObject({
      reviewId: id,
      facilitatorId: id,
      scribeId: id.nullable().default(null),
      attendeeIds: z.array(id).max(100).default([]),
    }),
    changed,
  ),
  /** Moves on to the agenda item at this position (counted from 0); the one before it ends. */
  'sessions.moveTo': command(z.strictObject({ id, version, item: z.int().nonnegative() }), changed),
  'sessions.update': command(
    z.strictObject({
      id,
      version,
      notes: note.optional(),
      decisions: z.array(line).max(200).optional(),
      parkingLot: z.array(line).max(200).optional(),
      scribeId: id.nullable().optional(),
      attendeeIds: z.array(id).max(100).optional(),
    }),
    changed,
  ),
  'sessions.end': command(z.strictObject({ id, version }), changed),
}
