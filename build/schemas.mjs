/** Writes the JSON Schema of a pack's data/review.json into resources/schemas. Needs a Node that strips types (24). */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { reviewSchemaFile, reviewSchemaText } from '../src/core/exports/reviewSchema.ts'

const folder = resolve(import.meta.dirname, '../resources/schemas')
mkdirSync(folder, { recursive: true })
writeFileSync(join(folder, reviewSchemaFile), reviewSchemaText())
console.log(`resources/schemas/${reviewSchemaFile}`)
