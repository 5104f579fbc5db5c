import type { ReviewRecord } from '#shared/domain/reviewRecord.ts'
import { formatInstant, localTime } from '../dates.ts'
import type { Facts, Notice, TitlePage } from '../model.ts'
import { oneLine, textFlow } from '../text.ts'
import { lines, muted, paragraph, text } from './inline.ts'
import { approvalNames } from './scope.ts'

export const labelNames = {
  public: 'Public',
  internal: 'Internal',
  confidential: 'Confidential',
  restricted: 'Restricted',
} as const

const stateNames: Record<string, string> = {
  draft: 'Draft',
  'in-session': 'In session',
  written: 'Written',
  'technical-validation': 'Waiting for technical validation',
  'process-review': 'Waiting for process review',
  approved: 'Approved',
  sealed: 'Sealed',
}

/** What a reader must know before the first page is turned. */
export function titlePage(record: ReviewRecord): TitlePage {
  const { review, incident, organisation } = record.content
  const title = oneLine(review.title)
  return {
    type: 'titlePage',
    organisation: oneLine(organisation),
    kind: 'Post-incident review',
    title,
    flow: textFlow(title),
    subtitle: `${oneLine(review.key)} · Revision ${review.revision}`,
    label: labelNames[record.label],
    facts: facts([
      ['State', stateInWords(record)],
      [
        'Incident',
        `${oneLine(incident.key)} · ${incident.severity === 'unknown' ? 'severity not set' : incident.severity}`,
      ],
      ['Period', period(record)],
      ['Facilitator', review.facilitator ? oneLine(review.facilitator.name) : 'not named'],
      ['Authors', review.authors.map((person) => oneLine(person.name)).join(', ') || 'not named'],
      ['Template', `${oneLine(review.template.name)}, version ${review.template.version}`],
      ...(review.amends
        ? [
            ['Amends', `${oneLine(review.amends.key)}, revision ${review.amends.revision}`] as [
              string,
              string,
            ],
          ]
        : []),
      ['Exported', `${formatInstant(record.exportedAt)} by ${oneLine(record.exportedBy.name)}`],
    ]),
    verdict: verdict(record),
    signers: record.approvals.map((approval) => ({
      kind: approvalNames[approval.kind],
      who: `${oneLine(approval.person.name)}, ${oneLine(approval.role)}`,
      when: formatInstant(approval.at),
    })),
  }
}

export function stateInWords(record: ReviewRecord): string {
  return stateNames[record.state] ?? oneLine(record.state)
}

export function facts(rows: [string, string][]): Facts {
  return { type: 'facts', rows: rows.map(([term, value]) => ({ term, value: [paragraph(value)] })) }
}

/** The days from the first to the last time that is known, each in the offset it was given in. */
function period(record: ReviewRecord): string {
  const { started, detected, acknowledged, mitigated, resolved } = record.content.incident.times
  const known = [started, detected, acknowledged, mitigated, resolved].filter((time) => time?.at)
  const days = known.map((time) => time && localTime(time)?.day)
  const first = days[0]
  const last = days.at(-1)
  if (!first || !last) return 'not recorded'
  return first === last ? first : `${first} to ${last}`
}

export function verdict(record: ReviewRecord): Notice {
  const { completeness } = record
  if (completeness.verdict === 'COMPLETE')
    return {
      type: 'notice',
      tone: 'plain',
      title: 'COMPLETE',
      children: [paragraph(`All ${completeness.asked.length} items that were asked for are in this export.`)],
    }
  return {
    type: 'notice',
    tone: 'attention',
    title: 'PARTIAL',
    children: [
      lines(
        [
          text(
            `${completeness.included.length} of ${completeness.asked.length} items that were asked for are in this export. Missing:`,
          ),
        ],
        ...completeness.missing
          .slice(0, 6)
          .map((missing) => [
            text(`${oneLine(missing.what)} ${oneLine(missing.title)}: `),
            muted(oneLine(missing.reason)),
          ]),
        ...(completeness.missing.length > 6
          ? [[text(`and ${completeness.missing.length - 6} more, listed under “Completeness”.`)]]
          : []),
      ),
    ],
  }
}

export function titleOfExport(record: ReviewRecord): string {
  return `${oneLine(record.content.review.key)} ${oneLine(record.content.review.title)}`
}
