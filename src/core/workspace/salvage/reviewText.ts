import { formatTime } from '#shared/domain/times/formatTime.ts'
import type { TimeValue } from '#shared/domain/times/timeValue.ts'
import type { Row } from './readRows.ts'
import type { Rescued, RescuedRow } from './rescued.ts'

const belongings = ['section', 'timelineEntry', 'factor', 'action', 'evidence', 'session', 'searchEntry']

/** Every review that anything tells of, also where its own row is lost. */
export function reviewIds(rescued: Rescued): string[] {
  const ids = new Set<string>()
  for (const { row } of rescued.rows('review')) if (typeof row.id === 'string') ids.add(row.id)
  for (const table of belongings)
    for (const { row } of rescued.allRows(table)) if (typeof row.reviewId === 'string') ids.add(row.reviewId)
  return [...ids]
}

export interface ReviewHead {
  key: string
  title: string
}

/** Its key and title, from its row or from what the search keeps of it. */
export function reviewHead(rescued: Rescued, id: string): ReviewHead {
  const row = first(rescued, 'review', { id })
  const found = first(rescued, 'searchEntry', { kind: 'review', subjectId: id })
  const revision = Number(row?.revision ?? 1)
  const key = text(row?.key) || text(found?.key) || `Review ${id}`
  return {
    key: revision > 1 ? `${key} revision ${revision}` : key,
    title: text(row?.title) || text(found?.title) || 'Title lost',
  }
}

/** A review as Markdown, as far as it could be read; what is lost is said in its place. */
export function reviewText(rescued: Rescued, id: string): string {
  const { key, title } = reviewHead(rescued, id)
  const review = first(rescued, 'review', { id })
  const incident = review ? first(rescued, 'incident', { id: review.incidentId ?? null }) : undefined
  const of = (table: string) => [...rescued.rows(table, { reviewId: id }, 'position')]
  const parts = [
    `# ${key}: ${title}`,
    review
      ? `State: ${text(review.state)}, since ${time(text(review.stateSince))}`
      : 'The review’s own record is lost; this is what belongs to it.',
    incident
      ? `Incident: ${text(incident.key)}, ${text(incident.title)}, ${text(incident.severity)}`
      : 'Its incident is lost or not known.',
    ...(text(incident?.impact) ? [`## Impact`, text(incident?.impact)] : []),
    ...of('section').map((one) => `## ${text(one.row.title)}${marked(one)}\n\n${text(one.row.markdown)}`),
    ...list(
      'Timeline',
      of('timelineEntry'),
      (row) => `${timeOf(row.time)}: ${text(row.text)}${after(row.source)}`,
    ),
    ...list('Contributing factors', of('factor'), (row) => `${text(row.title)}${after(row.detail)}`),
    ...list(
      'Action items',
      of('action'),
      (row) =>
        `${text(row.key)} ${text(row.title)} (${text(row.state)}, due ${text(row.dueOn) || 'no day'}, owner ${nameOf(rescued, row.ownerId)})${after(row.criterion)}`,
    ),
    ...list(
      'Evidence',
      of('evidence'),
      (row) => `${text(row.number)} ${text(row.fileName)}, SHA-256 ${text(row.sha256)}`,
    ),
    ...list('Sessions', of('session'), sessionLine),
    ...found(rescued, id),
  ]
  return `${parts.join('\n\n')}\n`
}

/** What the search still holds of rows that are lost themselves. */
function found(rescued: Rescued, reviewId: string): string[] {
  const there = new Set<string>()
  for (const table of belongings)
    for (const { row } of rescued.rows(table, { reviewId }))
      if (table !== 'searchEntry') there.add(table === 'section' ? `${reviewId}/${row.id}` : text(row.id))
  const lost = [...rescued.rows('searchEntry', { reviewId })].filter(
    ({ row }) => row.kind !== 'review' && !there.has(text(row.subjectId)),
  )
  if (!lost.length) return []
  return [
    '## Found in the search alone',
    'These are lost themselves; their words are left.',
    ...lost.map((one) => {
      const { kind, key, title, body } = one.row
      return `### ${[text(kind), text(key), text(title)].filter(Boolean).join(' ')}${marked(one)}\n\n${text(body)}`
    }),
  ]
}

function list(heading: string, rows: RescuedRow[], line: (row: Row) => string): string[] {
  if (!rows.length) return []
  return [`## ${heading}`, rows.map((one) => `- ${line(one.row)}${marked(one)}`).join('\n')]
}

function sessionLine(row: Row): string {
  const parts = [row.notes, row.decisions, row.parkingLot].map(text).filter((part) => part && part !== '[]')
  return `${time(text(row.startedAt))}${parts.map((part) => `\n  ${part}`).join('')}`
}

const marked = ({ lost, isDoubtful }: RescuedRow) =>
  (lost.length ? ` (lost: ${lost.join(', ')})` : '') + (isDoubtful ? ' (from a damaged page: check it)' : '')

const text = (value: Row[string] | undefined) =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : ''

const after = (value: Row[string] | undefined) => (text(value) ? `. ${text(value)}` : '')

function first(rescued: Rescued, table: string, where: Row): Row | undefined {
  for (const { row } of rescued.rows(table, where)) return row
  return undefined
}

function nameOf(rescued: Rescued, id: Row[string] | undefined): string {
  if (typeof id !== 'string') return 'nobody'
  return text(first(rescued, 'person', { id })?.name) || id
}

/** An instant as it is shown, or the text as it stands where it is none. */
function time(value: string): string {
  try {
    return formatTime(value)
  } catch {
    return value || 'a time that is lost'
  }
}

function timeOf(value: Row[string] | undefined): string {
  try {
    return formatTime(JSON.parse(text(value)) as TimeValue)
  } catch {
    return text(value) || 'a time that is lost'
  }
}
