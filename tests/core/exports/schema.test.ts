import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { reviewSchemaFile, reviewSchemaText } from '#core/exports/reviewSchema.ts'

describe('the published schema of data/review.json', () => {
  it('is up to date (node build/schemas.mjs writes it)', () => {
    const published = resolve(import.meta.dirname, '../../../resources/schemas', reviewSchemaFile)
    expect(readFileSync(published, 'utf8')).toBe(reviewSchemaText())
  })

  it('names every member of a record, and allows no other', () => {
    const schema = JSON.parse(reviewSchemaText())
    expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema')
    expect(schema.additionalProperties).toBe(false)
    expect(schema.required).toContain('completeness')
  })
})
