import type { Session } from '#shared/contract/sessions.ts'
import { AfterwordError } from '#shared/errors.ts'
import type { Call } from '../call.ts'
import { newId } from '../ids.ts'
import { implement } from '../implement.ts'
import { namesOf, needActive, needPeople } from '../people/people.ts'
import { touchReview } from '../reviews/edits.ts'
import { needStep, setState } from '../reviews/lifecycle.ts'
import { needWithinLimits } from '../reviews/limits.ts'
import { templateOf } from '../templates/templates.ts'
import { current, given } from '../versions.ts'
import type { Writer } from '../workspace/database.ts'

type Agenda = Session['agenda']

export const sessionsMethods = implement({
  async 'sessions.list'(call, input) {
    const rows = await call.read
      .selectFrom('session')
      .selectAll()
      .where('reviewId', '=', input.reviewId)
      .orderBy('startedAt')
      .execute()
    const attendees = rows.map((row) => JSON.parse(row.attendeeIds) as string[])
    const name = await namesOf(call.read, [
      ...rows.flatMap((row) => [row.facilitatorId, row.scribeId]),
      ...attendees.flat(),
    ])
    return rows.map(
      (row, index): Session => ({
        id: row.id,
        reviewId: row.reviewId,
        facilitator: name(row.facilitatorId),
        scribe: row.scribeId ? name(row.scribeId) : null,
        attendees: attendees[index]!.map(name),
        startedAt: row.startedAt,
        endedAt: row.endedAt,
        opening: row.opening,
        agenda: JSON.parse(row.agenda) as Agenda,
        notes: row.notes,
        decisions: JSON.parse(row.decisions) as string[],
        parkingLot: JSON.parse(row.parkingLot) as string[],
        version: row.version,
      }),
    )
  },
  async 'sessions.start'(call, input) {
    call.need('reviews.facilitate', 'run sessions')
    await needActive(call.read, [input.facilitatorId, input.scribeId])
    await needPeople(call.read, input.attendeeIds)
    const id = newId(call.now())
    return call.write(
      async (tx, change) => {
        const review = await touchReview(tx, call, input.reviewId, 'A session was held.')
        const open = await tx
          .selectFrom('session')
          .select('id')
          .where('reviewId', '=', review.id)
          .where('endedAt', 'is', null)
          .executeTakeFirst()
        if (open) throw new AfterwordError('conflict', 'A session of this review is running. End it first.')
        if (review.state === 'draft') {
          await needStep(tx, call, review, 'in-session')
          await setState(tx, call, review, 'in-session')
        }
        const template = await templateOf(tx, review.templateId, review.templateVersion)
        await tx
          .insertInto('session')
          .values({
            id,
            reviewId: review.id,
            facilitatorId: input.facilitatorId,
            scribeId: input.scribeId,
            attendeeIds: JSON.stringify([...new Set(input.attendeeIds)]),
            startedAt: call.at,
            opening: template.opening,
            agenda: JSON.stringify(
              template.agenda.map((item): Agenda[number] => ({
                title: item.title,
                prompts: item.prompts,
                plannedMinutes: item.minutes,
                startedAt: null,
                endedAt: null,
              })),
            ),
            notes: '',
            decisions: '[]',
            parkingLot: '[]',
            version: 1,
          })
          .execute()
        await needWithinLimits(tx, review.id, 'sessions')
        change.subjects.push(`review:${review.id}`)
        return { id, version: 1 }
      },
      ['sessions', 'reviews'],
      { ...input, id },
    )
  },
  'sessions.moveTo': (call, input) =>
    edit(call, input, async (session) => {
      if (session.endedAt) throw new AfterwordError('conflict', 'This session ended already.')
      const agenda = JSON.parse(session.agenda) as Agenda
      const next = agenda[input.item]
      if (!next) throw new AfterwordError('invalid-input', 'The agenda has no such item.')
      const moved = agenda.map((item, index) => {
        if (index === input.item) return { ...item, startedAt: item.startedAt ?? call.at, endedAt: null }
        return item.startedAt && !item.endedAt ? { ...item, endedAt: call.at } : item
      })
      return { agenda: JSON.stringify(moved) }
    }),
  async 'sessions.update'(call, input) {
    call.need('reviews.write', 'write in sessions')
    await needPeople(call.read, [input.scribeId ?? null, ...(input.attendeeIds ?? [])])
    return edit(call, input, async () =>
      given({
        notes: input.notes,
        decisions: input.decisions && JSON.stringify(input.decisions),
        parkingLot: input.parkingLot && JSON.stringify(input.parkingLot),
        scribeId: input.scribeId,
        attendeeIds: input.attendeeIds && JSON.stringify([...new Set(input.attendeeIds)]),
      }),
    )
  },
  'sessions.end': (call, input) =>
    edit(call, input, async (session) => {
      if (session.endedAt) throw new AfterwordError('conflict', 'This session ended already.')
      const agenda = (JSON.parse(session.agenda) as Agenda).map((item) =>
        item.startedAt && !item.endedAt ? { ...item, endedAt: call.at } : item,
      )
      return { endedAt: call.at, agenda: JSON.stringify(agenda) }
    }),
})

async function sessionOf(tx: Writer, id: string) {
  return tx.selectFrom('session').selectAll().where('id', '=', id).executeTakeFirst()
}
type StoredSession = NonNullable<Awaited<ReturnType<typeof sessionOf>>>

function edit(
  call: Call,
  input: { id: string; version: number },
  work: (session: StoredSession) => Promise<Partial<StoredSession>>,
): Promise<{ id: string; version: number }> {
  call.need('reviews.write', 'write in sessions')
  return call.write(
    async (tx, change) => {
      const session = current(await sessionOf(tx, input.id), input.version, 'session')
      await touchReview(tx, call, session.reviewId, 'The session was changed.')
      const version = session.version + 1
      const columns = await work(session)
      await tx
        .updateTable('session')
        .set({ ...columns, version })
        .where('id', '=', session.id)
        .execute()
      await needWithinLimits(tx, session.reviewId, 'sessions')
      change.subjects.push(`review:${session.reviewId}`)
      return { id: session.id, version }
    },
    ['sessions', 'reviews'],
    input,
  )
}
