import type { List, Paragraph, Table } from 'mdast'
import { leadingTime } from '#shared/domain/times/leadingTime.ts'
import type { TimeContext } from '#shared/domain/times/parseTime.ts'
import { parseTime } from '#shared/domain/times/parseTime.ts'
import type { TimeValue } from '#shared/domain/times/timeValue.ts'
import { columnOf, gridOf, itemsOf, linesOf, otherCells } from './blocks.ts'
import type { Part } from './outline.ts'
import { plainText } from './plainText.ts'
import type { Reading, Rest } from './reading.ts'
import { brief, noteDoubt, noteFinding, noteMapped } from './reading.ts'
import type { TimelineItem } from './record.ts'
import { lineOf } from './source.ts'
import { isPlaceholder, isTemplateTime } from './template.ts'
import { declaredZone, isDeclaration, zoneOfHead } from './zoneOfFile.ts'

const timeHead = /\b(date|time|when|timestamp|day|hour|utc|cet|gmt)\b/
const eventHead = /\b(event|what|description|action|details?|message|notes?|activity|entry|happened|update)\b/
const separator = /^[\s:–—|\-.,\])]+/

function addEntry(reading: Reading, entry: TimelineItem): void {
  reading.record.timeline.push(entry)
  noteMapped(reading, entry.line, `${entry.time.text} ${entry.text}`, 'timeline entry')
  noteDoubt(reading, entry.line, entry.time)
  if (entry.until) {
    noteFinding(
      reading,
      entry.line,
      'time-range',
      `“${brief(entry.time.text)}” is a range: the entry stands at its start and keeps its end.`,
    )
  }
}

/** The time in a cell: one time, a range, or what is doubtful as it stands. */
function cellTime(text: string, context: TimeContext): { time: TimeValue; until?: TimeValue } {
  const time = parseTime(text, context)
  if (time.doubt !== 'unreadable') return { time }
  const lead = leadingTime(text, context)
  if (lead?.until && lead.rest.trim() === '') return { time: lead.time, until: lead.until }
  return { time }
}

function isBlank(cell: string): boolean {
  return /^[\s\-–—.]*$/.test(cell)
}

/** Reads a table whose rows are moments. Each row becomes an entry or a finding. False where it is no such table. */
function readTable(reading: Reading, table: Table, context: TimeContext, sure: boolean): boolean {
  const { header, rows } = gridOf(reading, table)
  const names = header.cells
  let time = columnOf(names, timeHead)
  if (time === -1) {
    if (!rows.some((row) => parseTime(row.cells[0] ?? '', context).doubt !== 'unreadable')) return false
    time = 0
  }
  const dated = rows.filter((row) => leadingTime(row.cells[time] ?? '', context) !== undefined).length
  if (!sure && (dated < 2 || dated * 5 < rows.length * 3)) return false
  // Date and time of the day in two columns.
  const clock = /\bdate|day\b/i.test(names[time] ?? '')
    ? columnOf(names, /^(?!.*\bdate).*\b(time|hour)\b/, [time])
    : -1
  const timeColumns = clock === -1 ? [time] : [time, clock]
  const event = Math.max(columnOf(names, eventHead, timeColumns), -1)
  const main = event !== -1 ? event : names.findIndex((_, index) => !timeColumns.includes(index))
  const zone = timeColumns.map((index) => zoneOfHead(names[index] ?? '')).find((name) => name !== undefined)
  const here = zone === undefined ? context : { ...context, zone }
  noteMapped(
    reading,
    header.line,
    names.join(' | '),
    zone ? `head of the timeline, times in ${zone}` : 'head of the timeline',
  )
  const all = parseTime(names[time] ?? '', here).doubt === 'unreadable' ? rows : [header, ...rows]
  for (const row of all) {
    const given = timeColumns
      .map((index) => row.cells[index] ?? '')
      .filter((cell) => cell !== '')
      .join(' ')
    const text = row.cells[main] ?? ''
    const detail = otherCells(names, row, [...timeColumns, main])
    if (row.cells.every(isBlank)) {
      noteFinding(reading, row.line, 'empty-row', 'A row of the timeline is empty.')
    } else if (isTemplateTime(given) && (isPlaceholder(text) || text === '')) {
      noteFinding(
        reading,
        row.line,
        'template-row',
        `“${brief(`${given} ${text}`)}” was left from the template; it is no entry.`,
      )
    } else {
      addEntry(reading, {
        ...cellTime(given, here),
        text,
        ...(detail ? { detail } : {}),
        line: row.line,
        ...(row.strong ? { key: true } : {}),
      })
    }
  }
  return true
}

