import { z } from 'zod'
import { readinessRule } from '../domain/readinessRules.ts'
import { approvalPolicy } from '../domain/template.ts'
import { fileRef, nothing, version } from './common.ts'
import { command, query } from './method.ts'

const templateId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,79}$/)

export const templateRow = z.strictObject({
  id: templateId,
  name: z.string(),
  version,
  description: z.string(),
  builtIn: z.boolean(),
  sectionCount: z.int(),
  reviewCount: z.int(),
})

export const templatesContract = {
  /** The newest version of each template. */
  'templates.list': query(nothing, z.array(templateRow)),
  'templates.get': query(
    z.strictObject({ id: templateId, version: version.optional() }),
    z.strictObject({
      ...templateRow.shape,
      versions: z.array(version),
      markdown: z.string(),
      sections: z.array(
        z.strictObject({
          id: z.string(),
          title: z.string(),
          guidance: z.string(),
          prompts: z.array(z.string()),
          required: z.boolean(),
          minimumWords: z.int(),
        }),
      ),
      agenda: z.array(
        z.strictObject({ title: z.string(), minutes: z.number(), prompts: z.array(z.string()) }),
      ),
      opening: z.string(),
      rules: z.array(readinessRule),
      approval: approvalPolicy,
    }),
  ),
  /**
   * Saves the Markdown as the next version of the template that its front matter names. `base` is the version that it
   * was made from; without one it is a new template.
   */
  'templates.save': command(
    z.strictObject({
      markdown: z.string().max(500_000),
      base: z.strictObject({ id: templateId, version }).nullable().default(null),
    }),
    z.strictObject({ id: templateId, version }),
  ),
  /** Somebody's own post-mortem template, read into ours for the user to look at; nothing is saved. */
  'templates.fromFile': query(z.strictObject({ file: fileRef }), z.strictObject({ markdown: z.string() })),
}
