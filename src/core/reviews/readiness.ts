import type { Finding as ContractFinding } from '#shared/contract/reviews.ts'
import { findings, openFindings, rulesOf } from '#shared/domain/readiness.ts'
import { namesOf } from '../people/people.ts'
import { templateOf } from '../templates/templates.ts'
import type { Reader, Writer } from '../workspace/database.ts'
import { contentOf } from './content.ts'
import type { ReviewRecordRow } from './store.ts'

export interface Readiness {
  findings: ContractFinding[]
  open: number
  ready: boolean
}

/** What still stands between a review and its approval, with the waivers against it. */
export async function readinessOf(db: Reader | Writer, review: ReviewRecordRow): Promise<Readiness> {
  const template = await templateOf(db, review.templateId, review.templateVersion)
  const content = await contentOf(db, review)
  const ids = await db
    .selectFrom('action')
    .select(['id', 'key'])
    .where('key', 'in', keysOf(content))
    .execute()
  const linked = new Map<string, number>()
  const count = (exhibit: string) => linked.set(exhibit, (linked.get(exhibit) ?? 0) + 1)
  for (const one of [...content.timeline, ...content.factors]) one.exhibits.forEach(count)
  for (const exhibit of content.exhibits)
    for (const section of content.sections)
      if (section.markdown.includes(exhibit.id) || section.markdown.includes(exhibit.number))
        count(exhibit.number)
  const found = findings(rulesOf(template), {
    times: content.incident.times,
    impact: content.incident.impact,
    sections: content.sections.map(({ id, title, markdown }) => ({ id, title, text: markdown })),
    factors: content.factors,
    actions: content.actions.map((action) => ({
      id: ids.find((one) => one.key === action.key)?.id ?? action.key,
      name: action.title,
      ownerId: action.owner?.id ?? null,
      dueOn: action.dueOn,
      criterion: action.criterion,
    })),
    evidence: content.exhibits.map((one) => ({ id: one.id, links: linked.get(one.number) ?? 0 })),
    timeline: content.timeline,
  })
  const waivers = await db
    .selectFrom('waiver')
    .selectAll()
    .where('reviewId', '=', review.id)
    .orderBy('requestedAt')
    .execute()
  const name = await namesOf(
    db,
    waivers.flatMap((one) => [one.requestedBy, one.approvedBy]),
  )
  const open = openFindings(
    found,
    waivers.map((one) => ({ ...one, approvedBy: one.approvedBy ?? '' })),
  )
  return {
    findings: found.map((finding) => {
      const waiver = waivers.findLast((one) => one.rule === finding.rule)
      return {
        ...finding,
        waiver: waiver
          ? {
              id: waiver.id,
              reason: waiver.reason,
              requestedBy: name(waiver.requestedBy),
              requestedAt: waiver.requestedAt,
              approvedBy: waiver.approvedBy ? name(waiver.approvedBy) : null,
              approvedAt: waiver.approvedAt,
            }
          : null,
      }
    }),
    open: open.length,
    ready: open.length === 0,
  }
}

/** SQLite takes no empty list. */
function keysOf(content: { actions: { key: string }[] }): string[] {
  return content.actions.length ? content.actions.map((one) => one.key) : ['']
}
