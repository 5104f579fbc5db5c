import { z } from 'zod'
import { personRef, sensitivity } from '../domain/reviewContent.ts'

export { personRef, sensitivity }

/** UUIDv7. */
export const id = z.uuid()
/** What people see: INC-2026-0042, REV-2026-0007, ACT-0123. */
export const key = z.string().min(1).max(40)
/** UTC, ISO 8601 with milliseconds. */
export const instant = z.iso.datetime()
export const day = z.iso.date()
/** Grows with each change; a command names the version it saw, and a stale one is a conflict. */
export const version = z.int().positive()

export const line = z.string().trim().min(1).max(300)
export const optionalLine = z.string().trim().max(300)
/** Markdown, up to a megabyte. */
export const markdown = z.string().max(1_000_000)
export const note = z.string().trim().max(10_000)
export const reason = z.string().trim().min(3).max(2_000)
export const secret = z.string().min(1).max(1_000)
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

/** A file that a shell has handed to the core, or that the core offers to a shell. Bytes never cross the contract. */
export const fileRef = z.string().regex(/^[A-Za-z0-9_-]{20,64}$/)
export const offeredFile = z.strictObject({
  ref: fileRef,
  name: z.string(),
  mediaType: z.string(),
  size: z.int().nonnegative(),
})
export type OfferedFile = z.infer<typeof offeredFile>

export const nothing = z.strictObject({})
export const byId = z.strictObject({ id })
export const byReview = z.strictObject({ reviewId: id })
export const changed = z.strictObject({ id, version })
export const jobStarted = z.strictObject({ jobId: id })

/** One page of a list: `cursor` comes from the page before; `total` counts all that match. */
export const page = z.strictObject({
  cursor: z.string().max(500).optional(),
  limit: z.int().min(1).max(500).default(100),
})

export function list<T extends z.ZodType>(row: T) {
  return z.strictObject({ rows: z.array(row), total: z.int().nonnegative(), cursor: z.string().nullable() })
}
