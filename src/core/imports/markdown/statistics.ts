import type { Table } from 'mdast'
import { parseDuration } from '#shared/domain/times/durations.ts'
import { parseTime } from '#shared/domain/times/parseTime.ts'
import { gridOf, itemsOf, labelled, linesOf } from './blocks.ts'
import { timeOfLabel } from './headings.ts'
import type { Part } from './outline.ts'
import type { Reading, Rest } from './reading.ts'
import { brief, noteDoubt, noteFinding, noteMapped } from './reading.ts'
import { isPlaceholder } from './template.ts'

/** Sets one of the five times of the incident, where the label names one that is not set and the value is a time. */
export function takeTime(reading: Reading, label: string, value: string, line: number): boolean {
  const name = timeOfLabel(label)
  if (!name || reading.record.times[name]) return false
  const time = parseTime(value, reading.zone === undefined ? {} : { zone: reading.zone })
  if (time.doubt === 'unreadable') return false
  reading.record.times[name] = { time, line, source: label }
  noteMapped(reading, line, `${label}: ${value}`, `time of the incident: ${name}`)
  noteDoubt(reading, line, time)
  return true
}

/** Adds one figure; what was left from the template or is not known is told. */
export function addStatistic(reading: Reading, label: string, value: string, line: number): void {
  if (takeTime(reading, label, value, line)) return
  if (isPlaceholder(value)) {
    noteFinding(reading, line, 'placeholder', `“${brief(label)}” has no value: “${brief(value)}”.`)
    return
  }
  const minutes = parseDuration(value)
  reading.record.statistics.push({ label, value, ...(minutes === undefined ? {} : { minutes }), line })
  noteMapped(reading, line, `${label}: ${value}`, 'statistic')
  if (/^categor(?:y|ies)$/i.test(label)) {
    for (const category of value.split(/,\s*/)) {
      if (!reading.record.categories.includes(category)) reading.record.categories.push(category)
    }
  }
  if (/^\?+$/.test(value)) {
    noteFinding(reading, line, 'statistic-unknown', `“${brief(label)}” was not known: “?”.`)
  }
}

function addTable(reading: Reading, table: Table): void {
  const { header, rows } = gridOf(reading, table)
  const pairs = header.cells.length % 2 === 0
  // In a table of label and value the head is often the first pair.
  const headIsPair =
    pairs && header.cells.some((cell, index) => index % 2 === 0 && timeOfLabel(cell) !== undefined)
  if (!headIsPair) noteMapped(reading, header.line, header.cells.join(' | '), 'head of the statistics')
  for (const row of headIsPair ? [header, ...rows] : rows) {
    if (!pairs) {
      addStatistic(reading, row.cells[0] ?? '', row.cells.slice(1).filter(Boolean).join(' | '), row.line)
      continue
    }
    for (let index = 0; index < row.cells.length; index += 2) {
      const label = row.cells[index] ?? ''
      const value = row.cells[index + 1] ?? ''
      if (label !== '' || value !== '') addStatistic(reading, label, value, row.line)
    }
  }
}

/** Figures as `Label: value` in bullets, lines or tables. */
export function readStatistics(reading: Reading, part: Part): Rest[] {
  const rest: Rest[] = []
  for (const node of part.nodes) {
    if (node.type === 'list') {
      for (const item of itemsOf(reading, node)) {
        const pair = item.detail === '' ? labelled(item.text) : undefined
        if (pair) addStatistic(reading, pair.label, pair.value, item.line)
        else if (item.text !== '' || item.detail !== '') rest.push(item.node)
      }
    } else if (node.type === 'table') {
      addTable(reading, node)
    } else if (node.type === 'paragraph') {
      const pairs = linesOf(reading, node).map(({ text, line }) => ({
        pair: labelled(text.replace(/\*\*/g, '')),
        line,
      }))
      // A single line is a figure only when its value is one: "Notes: the figures are for …" is a sentence.
      const figures = pairs.every(
        ({ pair }) => pair && (pairs.length > 1 || parseDuration(pair.value) !== undefined),
      )
      if (!figures) rest.push(node)
      else for (const { pair, line } of pairs) if (pair) addStatistic(reading, pair.label, pair.value, line)
    } else {
      rest.push(node)
    }
  }
  return rest
}
