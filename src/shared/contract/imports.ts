import { z } from 'zod'
import { fileRef, id, jobStarted } from './common.ts'
import { command } from './method.ts'

export const importFinding = z.strictObject({
  line: z.int().nullable(),
  code: z.string(),
  message: z.string(),
})

export const importedFile = z.strictObject({
  name: z.string(),
  outcome: z.enum(['created', 'unchanged', 'template', 'skipped', 'rejected']),
  reason: z.string(),
  reviewId: id.nullable(),
  reviewKey: z.string().nullable(),
  title: z.string(),
  /** What became what, by line of the file. */
  mapped: z.array(z.strictObject({ line: z.int(), from: z.string(), to: z.string() })),
  findings: z.array(importFinding),
  /** For a template: our form of it, offered to be saved. */
  templateMarkdown: z.string().nullable(),
})
export type ImportedFile = z.infer<typeof importedFile>

/** The result of importing. */
export const importReport = z.strictObject({
  created: z.int(),
  unchanged: z.int(),
  rejected: z.int(),
  skipped: z.int(),
  templates: z.int(),
  findings: z.int(),
  files: z.array(importedFile),
})
export type ImportReport = z.infer<typeof importReport>

export const importsContract = {
  /** Post-mortems in Markdown become reviews. The same file again adds nothing. */
  'imports.run': command(
    z.strictObject({
      files: z.array(fileRef).min(1).max(5_000),
      templateId: z.string().max(100).default('blameless-standard'),
      /** The zone of times that name none; without it they are flagged. */
      zone: z.string().max(100).optional(),
    }),
    jobStarted,
  ),
}
