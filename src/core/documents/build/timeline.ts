import type { ReviewContent } from '#shared/domain/reviewContent.ts'
import { doubtInWords, localTime } from '../dates.ts'
import { parseMarkdown } from '../markdownReader.ts'
import type { Block, TableRow } from '../model.ts'
import { oneLine } from '../text.ts'
import { exhibitLinks, lines, muted, paragraph, strong, text } from './inline.ts'
import type { DocumentScope } from './scope.ts'
import { group, row, table } from './table.ts'

type Entry = ReviewContent['timeline'][number]

/** What happened, in the order of the record, under the day it happened on. */
export function timelineChapter(content: ReviewContent, scope: DocumentScope): Block[] {
  const heading = scope.title(1, 'Timeline')
  if (content.timeline.length === 0) return [heading, paragraph(muted('No entries.'))]
  const keyMoments = content.timeline.filter((entry) => entry.key).length
  const rows: TableRow[] = []
  let day = ''
  for (const entry of content.timeline) {
    const local = localTime(entry.time)
    const entryDay = local?.day ?? 'Time in doubt'
    if (entryDay !== day) rows.push(group(entryDay))
    day = entryDay
    rows.push(entryRow(entry, scope))
  }
  return [
    heading,
    paragraph(
      `${counted(content.timeline.length, keyMoments)} Times are given in the offset they were recorded in.`,
    ),
    table(
      'timeline',
      [
        ['Time', 0.16],
        ['What happened', 0.62],
        ['Source, exhibits', 0.22],
      ],
      rows,
    ),
  ]
}

function entryRow(entry: Entry, scope: DocumentScope): TableRow {
  const local = localTime(entry.time)
  const when = local
    ? paragraph(
        entry.key ? strong(local.clock || 'this day') : text(local.clock || 'this day'),
        muted(` ${local.zone}`),
      )
    : lines([text(`“${oneLine(entry.time.text)}”`)], [muted(doubtInWords(entry.time))])
  const source = [
    ...(entry.source ? [[muted(oneLine(entry.source))]] : []),
    ...(entry.exhibits.length > 0 ? [exhibitLinks(entry.exhibits, scope)] : []),
  ]
  const words = parseMarkdown(entry.text, scope, 'A timeline entry', 5)
  return row([[when], words, source.length > 0 ? [lines(...source)] : []], null, entry.key)
}

function counted(entries: number, keyMoments: number): string {
  const all = entries === 1 ? '1 entry' : `${entries} entries`
  if (keyMoments === 0) return `${all}, none of them marked as a key moment.`
  if (entries === 1) return `${all}, a key moment (◆).`
  return `${all}, of which ${keyMoments === 1 ? '1 is a key moment' : `${keyMoments} are key moments`} (◆).`
}
