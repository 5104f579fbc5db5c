import type { ReviewRecord } from '#shared/domain/reviewRecord.ts'
import { sentenceOf } from '../../auditLog/sentences.ts'
import { formatInstantExactly } from '../dates.ts'
import type { Block } from '../model.ts'
import { oneLine } from '../text.ts'
import { hash, lines, muted, paragraph, text } from './inline.ts'
import type { DocumentScope } from './scope.ts'
import { row, table } from './table.ts'

/** The events of the log that are about this review. */
export function auditChapter(record: ReviewRecord, scope: DocumentScope): Block[] {
  const heading = scope.title(1, 'Audit extract')
  if (record.audit.length === 0) return [heading, paragraph(muted('No events.'))]
  return [
    heading,
    paragraph(
      record.audit.length === 1
        ? '1 event of the workspace’s log.'
        : `${record.audit.length} events of the workspace’s log about this review, and about the certificates of who approved and signed it, oldest first.`,
    ),
    table(
      'audit',
      [
        ['No.', 0.1, 'right'],
        ['When', 0.2],
        ['Event and its hash', 0.7],
      ],
      record.audit.map((event) =>
        row([
          [paragraph(String(event.sequence))],
          [lines([text(formatInstantExactly(event.at))], [muted(oneLine(event.person))])],
          [
            lines(
              [
                text(sentenceOf(event.method, null)),
                muted(` ${oneLine(event.subject)} · ${oneLine(event.method)}`),
              ],
              [hash(event.hash)],
            ),
          ],
        ]),
      ),
    ),
  ]
}
