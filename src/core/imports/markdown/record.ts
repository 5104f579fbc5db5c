import { z } from 'zod'
import { timeValue } from '#shared/domain/times/timeValue.ts'

/** Line of the file, counted from 1. */
const line = z.number().int().positive()
const givenTime = z.object({ time: timeValue, line, source: z.string() })

/** What kind of section a heading names, where Afterword knows it. */
export const sectionKinds = [
  'summary',
  'impact',
  'timeline',
  'factors',
  'actions',
  'attendees',
  'statistics',
  'lessons',
  'detection',
  'resolution',
  'background',
  'other',
] as const
export type SectionKind = (typeof sectionKinds)[number]

/** What a YAML front matter said. Keys that Afterword does not know are in `extra`, their values as YAML or text. */
export const frontMatterSchema = z.object({
  title: z.string().optional(),
  startTime: timeValue.optional(),
  endTime: timeValue.optional(),
  severity: z.string().optional(),
  summary: z.string().optional(),
  uuid: z.string().optional(),
  url: z.string().optional(),
  company: z.string().optional(),
  product: z.string().optional(),
  sourcePublishedAt: z.string().optional(),
  sourceFetchedAt: z.string().optional(),
  zone: z.string().optional(),
  services: z.array(z.string()),
  categories: z.array(z.string()),
  keywords: z.array(z.string()),
  authors: z.array(z.string()),
  extra: z.array(z.object({ key: z.string(), value: z.string(), line })),
})
export type FrontMatter = z.infer<typeof frontMatterSchema>

/**
 * A post-mortem as it was understood. Texts of entries, factors and actions are plain (a link is `text (address)`);
 * `detail` and `markdown` are Markdown, word for word but for line ends, with the link definitions they need.
 */
export const postmortemRecord = z.object({
  outcome: z.enum(['review', 'template', 'skipped', 'rejected']),
  /** Why a file was skipped or rejected, or taken for a template: a sentence. */
  reason: z.string().optional(),
  fileName: z.string(),
  /** SHA-256 of the file, hexadecimal. */
  contentHash: z.string(),
  title: z.string(),
  frontMatter: frontMatterSchema,
  /** Markdown. */
  summary: z.string(),
  /** Markdown. */
  impact: z.string(),
  /** Categories of the front matter and of the statistics. */
  categories: z.array(z.string()),
  /** What stays word for word, in the order of the file. The part before any heading has the heading ''. */
  sections: z.array(
    z.object({ heading: z.string(), kind: z.enum(sectionKinds), markdown: z.string(), line }),
  ),
  times: z.object({
    startedAt: givenTime.optional(),
    detectedAt: givenTime.optional(),
    acknowledgedAt: givenTime.optional(),
    mitigatedAt: givenTime.optional(),
    resolvedAt: givenTime.optional(),
  }),
  timeline: z.array(
    z.object({
      time: timeValue,
      /** The end, of an entry that gave a range. */
      until: timeValue.optional(),
      text: z.string(),
      detail: z.string().optional(),
      line,
      key: z.boolean().optional(),
    }),
  ),
  factors: z.array(z.object({ text: z.string(), detail: z.string().optional(), line })),
  actions: z.array(
    z.object({
      title: z.string(),
      detail: z.string().optional(),
      owner: z.string().optional(),
      /** As it was given. */
      due: z.string().optional(),
      /** The same as YYYY-MM-DD, where it is a date. */
      dueDate: z.string().optional(),
      done: z.boolean().optional(),
      status: z.string().optional(),
      priority: z.string().optional(),
      link: z.string().optional(),
      line,
    }),
  ),
  attendees: z.array(z.object({ text: z.string(), role: z.string().optional(), line })),
  statistics: z.array(
    z.object({ label: z.string(), value: z.string(), minutes: z.number().optional(), line }),
  ),
  links: z.array(z.object({ url: z.string(), text: z.string(), line })),
  /** What became what. `from` is the beginning of the source. */
  mapped: z.array(z.object({ line, from: z.string(), to: z.string() })),
  /** What is doubtful, or was not understood. */
  findings: z.array(z.object({ line, code: z.string(), message: z.string() })),
})
export type PostmortemRecord = z.infer<typeof postmortemRecord>
export type TimelineItem = PostmortemRecord['timeline'][number]
export type ActionItem = PostmortemRecord['actions'][number]
export type TimeName = keyof PostmortemRecord['times']

/** A record with nothing in it yet. */
export function emptyRecord(fileName: string, contentHash: string): PostmortemRecord {
  return {
    outcome: 'review',
    fileName,
    contentHash,
    title: '',
    frontMatter: { services: [], categories: [], keywords: [], authors: [], extra: [] },
    summary: '',
    impact: '',
    categories: [],
    sections: [],
    times: {},
    timeline: [],
    factors: [],
    actions: [],
    attendees: [],
    statistics: [],
    links: [],
    mapped: [],
    findings: [],
  }
}
