import { z } from 'zod'
import { byReview, changed, id, line, note, nothing, version } from './common.ts'
import { command, query } from './method.ts'

export const factor = z.strictObject({
  id,
  category: z.string(),
  title: z.string(),
  detail: z.string(),
  evidenceIds: z.array(id),
  version,
})
export type Factor = z.infer<typeof factor>

const fields = {
  category: z.string().max(80),
  title: line,
  detail: note,
  evidenceIds: z.array(id).max(100),
}

export const factorsContract = {
  'factors.taxonomy': query(
    nothing,
    z.array(
      z.strictObject({ id: z.string(), name: z.string(), description: z.string(), question: z.string() }),
    ),
  ),
  'factors.list': query(byReview, z.array(factor)),
  'factors.add': command(
    z.strictObject({
      reviewId: id,
      category: z.string().max(80).default('other'),
      title: line,
      detail: note.default(''),
      evidenceIds: z.array(id).max(100).default([]),
    }),
    changed,
  ),
  'factors.update': command(
    z.strictObject({ id, version, ...z.strictObject(fields).partial().shape }),
    changed,
  ),
  'factors.remove': command(z.strictObject({ id, version }), nothing),
}
