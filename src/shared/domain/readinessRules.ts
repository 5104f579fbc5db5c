import { z } from 'zod'

/** The five times of an incident, in the order in which they usually happen. */
export const timeNames = ['started', 'detected', 'acknowledged', 'mitigated', 'resolved'] as const
export const timeName = z.enum(timeNames)
export type TimeName = z.infer<typeof timeName>

/** Ids in templates and taxonomies: `what-went-well`. */
export const slug = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'an id is of small letters, digits and single hyphens')

const count = z.int().min(1).max(100)
/** Whether a second person may agree that a finding of this rule stays open. */
const waivable = z.boolean().default(true)

/** What a template asks of a review before it can be approved. */
export const readinessRule = z.discriminatedUnion('rule', [
  z.strictObject({ rule: z.literal('required-time'), times: z.array(timeName).min(1).max(5), waivable }),
  z.strictObject({ rule: z.literal('impact'), waivable }),
  z.strictObject({
    rule: z.literal('section-words'),
    section: slug,
    words: z.int().min(1).max(10_000),
    waivable,
  }),
  z.strictObject({ rule: z.literal('minimum-factors'), count, waivable }),
  z.strictObject({ rule: z.literal('timeline-minimum'), count, waivable }),
  z.strictObject({ rule: z.literal('key-moment'), count: count.default(1), waivable }),
  z.strictObject({ rule: z.literal('linked-evidence'), count, waivable }),
  z.strictObject({ rule: z.literal('action-minimum'), count, waivable }),
  z.strictObject({ rule: z.literal('action-owner'), waivable }),
  z.strictObject({ rule: z.literal('action-due-date'), waivable }),
  z.strictObject({ rule: z.literal('action-criterion'), waivable }),
])
export type ReadinessRule = z.infer<typeof readinessRule>

/** Where a finding leads to on the screen. */
export const findingPlace = z.strictObject({
  kind: z.enum([
    'time',
    'section',
    'factors',
    'factor',
    'actions',
    'action',
    'evidence',
    'timeline',
    'impact',
  ]),
  /** A time's name, a section's id, or the id of a factor, an action or a timeline entry. */
  id: z.string().optional(),
})
export type FindingPlace = z.infer<typeof findingPlace>

export const finding = z.strictObject({
  /** The key of the finding: its rule, and the place where a rule has several (`required-time:detected`). */
  rule: z.string(),
  /** One sentence: "The detection time is missing." */
  message: z.string(),
  place: findingPlace,
  waivable: z.boolean(),
})
export type Finding = z.infer<typeof finding>
