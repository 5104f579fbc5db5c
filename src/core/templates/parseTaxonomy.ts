import { parse } from 'yaml'
import { z } from 'zod'
import { slug } from '#shared/domain/readinessRules.ts'
import { AfterwordError } from '#shared/errors.ts'

const line = z.string().min(1).max(500)
const taxonomy = z.strictObject({
  version: z.int().min(1),
  factors: z
    .array(z.strictObject({ id: slug, name: line, description: line, question: line }))
    .min(1)
    .max(200),
})
export type Taxonomy = z.infer<typeof taxonomy>

/** Reads a taxonomy of contributing factors. Throws AfterwordError('invalid-input'). */
export function parseTaxonomy(text: string): Taxonomy {
  try {
    if (text.length > 256 * 1024) throw new Error('it is larger than 256 kB')
    return taxonomy.parse(parse(text, { schema: 'core', maxAliasCount: 0 }))
  } catch (error) {
    const why = error instanceof Error ? error.message.slice(0, 300) : 'not as expected'
    throw new AfterwordError('invalid-input', `The taxonomy of factors cannot be read: ${why}`)
  }
}
