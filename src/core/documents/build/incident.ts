import type { IncidentTimes } from '#shared/domain/reviewContent.ts'
import type { ReviewRecord } from '#shared/domain/reviewRecord.ts'
import { formatTime, localTime } from '../dates.ts'
import { parseMarkdown } from '../markdownReader.ts'
import type { Block } from '../model.ts'
import { oneLine } from '../text.ts'
import { durations, momentNames } from './durations.ts'
import { muted, paragraph, text } from './inline.ts'
import type { DocumentScope } from './scope.ts'
import { row, table } from './table.ts'
import { facts, labelNames, stateInWords } from './titlePage.ts'

/** The incident in facts, its impact, and its five times with what lies between them. */
export function incidentChapter(record: ReviewRecord, scope: DocumentScope): Block[] {
  const { incident, review } = record.content
  const impact = parseMarkdown(incident.impact, scope, 'The impact of the incident', 2)
  return [
    scope.title(1, 'Facts'),
    facts([
      ['Incident', oneLine(incident.key)],
      ['Title', oneLine(incident.title)],
      ['Severity', incident.severity === 'unknown' ? 'not set' : incident.severity],
      ['Services', incident.services.map(oneLine).join(', ') || 'none named'],
      ['Review', `${oneLine(review.key)}, revision ${review.revision}`],
      ['State', stateInWords(record)],
      ['Label', labelNames[review.label]],
    ]),
    scope.title(2, 'Times'),
    table(
      'times',
      [
        ['Moment', 0.2],
        ['When', 0.45],
        ['As given', 0.35],
      ],
      (Object.keys(momentNames) as (keyof IncidentTimes)[]).map((moment) => {
        const time = incident.times[moment]
        return row([
          [paragraph(momentNames[moment])],
          [paragraph(time === null ? muted('not recorded') : text(formatTime(time)))],
          [paragraph(muted(time && localTime(time) ? oneLine(time.text) : ''))],
        ])
      }),
    ),
    scope.title(2, 'Durations'),
    table(
      'durations',
      [
        ['Measure', 0.3],
        ['From and to', 0.35],
        ['Duration', 0.35, 'right'],
      ],
      durations(incident.times).map((duration) =>
        row([[paragraph(duration.name)], [paragraph(muted(duration.formula))], [paragraph(duration.value)]]),
      ),
    ),
    ...(impact.length > 0 ? [scope.title(2, 'Impact'), ...impact] : []),
  ]
}
