import { z } from 'zod'
import { custodyKind } from '../domain/reviewRecord.ts'
import {
  byReview,
  changed,
  day,
  fileRef,
  id,
  instant,
  jobStarted,
  line,
  list,
  nothing,
  offeredFile,
  optionalLine,
  page,
  personRef,
  reason,
  sensitivity,
  sha256,
  version,
} from './common.ts'
import { command, query } from './method.ts'

export const evidence = z.strictObject({
  id,
  /** EX-0001 onwards within a review. */
  number: z.string(),
  reviewId: id,
  reviewKey: z.string(),
  title: z.string(),
  fileName: z.string(),
  mediaType: z.string(),
  size: z.int(),
  sha256,
  source: z.string(),
  receivedAt: instant,
  receivedBy: personRef,
  effectiveFrom: day.nullable(),
  effectiveTo: day.nullable(),
  label: sensitivity,
  /** The evidence that this one replaces, and the one that replaces it. */
  replaces: id.nullable(),
  replacedBy: id.nullable(),
  version,
})
export type Evidence = z.infer<typeof evidence>

export const custodyEvent = z.strictObject({
  at: instant,
  person: personRef.nullable(),
  kind: custodyKind,
  note: z.string(),
})

export const evidenceContract = {
  'evidence.list': query(
    z.strictObject({ ...page.shape, reviewId: id.optional(), search: z.string().max(300).default('') }),
    list(evidence),
  ),
  'evidence.get': query(z.strictObject({ id }), evidence),
  /** Reads the file in, hashes and encrypts it; the same bytes are stored once. */
  'evidence.add': command(
    z.strictObject({
      reviewId: id,
      file: fileRef,
      title: optionalLine.default(''),
      source: optionalLine.default(''),
      effectiveFrom: day.nullable().default(null),
      effectiveTo: day.nullable().default(null),
      label: sensitivity.default('internal'),
      replaces: id.nullable().default(null),
    }),
    z.strictObject({ ...changed.shape, number: z.string(), sha256, known: z.boolean() }),
  ),
  'evidence.update': command(
    z.strictObject({
      id,
      version,
      title: line.optional(),
      source: optionalLine.optional(),
      effectiveFrom: day.nullable().optional(),
      effectiveTo: day.nullable().optional(),
      label: sensitivity.optional(),
    }),
    changed,
  ),
  /** The decrypted file for looking at it; its hash is checked, and the look is noted in its custody. */
  'evidence.open': command(z.strictObject({ id }), z.strictObject({ file: offeredFile })),
  'evidence.custody': query(z.strictObject({ id }), z.array(custodyEvent)),
  'evidence.transfer': command(z.strictObject({ id, to: line, note: reason }), nothing),
  /** Reads every file and compares its hash. Result: what is missing or damaged, by name. */
  'evidence.checkAll': command(nothing, jobStarted),
  'evidence.ofReview': query(byReview, z.array(evidence)),
}
