import type { ReviewRecord } from '#shared/domain/reviewRecord.ts'
import { formatInstant } from '../dates.ts'
import type { Block } from '../model.ts'
import { oneLine, textFlow } from '../text.ts'
import { hash, muted, paragraph, text } from './inline.ts'
import { approvalNames, type DocumentScope } from './scope.ts'

/** Who approved what, and which rules were waived by whom. */
export function approvalsChapter(record: ReviewRecord, scope: DocumentScope): Block[] {
  const heading = scope.title(1, 'Approvals')
  const bound: Block = {
    type: 'facts',
    rows: [{ term: 'SHA-256 of the content', value: [paragraph(hash(record.contentSha256))] }],
  }
  if (record.approvals.length === 0)
    return [heading, paragraph('Nobody has approved this review yet.'), bound, ...waivers(record, scope)]
  return [
    heading,
    paragraph('An approval signs the hash of the exact content of this review. An edit voids it.'),
    bound,
    {
      type: 'entries',
      role: 'approvals',
      items: record.approvals.map((approval) => {
        const who = `${oneLine(approval.person.name)}, ${oneLine(approval.role)}`
        const same = approval.contentSha256 === record.contentSha256
        return {
          label: approvalNames[approval.kind],
          title: who,
          flow: textFlow(who),
          anchor: null,
          children: [
            ...(approval.comment ? [paragraph(oneLine(approval.comment))] : []),
            {
              type: 'facts' as const,
              rows: [
                { term: 'When', value: [paragraph(formatInstant(approval.at))] },
                {
                  term: 'Content signed',
                  value: [
                    same
                      ? paragraph('this content, by the hash above')
                      : paragraph('another content: ', hash(approval.contentSha256)),
                  ],
                },
                { term: 'Certificate', value: [paragraph(hash(approval.certificateSha256))] },
              ],
            },
          ],
        }
      }),
    },
    ...waivers(record, scope),
  ]
}

function waivers(record: ReviewRecord, scope: DocumentScope): Block[] {
  const { waivers } = record.content
  const heading = scope.title(1, 'Waivers')
  if (waivers.length === 0) return [heading, paragraph(muted('No rule of the template was waived.'))]
  return [
    heading,
    {
      type: 'entries',
      role: 'waivers',
      items: waivers.map((waiver) => {
        const title = oneLine(waiver.finding)
        return {
          label: oneLine(waiver.rule),
          title,
          flow: textFlow(title),
          anchor: null,
          children: [
            paragraph(muted('Reason: '), text(oneLine(waiver.reason))),
            paragraph(
              muted('Asked for by '),
              text(oneLine(waiver.requestedBy.name)),
              muted(', granted by '),
              text(oneLine(waiver.approvedBy.name)),
              muted(` on ${formatInstant(waiver.approvedAt)}`),
            ),
          ],
        }
      }),
    },
  ]
}
