import type { ReviewContent } from '#shared/domain/reviewContent.ts'
import { formatDuration, formatInstant } from '../dates.ts'
import { parseMarkdown } from '../markdownReader.ts'
import type { Block, List } from '../model.ts'
import { oneLine, textFlow } from '../text.ts'
import { paragraph } from './inline.ts'
import type { DocumentScope } from './scope.ts'
import { row, table } from './table.ts'
import { facts } from './titlePage.ts'

type Session = ReviewContent['sessions'][number]

/** The meetings: who was there, how the time went, what was noted and decided. */
export function sessionsChapter(content: ReviewContent, scope: DocumentScope): Block[] {
  if (content.sessions.length === 0) return []
  return [
    scope.title(1, 'Review sessions'),
    ...content.sessions.flatMap((session) => sessionBlocks(session, scope)),
  ]
}

function sessionBlocks(session: Session, scope: DocumentScope): Block[] {
  const started = formatInstant(session.startedAt)
  const length = session.endedAt
    ? formatDuration(Date.parse(session.endedAt) - Date.parse(session.startedAt))
    : 'not ended'
  const notes = parseMarkdown(session.notes, scope, `The notes of the session of ${started}`, 3)
  return [
    scope.title(2, `Session of ${started}`),
    facts([
      ['Length', length],
      ['Facilitator', oneLine(session.facilitator.name)],
      ['Scribe', session.scribe ? oneLine(session.scribe.name) : 'none'],
      ['Present', session.attendees.map((person) => oneLine(person.name)).join(', ') || 'nobody recorded'],
    ]),
    ...(session.agenda.length > 0
      ? [
          table(
            'agenda',
            [
              ['Agenda', 0.6],
              ['Planned', 0.2, 'right'],
              ['Taken', 0.2, 'right'],
            ],
            session.agenda.map((item) =>
              row([
                [paragraph(oneLine(item.title))],
                [paragraph(`${item.plannedMinutes} min`)],
                [paragraph(`${item.actualMinutes} min`)],
              ]),
            ),
          ),
        ]
      : []),
    ...(notes.length > 0 ? [scope.title(3, 'Notes'), ...notes] : []),
    ...bullets('Decisions', session.decisions, scope),
    ...bullets('Parking lot', session.parkingLot, scope),
  ]
}

function bullets(title: string, items: string[], scope: DocumentScope): Block[] {
  if (items.length === 0) return []
  const list: List = {
    type: 'list',
    ordered: false,
    start: 1,
    items: items.map((item) => ({ checked: null, children: [paragraph(oneLine(item))] })),
    flow: textFlow(items[0] ?? ''),
  }
  return [scope.title(3, title), list]
}
