import { columnOf, gridOf, itemsOf } from './blocks.ts'
import { noteEmpty } from './factors.ts'
import type { Part } from './outline.ts'
import { plainText } from './plainText.ts'
import type { Reading, Rest } from './reading.ts'
import { noteFinding, noteMapped } from './reading.ts'
import { lineOf } from './source.ts'
import { isPlaceholder } from './template.ts'

const initials = /^\p{Lu}{2,4}$/u
const handle = /^@?[\p{Ll}\d][\p{Ll}\d._-]{1,30}$/u
const name = /^\p{Lu}[\p{L}'’.-]+(?: \p{Lu}[\p{L}'’.-]*){1,3}$/u

/** `RF, PW, RR` is three people; "John Smith, SRE lead" is one and stays one. */
function peopleOf(text: string): string[] {
  const parts = text
    .split(/[,;]|\s&\s|\band\b/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const short = parts.every((part) => initials.test(part) || handle.test(part))
  const names = parts.length >= 3 && parts.every((part) => name.test(part))
  return short || names ? parts : [text]
}

function addPeople(reading: Reading, text: string, line: number): void {
  for (const person of peopleOf(text)) {
    reading.record.attendees.push({ text: person, line })
    noteMapped(reading, line, person, 'attendee')
  }
}

/** People who took part, from lists, tables and short paragraphs. */
export function readAttendees(reading: Reading, part: Part): Rest[] {
  const rest: Rest[] = []
  for (const node of part.nodes) {
    if (node.type === 'list') {
      for (const item of itemsOf(reading, node)) {
        if (isPlaceholder(item.text) && item.detail === '') noteEmpty(reading, item.line, item.text)
        else if (item.text === '' || item.detail !== '') rest.push(item.node)
        else addPeople(reading, item.text, item.line)
      }
    } else if (
      node.type === 'paragraph' &&
      peopleOf(plainText(node.children, reading.source.urls)).length > 1
    ) {
      addPeople(reading, plainText(node.children, reading.source.urls), lineOf(node))
    } else if (node.type === 'table') {
      const { header, rows } = gridOf(reading, node)
      const person = Math.max(columnOf(header.cells, /\b(name|who|person|attendee|participant)\b/), 0)
      noteMapped(reading, header.line, header.cells.join(' | '), 'head of the attendees')
      for (const row of rows) {
        const text = row.cells[person] ?? ''
        const others = row.cells.filter((cell, index) => index !== person && cell !== '').join(', ')
        if (row.cells.every((cell) => isPlaceholder(cell))) {
          noteFinding(reading, row.line, 'empty-row', 'A row of the attendees is empty.')
          continue
        }
        reading.record.attendees.push({
          text: text || others,
          ...(text && others ? { role: others } : {}),
          line: row.line,
        })
        noteMapped(reading, row.line, text || others, 'attendee')
      }
    } else {
      rest.push(node)
    }
  }
  return rest
}
