import { z } from 'zod'
import { id } from './common.ts'
import { query } from './method.ts'

export const searchHit = z.strictObject({
  kind: z.enum(['review', 'incident', 'section', 'timeline', 'factor', 'action', 'evidence', 'person']),
  /** Of the thing that was found; a section's is its id within the review. */
  id: z.string(),
  /** Where it opens: the review, where it belongs to one. */
  reviewId: id.nullable(),
  key: z.string(),
  title: z.string(),
  /** The place of the match, with ⟦ and ⟧ around what was found. */
  excerpt: z.string(),
})

export const searchContract = {
  'search.find': query(
    z.strictObject({
      text: z.string().max(300),
      limit: z.int().min(1).max(100).default(30),
      typing: z.boolean().default(false),
    }),
    z.array(searchHit),
  ),
}
