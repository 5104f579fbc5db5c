import { join } from 'node:path'
import fc from 'fast-check'
import { z } from 'zod'
import type { Method } from '#shared/contract/method.ts'

/** What inputs are made of, so that they get past the first check now and then. */
export interface Pool {
  /** The only folder in which a path may lie. */
  folder: string
  ids: string[]
  files: string[]
  passphrases: string[]
  words: string[]
}

interface JsonSchema {
  type?: string
  const?: unknown
  enum?: unknown[]
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
  allOf?: JsonSchema[]
  properties?: Record<string, JsonSchema>
  required?: string[]
  items?: JsonSchema
  format?: string
}

const anything = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '\u0000',
    '\ud800',
    '\u202e',
    '../..',
    '__proto__',
    '%00',
    "'; DROP TABLE review; --",
    '🧯',
    'ﬁ',
    '*"(',
  ),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({ maxLength: 400 }),
)

/** Inputs that the method's schema allows, or nearly. */
export function inputsOf(method: Method, pool: Pool): fc.Arbitrary<unknown> {
  const schema = z.toJSONSchema(method.input, { io: 'input', unrepresentable: 'any' }) as JsonSchema
  const fitting = fittingOf(schema, '', pool)
  const wrong = fc.oneof(
    fc.jsonValue({ maxDepth: 3 }),
    anything,
    fc.constantFrom(undefined, Number.NaN, [], [[]]),
  )
  return fc.oneof({ arbitrary: fitting, weight: 8 }, { arbitrary: wrong, weight: 1 })
}

function fittingOf(schema: JsonSchema, name: string, pool: Pool): fc.Arbitrary<unknown> {
  if ('const' in schema) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  const choices = schema.anyOf ?? schema.oneOf ?? schema.allOf
  if (choices) return fc.oneof(...choices.map((one) => fittingOf(one, name, pool)))
  switch (schema.type) {
    case 'object':
      return objectOf(schema, pool)
    case 'array':
      return fc.array(fittingOf(schema.items ?? {}, name, pool), { maxLength: 4 })
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'integer':
    case 'number':
      return fc.oneof(fc.integer({ min: 0, max: 4 }), fc.constantFrom(-1, 2 ** 31, 2 ** 53 - 1, 0.5, -0))
    default:
      return textOf(schema, name, pool)
  }
}

function objectOf({ properties = {}, required = [] }: JsonSchema, pool: Pool): fc.Arbitrary<unknown> {
  const fields = Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [name, fittingOf(schema, name, pool)]),
  )
  return fc.record(fields, { requiredKeys: required.filter((name) => name in fields) })
}

/** By what it is called, most of the time; else anything. */
function textOf({ format }: JsonSchema, name: string, pool: Pool): fc.Arbitrary<unknown> {
  // A path leads into the folder or is none, so that nothing else is touched.
  if (name === 'path')
    return fc.constantFrom(
      '',
      'relative',
      '../up',
      join(pool.folder, 'workspace'),
      join(pool.folder, 'a'),
      join(pool.folder, 'a/b\u0000'),
      join(pool.folder, 'file.md'),
    )
  // Nothing is asked of anybody.
  if (name === 'url')
    return fc.constantFrom('', 'nowhere', 'ftp://127.0.0.1/', 'http://127.0.0.1:1/', 'file:///etc')
  const likely = likelyText(name, format, pool)
  return likely ? fc.oneof({ arbitrary: likely, weight: 6 }, { arbitrary: anything, weight: 1 }) : anything
}

function likelyText(name: string, format: string | undefined, pool: Pool): fc.Arbitrary<unknown> | undefined {
  if (/passphrase/i.test(name)) return fc.constantFrom(...pool.passphrases)
  if (/^(file|files|response)$/.test(name)) return fc.constantFrom(...pool.files)
  if (format === 'uuid') return fc.constantFrom(...pool.ids)
  if (format === 'date') return fc.constantFrom('2026-02-29', '2026-11-20', '0001-01-01')
  if (format === 'date-time') return fc.constantFrom('2026-11-20T14:05:00.000Z', '0000-01-01T00:00:00Z')
  if (/id$/i.test(name)) return fc.constantFrom(...pool.words)
  return undefined
}
