import { sql } from 'kysely'
import { asSeen, strictest } from '#shared/domain/labels.ts'
import type {
  ExhibitContent,
  IncidentTimes,
  ReviewContent,
  Sensitivity,
  Severity,
} from '#shared/domain/reviewContent.ts'
import { reviewContentFormat } from '#shared/domain/reviewContent.ts'
import type { Role } from '#shared/domain/roles.ts'
import type { TimeValue } from '#shared/domain/times/timeValue.ts'
import { jcs, sha256Hex } from '../auditLog/append.ts'
import { servicesOf } from '../incidents/incidents.ts'
import { namesOf } from '../people/people.ts'
import { templateOf } from '../templates/templates.ts'
import { timelineRows } from '../timeline/store.ts'
import type { Reader, Writer } from '../workspace/database.ts'
import { setting } from '../workspace/settings.ts'
import { type ReviewRecordRow, reviewOf, revisionsOf, sectionsOf } from './store.ts'

/** What is signed, exported and printed of a review: as it was frozen when it was submitted, else as it is now. */
export async function reviewContentOf(db: Reader | Writer, reviewId: string): Promise<ReviewContent> {
  return contentOf(db, await reviewOf(db, reviewId))
}

export async function contentOf(db: Reader | Writer, review: ReviewRecordRow): Promise<ReviewContent> {
  return review.frozenContent ? (JSON.parse(review.frozenContent) as ReviewContent) : liveContent(db, review)
}

/** A content as somebody with these roles sees it. Its approvals sign the whole of it, so this is for looking at alone. */
export function contentAsSeen(content: ReviewContent, roles: readonly Role[]): ReviewContent {
  return { ...content, exhibits: content.exhibits.map((one) => asSeen(one, roles)) }
}

/** The RFC 8785 text of a content, which is what approvals sign, and its SHA-256. */
export function canonical(content: ReviewContent): { text: string; sha256: string } {
  const text = jcs(content)
  return { text, sha256: sha256Hex(text) }
}