/** Reads list items that begin with times; returns the items that do not. Undefined where too few do. */
function readList(reading: Reading, list: List, context: TimeContext, sure: boolean): Rest[] | undefined {
  const items = itemsOf(reading, list).map((item) => ({
    ...item,
    lead: leadingTime(item.text.replace(/^[[(*]+(?=\d)/, ''), context),
  }))
  const dated = items.filter((item) => item.lead).length
  if (dated === 0 || (!sure && (dated < 2 || dated * 5 < items.length * 3))) return undefined
  const rest: Rest[] = []
  for (const { node, text, strong, detail, line, lead } of items) {
    if (!lead) {
      rest.push(node)
      if (text !== '') {
        noteFinding(
          reading,
          line,
          'entry-without-time',
          `“${brief(text)}” has no time; it stays in the section.`,
        )
      }
      continue
    }
    const words = lead.rest.replace(separator, '')
    const key = strong !== '' && strong === text ? { key: true } : {}
    addEntry(reading, {
      time: lead.time,
      ...(lead.until ? { until: lead.until } : {}),
      text: words,
      ...(detail ? { detail } : {}),
      line,
      ...key,
    })
  }
  return rest
}

/** Reads a paragraph each of whose lines begins with a time. */
function readLines(reading: Reading, node: Paragraph, context: TimeContext): boolean {
  const lines = linesOf(reading, node).map(({ text, line }) => ({
    lead: leadingTime(text.replace(/^[[(*_`]+(?=\d)/, ''), context),
    line,
  }))
  if (!lines.every(({ lead }) => lead && (lead.time.precision !== 'day' || lead.rest.trim() !== '')))
    return false
  for (const { lead, line } of lines) {
    if (lead)
      addEntry(reading, {
        time: lead.time,
        text: lead.rest.replace(/^[*_`]+/, '').replace(separator, ''),
        line,
      })
  }
  return true
}

/** `2020-11-17` of a heading or a paragraph that is a day and nothing else. */
function dayOf(text: string): string | undefined {
  const time = parseTime(text.replace(/[:*]+$/, ''), {})
  if (time.precision !== 'day' || time.doubt !== 'no-time') return undefined
  const noon = parseTime(`${text.replace(/[:*]+$/, '')} 12:00`, { zone: 'UTC' })
  return noon.at?.slice(0, 10)
}

/**
 * Reads the timeline of a section; returns what stays. `sure` says that the heading names a timeline: else only a table
 * or a list most of whose rows have times is one.
 */
export function readTimeline(reading: Reading, part: Part, sure: boolean): Rest[] {
  const rest: Rest[] = []
  const context: TimeContext = reading.zone === undefined ? {} : { zone: reading.zone }
  for (const node of part.nodes) {
    if (node.type === 'table' && readTable(reading, node, context, sure)) continue
    if (node.type === 'list') {
      const left = readList(reading, node, context, sure)
      rest.push(...(left ?? [node]))
      continue
    }
    const words =
      sure && (node.type === 'heading' || node.type === 'paragraph')
        ? plainText(node.children, reading.source.urls)
        : ''
    const day = words ? dayOf(words) : undefined
    if (day !== undefined) {
      context.date = day
      noteMapped(reading, lineOf(node), words, 'day of the entries below')
      continue
    }
    const declared = words ? declaredZone(words) : undefined
    if (declared) context.zone = declared
    if (declared && isDeclaration(words)) {
      noteMapped(reading, lineOf(node), words, `zone of the times: ${declared}`)
      continue
    }
    if (declared === null) {
      noteFinding(
        reading,
        lineOf(node),
        'zone-unknown',
        `“${brief(words)}” names no time zone that is known.`,
      )
    }
    if (words && node.type === 'paragraph' && readLines(reading, node, context)) continue
    rest.push(node)
  }
  return rest
}
