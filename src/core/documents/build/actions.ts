import type { ReviewRecord } from '#shared/domain/reviewRecord.ts'
import { formatDay, formatInstant } from '../dates.ts'
import { parseMarkdown } from '../markdownReader.ts'
import type { Block, Inline } from '../model.ts'
import { oneLine } from '../text.ts'
import { lines, muted, paragraph, strong, text } from './inline.ts'
import type { DocumentScope } from './scope.ts'
import { row, table } from './table.ts'

const stateNames = {
  open: 'Open',
  'in-progress': 'In progress',
  done: 'Done',
  'wont-do': 'Will not be done',
} as const

/** Actions as they were agreed and approved, and apart from that how they stood when this was exported. */
export function actionsChapter(record: ReviewRecord, scope: DocumentScope): Block[] {
  const { actions } = record.content
  const heading = scope.title(1, 'Actions')
  if (actions.length === 0) return [heading, paragraph(muted('None agreed.'))]
  return [heading, scope.title(2, 'As agreed'), agreed(record, scope), ...statusSection(record, scope)]
}

function agreed(record: ReviewRecord, scope: DocumentScope): Block {
  return table(
    'actions',
    [
      ['Action', 0.13],
      ['What, and done when', 0.53],
      ['Owner', 0.2],
      ['Due', 0.14],
    ],
    record.content.actions.map((action) =>
      row([
        [lines([text(oneLine(action.key))], [muted(`${action.priority} priority`)])],
        [
          paragraph(strong(oneLine(action.title))),
          ...parseMarkdown(action.detail, scope, `The action ${oneLine(action.key)}`, 5),
          paragraph(muted('Done when: '), text(oneLine(action.criterion) || 'no criterion agreed')),
        ],
        [paragraph(action.owner ? oneLine(action.owner.name) : muted('no owner'))],
        [paragraph(action.dueOn ? formatDay(action.dueOn) : muted('no date'))],
      ]),
    ),
  )
}

function statusSection(record: ReviewRecord, scope: DocumentScope): Block[] {
  if (record.actionStatus.length === 0) return []
  const done = record.actionStatus.filter((action) => action.state === 'done').length
  return [
    scope.title(2, 'At the time of export'),
    paragraph(
      `On ${formatInstant(record.exportedAt)}, ${done} of ${record.actionStatus.length} were done. This is not part of what was approved.`,
    ),
    table(
      'actions',
      [
        ['Action', 0.13],
        ['State', 0.53],
        ['Owner', 0.2],
        ['Due', 0.14],
      ],
      record.actionStatus.map((action) => {
        const closed: Inline[][] = action.closedAt
          ? [[muted(`Closed ${formatInstant(action.closedAt)}`)]]
          : []
        const note: Inline[][] = action.closureNote ? [[text(oneLine(action.closureNote))]] : []
        return row([
          [paragraph(oneLine(action.key))],
          [lines([text(stateNames[action.state])], ...closed, ...note)],
          [paragraph(action.owner ? oneLine(action.owner.name) : muted('no owner'))],
          [paragraph(action.dueOn ? formatDay(action.dueOn) : muted('no date'))],
        ])
      }),
    ),
  ]
}