export async function liveContent(db: Reader | Writer, review: ReviewRecordRow): Promise<ReviewContent> {
  const incident = await db
    .selectFrom('incident')
    .selectAll()
    .where('id', '=', review.incidentId)
    .executeTakeFirstOrThrow()
  const services = (await servicesOf(db, [incident.id])).get(incident.id) ?? []
  const template = await templateOf(db, review.templateId, review.templateVersion)
  const sections = await sectionsOf(db, review.id)
  const timeline = await timelineRows(db, review.id)
  const factors = await db
    .selectFrom('factor')
    .selectAll()
    .where('reviewId', '=', review.id)
    .orderBy('position')
    .execute()
  const actions = await db
    .selectFrom('action')
    .selectAll()
    .where('reviewId', 'in', revisionsOf(db, review.id))
    // ACT-10000 comes after ACT-9999.
    .orderBy(sql`length(key)`)
    .orderBy('key')
    .execute()
  const evidence = await evidenceRows(db, review.id)
  const sessions = await db
    .selectFrom('session')
    .selectAll()
    .where('reviewId', '=', review.id)
    .orderBy('startedAt')
    .orderBy('id')
    .execute()
  const waivers = await db
    .selectFrom('waiver')
    .selectAll()
    .where('reviewId', '=', review.id)
    .where('approvedBy', 'is not', null)
    .orderBy('id')
    .execute()
  const attendees = sessions.map((one) => JSON.parse(one.attendeeIds) as string[])
  const name = await namesOf(db, [
    review.facilitatorId,
    ...review.authorIds,
    ...actions.map((one) => one.ownerId),
    ...evidence.map((one) => one.receivedBy),
    ...sessions.flatMap((one) => [one.facilitatorId, one.scribeId]),
    ...attendees.flat(),
    ...waivers.flatMap((one) => [one.requestedBy, one.approvedBy]),
  ])
  const nameOrNull = (id: string | null) => (id === null ? null : name(id))
  const places = new Map(evidence.map((one, place) => [one.id, place]))
  const exhibits = (ids: string) =>
    (JSON.parse(ids) as string[])
      .flatMap((id) => places.get(id) ?? [])
      .sort((one, other) => one - other)
      .map((place) => evidence[place]!.number)
  return {
    format: reviewContentFormat,
    organisation: (await setting(db, 'name')) ?? '',
    review: {
      id: review.id,
      key: review.key,
      revision: review.revision,
      title: review.title,
      // What the incident keeps close, its review does not give away.
      label: strictest([review.label, incident.label as Sensitivity]),
      template: { id: template.id, name: template.name, version: template.version },
      facilitator: nameOrNull(review.facilitatorId),
      authors: review.authorIds.map(name),
      createdAt: review.createdAt,
      amends: await amendedOf(db, review),
    },
    incident: {
      id: incident.id,
      key: incident.key,
      title: incident.title,
      severity: incident.severity as Severity,
      services: services.map((one) => one.name),
      times: JSON.parse(incident.times) as IncidentTimes,
      impact: incident.impact,
    },
    sections: sections.map(({ id, title, markdown }) => ({ id, title, markdown })),
    timeline: timeline.map((one) => ({
      id: one.id,
      time: JSON.parse(one.time) as TimeValue,
      text: one.text,
      source: one.source,
      key: one.isKey === 1,
      exhibits: exhibits(one.evidenceIds),
    })),
    factors: factors.map((one) => ({
      id: one.id,
      category: one.category,
      title: one.title,
      detail: one.detail,
      exhibits: exhibits(one.evidenceIds),
    })),
    actions: actions.map((one) => ({
      key: one.key,
      title: one.title,
      detail: one.detail,
      owner: nameOrNull(one.ownerId),
      dueOn: one.dueOn,
      criterion: one.criterion,
      priority: one.priority as 'high' | 'medium' | 'low',
    })),
    exhibits: evidence.map(
      (one): ExhibitContent => ({
        number: one.number,
        id: one.id,
        title: one.title,
        fileName: one.fileName,
        mediaType: one.mediaType,
        size: one.size,
        sha256: one.sha256,
        source: one.source,
        receivedAt: one.receivedAt,
        receivedBy: name(one.receivedBy),
        effectiveFrom: one.effectiveFrom,
        effectiveTo: one.effectiveTo,
        label: one.label as Sensitivity,
      }),
    ),
    sessions: sessions.map((one, index) => {
      const agenda = JSON.parse(one.agenda) as {
        title: string
        plannedMinutes: number
        startedAt: string | null
        endedAt: string | null
      }[]
      return {
        id: one.id,
        startedAt: one.startedAt,
        endedAt: one.endedAt,
        facilitator: name(one.facilitatorId),
        scribe: nameOrNull(one.scribeId),
        attendees: attendees[index]!.map(name),
        agenda: agenda.map((item) => ({
          title: item.title,
          plannedMinutes: item.plannedMinutes,
          actualMinutes: minutesBetween(item.startedAt, item.endedAt),
        })),
        notes: one.notes,
        decisions: JSON.parse(one.decisions) as string[],
        parkingLot: JSON.parse(one.parkingLot) as string[],
      }
    }),
    waivers: waivers.map((one) => ({
      rule: one.rule,
      finding: one.finding,
      reason: one.reason,
      requestedBy: name(one.requestedBy),
      approvedBy: name(one.approvedBy!),
      approvedAt: one.approvedAt!,
    })),
  }
}

/** Evidence of a review through all its revisions, in the order of its numbers. */
function evidenceRows(db: Reader | Writer, reviewId: string) {
  return (
    db
      .selectFrom('evidence')
      .innerJoin('blob', 'blob.sha256', 'evidence.sha256')
      .selectAll('evidence')
      .select('blob.size')
      .where('reviewId', 'in', revisionsOf(db, reviewId))
      // EX-10000 comes after EX-9999.
      .orderBy(sql`length(number)`)
      .orderBy('number')
      .execute()
  )
}

async function amendedOf(db: Reader | Writer, review: ReviewRecordRow) {
  if (!review.amendsId) return null
  const { key, revision, contentSha256 } = await reviewOf(db, review.amendsId)
  return { key, revision, contentSha256: contentSha256 ?? '' }
}

function minutesBetween(from: string | null, to: string | null): number {
  return from && to ? Math.round((Date.parse(to) - Date.parse(from)) / 6_000) / 10 : 0
}
