import type { List, Table } from 'mdast'
import { fieldOf, setField, takeFields } from './actionFields.ts'
import type { Item } from './blocks.ts'
import { columnOf, gridOf, itemsOf, labelled, otherCells, splitStrong } from './blocks.ts'
import { noteEmpty } from './factors.ts'
import type { Part } from './outline.ts'
import { plainText } from './plainText.ts'
import type { Reading, Rest } from './reading.ts'
import { noteFinding, noteMapped } from './reading.ts'
import type { ActionItem } from './record.ts'
import { lineOf } from './source.ts'
import { isPlaceholder } from './template.ts'

const titleHead =
  /\b(action items?|actions?|tasks?|items?|what|description|to-?do|follow-?ups?|title|summary)\b/

function addAction(reading: Reading, action: ActionItem): void {
  reading.record.actions.push(action)
  noteMapped(reading, action.line, action.title, 'action item')
}

/** Nested bullets that are all `Owner: X` and the like become fields. */
function takeNested(reading: Reading, action: ActionItem, item: Item): boolean {
  const [, ...blocks] = item.node.children
  const list = blocks[0]
  if (blocks.length !== 1 || list?.type !== 'list') return false
  const pairs = itemsOf(reading, list).map(({ text, detail }) => {
    const pair = detail === '' ? labelled(text) : undefined
    return { field: pair ? fieldOf(pair.label) : undefined, value: pair?.value ?? '' }
  })
  if (!pairs.every(({ field, value }) => field !== undefined && !isPlaceholder(value))) return false
  for (const { field, value } of pairs) if (field) setField(reading, action, field, value)
  return true
}

function readItems(reading: Reading, list: List): void {
  for (const item of itemsOf(reading, list)) {
    if (isPlaceholder(item.text) && item.detail === '') {
      noteEmpty(reading, item.line, item.text)
      continue
    }
    const { text, detail } = splitStrong(item)
    const action: ActionItem = { title: text, line: item.line }
    if (typeof item.node.checked === 'boolean') action.done = item.node.checked
    takeFields(reading, action)
    const nested = takeNested(reading, action, item)
    const kept = nested && item.detail !== '' ? detail.replace(item.detail, '').trim() : detail
    if (kept) action.detail = kept
    if (action.title === '') action.title = 'Untitled action item'
    addAction(reading, action)
  }
}

function readTable(reading: Reading, table: Table): void {
  const { header, rows } = gridOf(reading, table)
  const names = header.cells
  const fields = names.map((name) => fieldOf(name))
  const taken = fields.flatMap((field, index) => (field ? [index] : []))
  const named = columnOf(names, titleHead, taken)
  const main = named !== -1 ? named : Math.max(fields.indexOf(undefined), 0)
  noteMapped(reading, header.line, names.join(' | '), 'head of the action items')
  for (const row of rows) {
    const title = row.cells[main] ?? ''
    if (row.cells.every((cell) => isPlaceholder(cell))) {
      noteFinding(reading, row.line, 'empty-row', 'A row of the action items is empty.')
      continue
    }
    const action: ActionItem = { title: title || 'Untitled action item', line: row.line }
    const used = [main]
    for (const [index, field] of fields.entries()) {
      // Two columns of one meaning: the first is the field, the second stays as detail.
      if (!field || index === main || action[field] !== undefined) continue
      setField(reading, action, field, row.cells[index] ?? '')
      used.push(index)
    }
    takeFields(reading, action)
    const detail = otherCells(names, row, used)
    if (detail) action.detail = detail
    addAction(reading, action)
  }
}

/** Each list item and each row of a table is an action item; prose stays in the section. */
export function readActions(reading: Reading, part: Part): Rest[] {
  const rest: Rest[] = []
  for (const node of part.nodes) {
    if (node.type === 'list') readItems(reading, node)
    else if (node.type === 'table') readTable(reading, node)
    else {
      if (node.type === 'heading') {
        noteMapped(
          reading,
          lineOf(node),
          plainText(node.children, reading.source.urls),
          'group of action items',
        )
      }
      rest.push(node)
    }
  }
  return rest.some((node) => node.type !== 'heading') ? rest : []
}
