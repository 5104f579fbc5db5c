import type { z } from 'zod'
import { readinessRule } from '#shared/domain/readinessRules.ts'

/** What one entry of a list is called. */
const entries: Record<string, string> = { sections: 'section', rules: 'rule', agenda: 'agenda item' }

/** What a value must be, by the schema's word for it. */
const kinds: Record<string, string> = {
  string: 'must be text',
  number: 'must be a number',
  int: 'must be a whole number',
  boolean: 'must be true or false',
  array: 'must be a list',
  object: 'must have settings of its own',
}

const ruleNames = readinessRule.options.map((option) => option.shape.rule.value)

/** What is wrong with a template, as a sentence without its full stop. */
export function problemOf(issue: z.core.$ZodIssue, data: unknown): string {
  const { path } = issue
  const where = placeOf(path)
  switch (issue.code) {
    case 'unrecognized_keys':
      return `${where} has no setting ${issue.keys.map((key) => `“${key}”`).join(', ')}`
    case 'invalid_type':
      return valueAt(data, path) === undefined
        ? `${where} is missing`
        : `${where} ${kinds[issue.expected] ?? 'is not as expected'}`
    case 'invalid_value':
      return `${where} must be one of: ${issue.values.map(String).join(', ')}`
    case 'invalid_union':
      return `${where} must be one of: ${ruleNames.join(', ')}`
    case 'too_small':
      if (issue.origin === 'string') return `${where} is empty`
      if (issue.origin === 'array') return `${where} needs at least ${count(issue.minimum)}`
      return `${where} must be at least ${issue.minimum}`
    case 'too_big':
      if (issue.origin === 'string') return `${where} has more than ${issue.maximum} characters`
      if (issue.origin === 'array') return `${where} has more than ${count(issue.maximum)}`
      return `${where} must be at most ${issue.maximum}`
    default:
      return `${where}: ${issue.message}`
  }
}

const count = (number: number | bigint) => `${number} ${Number(number) === 1 ? 'entry' : 'entries'}`

/** “title” of section 2; counted as people count, from 1. */
function placeOf([first, second, third]: readonly PropertyKey[]): string {
  if (first === undefined) return 'the front matter'
  const entry = entries[String(first)]
  if (entry === undefined || typeof second !== 'number') return `“${String(first)}”`
  const numbered = `${entry} ${second + 1}`
  return third === undefined ? numbered : `“${String(third)}” of ${numbered}`
}

function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  let value = data
  for (const step of path) {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, step)) return undefined
    value = (value as Record<PropertyKey, unknown>)[step]
  }
  return value
}
