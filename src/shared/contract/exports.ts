import { z } from 'zod'
import { completeness } from '../domain/reviewRecord.ts'
import {
  byReview,
  fileRef,
  id,
  instant,
  jobStarted,
  line,
  nothing,
  offeredFile,
  personRef,
  reason,
  secret,
  sensitivity,
} from './common.ts'
import { command, query } from './method.ts'

export const exportFormat = z.enum(['pdf', 'docx', 'pack'])

const withheld = z.strictObject({ evidenceId: id, reason })

export const exportRow = z.strictObject({
  id,
  reviewId: id,
  reviewKey: z.string(),
  revision: z.int(),
  packId: z.string(),
  format: exportFormat,
  fileName: z.string(),
  size: z.int(),
  sha256: z.string(),
  at: instant,
  by: personRef,
  sealed: z.boolean(),
  verdict: completeness.shape.verdict,
  level: z.enum(['unsigned', 'B-B', 'B-T']),
})

export const exportsContract = {
  /** A draft with a watermark, unsigned, for looking at. The job's result is `exportResult` with one file. */
  'exports.preview': command(
    z.strictObject({
      reviewId: id,
      format: z.enum(['pdf', 'docx', 'html']),
      paper: z.enum(['a4', 'letter']).default('a4'),
    }),
    jobStarted,
  ),
  /** What a pack would hold, and what it would lack, before it is made. */
  'exports.plan': query(
    z.strictObject({
      reviewId: id,
      maximumLabel: sensitivity.default('restricted'),
      withhold: z.array(withheld).max(1_000).default([]),
    }),
    z.strictObject({
      label: sensitivity,
      completeness,
      canSeal: z.boolean(),
      refused: z.string().nullable(),
    }),
  ),
  /** Signed by the acting person. The job's result is `exportResult`. A sealed pack moves an approved review to sealed. */
  'exports.create': command(
    z.strictObject({
      reviewId: id,
      formats: z.array(exportFormat).min(1).max(3),
      passphrase: secret,
      seal: z.boolean().default(false),
      paper: z.enum(['a4', 'letter']).default('a4'),
      maximumLabel: sensitivity.default('restricted'),
      withhold: z.array(withheld).max(1_000).default([]),
      withVerifier: z.boolean().default(false),
      /** Asks the configured authority for time-stamps. */
      timestamp: z.boolean().default(false),
    }),
    jobStarted,
  ),
  'exports.list': query(byReview, z.array(exportRow)),
  /** The request to carry to a time-stamping authority, for a file exported before. */
  'exports.timestampRequest': command(
    z.strictObject({ file: fileRef }),
    z.strictObject({ request: offeredFile }),
  ),
  /** The same file with the authority's answer built in. */
  'exports.addTimestamp': command(
    z.strictObject({ file: fileRef, response: fileRef }),
    z.strictObject({ file: offeredFile }),
  ),
  'exports.timestampAuthority': query(nothing, z.strictObject({ url: z.string(), enabled: z.boolean() })),
  'exports.setTimestampAuthority': command(
    z.strictObject({ url: z.string().max(2_000), enabled: z.boolean() }),
    nothing,
  ),
}

/** The result of an export's job. */
export const exportResult = z.strictObject({
  files: z.array(
    z.strictObject({
      format: z.enum(['pdf', 'docx', 'pack', 'html', 'verifier']),
      file: offeredFile,
      sha256: z.string(),
    }),
  ),
  completeness,
  packId: z.string(),
  title: line,
})
export type ExportResult = z.infer<typeof exportResult>
