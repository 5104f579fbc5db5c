import { z } from 'zod'
import { readinessRule, slug } from './readinessRules.ts'
import { role } from './roles.ts'

const line = z.string().trim().min(1).max(200)
const paragraph = z.string().trim().max(5_000)
const prompt = z.string().trim().min(1).max(500)

export const templateSection = z.strictObject({
  id: slug,
  title: line,
  /** What belongs in the section, for who writes it. Markdown. */
  guidance: paragraph,
  /** Questions that begin with what or how. */
  prompts: z.array(prompt).max(30),
  required: z.boolean(),
  /** The fewest words that count as an answer: 1 or more in a required section, otherwise 0. */
  minimumWords: z.int().min(0).max(10_000),
})
export type TemplateSection = z.infer<typeof templateSection>

export const agendaItem = z.strictObject({
  id: slug,
  title: line,
  /** The timebox, in minutes. */
  minutes: z.int().min(1).max(480),
  prompts: z.array(prompt).max(30),
})
export type AgendaItem = z.infer<typeof agendaItem>

/** Who approves, and how soon after resolution the review is due. */
export const approvalPolicy = z.strictObject({
  'technical-validation': role,
  'process-review': role,
  withinHours: z
    .int()
    .min(1)
    .max(24 * 365),
})
export type ApprovalPolicy = z.infer<typeof approvalPolicy>

const distinctIds = (of: readonly { id: string }[]) => new Set(of.map((one) => one.id)).size === of.length

/** A version of a template. Reviews keep the version that they were made from. */
export const template = z.strictObject({
  id: slug,
  name: line,
  version: z.int().min(1).max(1_000_000),
  description: z.string().trim().max(1_000),
  /** What the facilitator says at the start of a session. Markdown. */
  opening: paragraph,
  sections: z.array(templateSection).min(1).max(60).refine(distinctIds, 'two sections have the same id'),
  rules: z.array(readinessRule).max(100),
  agenda: z.array(agendaItem).max(40).refine(distinctIds, 'two agenda items have the same id'),
  approval: approvalPolicy,
})
export type Template = z.infer<typeof template>

export const usualApprovalPolicy: ApprovalPolicy = {
  'technical-validation': 'engineering-lead',
  'process-review': 'incident-manager',
  withinHours: 48,
}
