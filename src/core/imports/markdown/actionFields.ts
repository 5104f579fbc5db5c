import { parseTime } from '#shared/domain/times/parseTime.ts'
import type { Reading } from './reading.ts'
import { brief, noteFinding } from './reading.ts'
import type { ActionItem } from './record.ts'
import { isPlaceholder } from './template.ts'

export type ActionField = 'owner' | 'due' | 'status' | 'priority' | 'link'

const names: readonly [ActionField, RegExp][] = [
  ['owner', /^(?:owners?|assignees?|assigned to|who|responsible|dri|by whom)$/],
  ['due', /^(?:due|due date|deadline|eta|target date|by when|until)$/],
  ['status', /^(?:status|state|done\??|progress)$/],
  ['priority', /^(?:priority|prio)$/],
  ['link', /^(?:ticket|tickets|bug|bug #|jira|issue|link|tracking|url)$/],
]

/** The field that a column's head or a label names. */
export function fieldOf(label: string): ActionField | undefined {
  const words = label.toLowerCase().replace(/\s+/g, ' ').trim()
  return names.find(([, pattern]) => pattern.test(words))?.[0]
}

const doneWords = /^(?:(?:done|completed?|closed|resolved|fixed|yes|x)(?![\p{L}])|✅|✔)/iu
const openWords = /^(?:open|to ?do|not started|in progress|ongoing|pending|no|planned|new|wip)$/i

/** Sets a field from what was given; what is no field's value stays out. */
export function setField(reading: Reading, action: ActionItem, field: ActionField, given: string): void {
  const value = given.trim()
  if (isPlaceholder(value)) return
  action[field] = value
  if (field === 'status') {
    if (doneWords.test(value)) action.done = true
    else if (openWords.test(value)) action.done = false
    else
      noteFinding(
        reading,
        action.line,
        'status-unknown',
        `The status “${brief(value)}” says neither done nor open.`,
      )
  }
  if (field === 'due') {
    const at = parseTime(`${value} 12:00`, { zone: 'UTC' }).at ?? parseTime(value, { zone: 'UTC' }).at
    if (at) action.dueDate = at.slice(0, 10)
    else noteFinding(reading, action.line, 'due-unclear', `The due date “${brief(value)}” is not a date.`)
  }
}

/** Takes `(owner: X, due: Y)` or `[owner: X]` at the end of a title out of it, where every part is a field. */
export function takeFields(reading: Reading, action: ActionItem): void {
  const found = /^(.*\S)\s*[([]([^()[\]]{3,200})[)\]]\s*\.?$/s.exec(action.title)
  if (!found) return
  const parts = (found[2] ?? '').split(/[,;]\s*(?=[\p{L} #]{2,20}:)/u).map((part) => {
    const pair = /^\s*([\p{L} #]{2,20}?)\s*:\s*(.+)$/u.exec(part)
    return { field: pair ? fieldOf(pair[1] ?? '') : undefined, value: pair?.[2] ?? '' }
  })
  if (!parts.every((part) => part.field !== undefined)) return
  action.title = found[1] ?? action.title
  for (const { field, value } of parts) if (field) setField(reading, action, field, value)
}
