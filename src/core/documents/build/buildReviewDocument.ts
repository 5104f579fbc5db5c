import type { ReviewRecord } from '#shared/domain/reviewRecord.ts'
import { parseMarkdown } from '../markdownReader.ts'
import type { Block, ReviewDocument } from '../model.ts'
import { oneLine } from '../text.ts'
import { actionsChapter } from './actions.ts'
import { approvalsChapter } from './approvals.ts'
import { auditChapter } from './audit.ts'
import { completenessChapter } from './completeness.ts'
import { evidenceChapter } from './evidence.ts'
import { factorsChapter } from './factors.ts'
import { incidentChapter } from './incident.ts'
import { muted, paragraph } from './inline.ts'
import { DocumentScope } from './scope.ts'
import { sessionsChapter } from './sessions.ts'
import { timelineChapter } from './timeline.ts'
import { titlePage } from './titlePage.ts'

/**
 * The document of one review, the same for PDF, Word, HTML and Markdown. It reads no clock: `exportedAt` of the record is
 * its only date.
 * @throws AfterwordError `invalid-input` for a text that is too long to print.
 */
export function buildReviewDocument(record: ReviewRecord): ReviewDocument {
  const { content } = record
  const { review } = content
  const scope = new DocumentScope(content.exhibits)
  for (const exhibit of content.exhibits) scope.anchor(`exhibit-${exhibit.number}`)
  const blocks: Block[] = [
    titlePage(record),
    { type: 'contents', title: 'Contents' },
    ...incidentChapter(record, scope),
    ...sections(record, scope),
    ...timelineChapter(content, scope),
    ...factorsChapter(content, scope),
    ...actionsChapter(record, scope),
    ...sessionsChapter(content, scope),
    ...evidenceChapter(record, scope),
    ...approvalsChapter(record, scope),
    ...completenessChapter(record, scope),
    ...auditChapter(record, scope),
  ]
  return {
    meta: {
      organisation: oneLine(content.organisation),
      title: oneLine(review.title),
      key: oneLine(review.key),
      revision: review.revision,
      label: record.label,
      status: record.status,
      packId: oneLine(record.packId),
      exportedAt: record.exportedAt,
      exportedBy: oneLine(record.exportedBy.name),
      authors: review.authors.map((person) => oneLine(person.name)),
      contentSha256: oneLine(record.contentSha256),
      keywords: [
        'post-incident review',
        content.incident.severity,
        ...content.incident.services.map(oneLine),
      ],
    },
    blocks,
    footnotes: scope.footnotes,
  }
}

function sections(record: ReviewRecord, scope: DocumentScope): Block[] {
  return record.content.sections.flatMap((section): Block[] => {
    const heading = scope.title(1, section.title)
    const words = parseMarkdown(section.markdown, scope, `The section “${oneLine(section.title)}”`)
    return [heading, ...(words.length > 0 ? words : [paragraph(muted('Nothing was written here.'))])]
  })
}
