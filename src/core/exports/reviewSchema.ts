import { z } from 'zod'
import { reviewRecord } from '#shared/domain/reviewRecord.ts'

export const reviewSchemaFile = 'review-record.schema.json'

/** The JSON Schema (draft 2020-12) of `data/review.json`, as text. */
export function reviewSchemaText(): string {
  const { $schema, ...schema } = z.toJSONSchema(reviewRecord, { reused: 'ref' })
  const titled = {
    $schema,
    title: 'afterword-review-record/1',
    description:
      'The record of one post-incident review, as it stands in data/review.json of a pack. Times are ISO 8601; hashes are SHA-256, hexadecimal.',
    ...schema,
  }
  return `${JSON.stringify(titled, null, 2)}\n`
}
