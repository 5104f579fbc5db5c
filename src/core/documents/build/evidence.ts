import type { ExhibitContent } from '#shared/domain/reviewContent.ts'
import type { CustodyKind, ReviewRecord } from '#shared/domain/reviewRecord.ts'
import { formatDay, formatInstant, formatSize } from '../dates.ts'
import type { Block, Inline } from '../model.ts'
import { oneLine } from '../text.ts'
import {
  anchorOfExhibit,
  exhibitLinks,
  hash,
  lines,
  muted,
  paragraph,
  strong,
  text,
  withHashes,
} from './inline.ts'
import type { DocumentScope } from './scope.ts'
import { row, table } from './table.ts'
import { labelNames } from './titlePage.ts'

const custodyNames: Record<CustodyKind, string> = {
  collected: 'Collected',
  received: 'Received',
  viewed: 'Viewed',
  exported: 'Exported',
  transferred: 'Transferred',
}

/** The index of exhibits with their full hashes, and who had them in hand. */
export function evidenceChapter(record: ReviewRecord, scope: DocumentScope): Block[] {
  const { exhibits } = record.content
  const heading = scope.title(1, 'Evidence')
  if (exhibits.length === 0) return [heading, paragraph(muted('No evidence was attached.'))]
  return [
    heading,
    scope.title(2, 'Exhibits'),
    paragraph('Each file is named by its SHA-256 hash. A file with another hash is not the exhibit.'),
    table(
      'exhibits',
      [
        ['Exhibit', 0.12],
        ['What it is', 0.62],
        ['Received, about', 0.26],
      ],
      exhibits.map((exhibit) =>
        row(
          [[exhibitNumber(exhibit)], [exhibitWords(exhibit)], [exhibitDates(exhibit)]],
          anchorOfExhibit(exhibit.number),
        ),
      ),
    ),
    ...custodySection(record, scope),
  ]
}

function exhibitNumber(exhibit: ExhibitContent): Block {
  return lines([strong(oneLine(exhibit.number))], [muted(labelNames[exhibit.label])])
}

function exhibitWords(exhibit: ExhibitContent): Block {
  const source: Inline[][] = exhibit.source ? [[muted('From: '), text(oneLine(exhibit.source))]] : []
  return lines(
    [strong(oneLine(exhibit.title))],
    [
      text(oneLine(exhibit.fileName)),
      muted(` · ${oneLine(exhibit.mediaType)} · ${formatSize(exhibit.size)}`),
    ],
    ...source,
    [hash(exhibit.sha256)],
  )
}

function exhibitDates(exhibit: ExhibitContent): Block {
  const from = exhibit.effectiveFrom && formatDay(exhibit.effectiveFrom)
  const to = exhibit.effectiveTo && formatDay(exhibit.effectiveTo)
  const about = from && to && from !== to ? `${from} to ${to}` : (from ?? to)
  return lines(
    [text(formatInstant(exhibit.receivedAt))],
    [muted(`by ${oneLine(exhibit.receivedBy.name)}`)],
    [muted('About: '), text(about ?? 'no day given')],
  )
}

function custodySection(record: ReviewRecord, scope: DocumentScope): Block[] {
  if (record.custody.length === 0) return []
  return [
    scope.title(2, 'Custody'),
    table(
      'custody',
      [
        ['Exhibit', 0.12],
        ['When', 0.25],
        ['What', 0.15],
        ['Who', 0.2],
        ['Note', 0.28],
      ],
      record.custody.map((event) =>
        row([
          [paragraph(...exhibitLinks([oneLine(event.exhibit)], scope))],
          [paragraph(formatInstant(event.at))],
          [paragraph(custodyNames[event.kind])],
          [paragraph(event.person ? oneLine(event.person.name) : muted('not known'))],
          [paragraph(...withHashes(oneLine(event.note)))],
        ]),
      ),
    ),
  ]
}
