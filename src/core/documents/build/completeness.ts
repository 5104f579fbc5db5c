import type { ReviewRecord } from '#shared/domain/reviewRecord.ts'
import type { Block } from '../model.ts'
import { oneLine } from '../text.ts'
import { muted, paragraph } from './inline.ts'
import type { DocumentScope } from './scope.ts'
import { row, table } from './table.ts'

/** What was asked for, what is here, and each omission by name with its reason. */
export function completenessChapter(record: ReviewRecord, scope: DocumentScope): Block[] {
  const { verdict, asked, included, missing } = record.completeness
  return [
    scope.title(1, 'Completeness'),
    {
      type: 'notice',
      tone: verdict === 'COMPLETE' ? 'plain' : 'attention',
      title: verdict,
      children: [
        paragraph(`${asked.length} asked for, ${included.length} included, ${missing.length} missing.`),
      ],
    },
    {
      type: 'facts',
      rows: [
        { term: 'Asked for', value: [names(asked)] },
        { term: 'Included', value: [names(included)] },
      ],
    },
    ...(missing.length > 0
      ? [
          scope.title(2, 'What is missing, and why'),
          table(
            'omissions',
            [
              ['Missing', 0.2],
              ['Title', 0.4],
              ['Reason', 0.4],
            ],
            missing.map((omission) =>
              row([
                [paragraph(oneLine(omission.what))],
                [paragraph(oneLine(omission.title))],
                [paragraph(oneLine(omission.reason))],
              ]),
            ),
          ),
        ]
      : []),
  ]
}

function names(items: string[]): Block {
  return items.length > 0 ? paragraph(items.map(oneLine).join(', ')) : paragraph(muted('nothing'))
}
