import type { IncidentTimes, Severity } from '#shared/domain/reviewContent.ts'
import { readSeverity } from '#shared/domain/severity.ts'
import type { Template } from '#shared/domain/template.ts'
import type { TimeValue } from '#shared/domain/times/timeValue.ts'
import type { PostmortemRecord } from './markdown/record.ts'
import { aboutSource, attendees, statistics } from './planWords.ts'

/** What is made of a post-mortem: everything of it has its place here, or in the report. */
export interface ImportPlan {
  title: string
  severity: Severity
  times: IncidentTimes
  impact: string
  services: string[]
  sections: { id: string | null; title: string; markdown: string }[]
  timeline: { time: TimeValue; text: string; key: boolean }[]
  factors: { title: string; detail: string }[]
  actions: PlannedAction[]
  /** What became what of the sections, by line of the file. */
  mapped: { line: number; from: string; to: string }[]
  findings: { line: number | null; code: string; message: string }[]
}

export interface PlannedAction {
  title: string
  detail: string
  ownerId: string | null
  dueOn: string | null
  priority: 'high' | 'medium' | 'low'
  done: boolean
}

const titleLength = 300
const noteLength = 10_000

/** Sections of our templates in which a kind of section is expected. */
const expected: Partial<Record<PostmortemRecord['sections'][number]['kind'], string[]>> = {
  summary: ['summary'],
  impact: ['impact'],
  detection: ['detection'],
  resolution: ['response', 'resolution'],
  lessons: ['lessons'],
  background: ['background'],
}

export function planImport(
  record: PostmortemRecord,
  template: Template,
  people: readonly { id: string; name: string; email: string }[],
): ImportPlan {
  const { times } = record
  const plan: ImportPlan = {
    title: cut(record.title.trim() || record.fileName),
    severity: readSeverity(record.frontMatter.severity ?? ''),
    times: {
      started: times.startedAt?.time ?? record.frontMatter.startTime ?? null,
      detected: times.detectedAt?.time ?? null,
      acknowledged: times.acknowledgedAt?.time ?? null,
      mitigated: times.mitigatedAt?.time ?? null,
      resolved: times.resolvedAt?.time ?? record.frontMatter.endTime ?? null,
    },
    impact: record.impact.length <= noteLength ? record.impact.trim() : '',
    services: [...new Set(record.frontMatter.services.map((one) => cut(one.trim())))].filter(Boolean),
    sections: [],
    timeline: record.timeline.map(({ time, until, text, detail, key }) => ({
      time,
      text: [until ? `${text} (until ${until.text})` : text, detail].filter(Boolean).join('\n\n'),
      key: key ?? false,
    })),
    factors: record.factors.map(({ text, detail }) => ({ title: cut(text), detail: rest(text, detail) })),
    actions: [],
    mapped: [],
    findings: [],
  }
  planSections(plan, record, template)
  planActions(plan, record, people)
  return plan
}

function planSections(plan: ImportPlan, record: PostmortemRecord, template: Template): void {
  const filled = new Map<string, string[]>()
  const put = (id: string, markdown: string) => filled.set(id, [...(filled.get(id) ?? []), markdown])
  if (record.summary.trim() && template.sections.some((one) => one.id === 'summary'))
    put('summary', record.summary.trim())
  else if (record.summary.trim())
    plan.sections.push({ id: null, title: 'Summary', markdown: record.summary.trim() })
  if (record.impact.trim() && template.sections.some((one) => one.id === 'impact'))
    put('impact', record.impact.trim())
  else if (record.impact.length > noteLength)
    plan.sections.push({ id: null, title: 'Impact', markdown: record.impact.trim() })
  for (const section of record.sections) {
    const markdown = section.markdown.trim()
    const heading = cut(section.heading.trim() || 'Introduction')
    const target = targetOf(section, template, filled)
    if (!target) {
      plan.sections.push({ id: null, title: heading, markdown })
      plan.mapped.push({ line: section.line, from: heading, to: 'section, word for word' })
      continue
    }
    put(target.id, markdown)
    plan.mapped.push({ line: section.line, from: heading, to: `section “${target.title}”, word for word` })
  }
  for (const extra of [attendees(record), statistics(record), aboutSource(record)])
    if (extra) plan.sections.push({ id: null, ...extra })
  for (const [id, parts] of filled) plan.sections.push({ id, title: '', markdown: parts.join('\n\n') })
}

/** The template's section of the same name, else of the same kind where nothing stands in it yet. */
function targetOf(
  section: PostmortemRecord['sections'][number],
  template: Template,
  filled: ReadonlyMap<string, unknown>,
): Template['sections'][number] | undefined {
  const name = section.heading.trim().toLowerCase()
  const free = template.sections.filter((one) => !filled.has(one.id))
  return (
    free.find((one) => one.title.toLowerCase() === name) ??
    free.find((one) => expected[section.kind]?.includes(one.id))
  )
}

function planActions(
  plan: ImportPlan,
  record: PostmortemRecord,
  people: readonly { id: string; name: string; email: string }[],
): void {
  for (const action of record.actions) {
    const owner = action.owner?.trim() ?? ''
    const known = people.filter((one) =>
      [one.name.toLowerCase(), one.email.toLowerCase()].includes(owner.toLowerCase()),
    )
    const person = owner && known.length === 1 ? known[0]! : null
    const asGiven = [
      owner && !person && `Owner as given: ${owner}`,
      action.due && !action.dueDate && `Due as given: ${action.due}`,
      action.status && `Status as given: ${action.status}`,
      action.priority && `Priority as given: ${action.priority}`,
      action.link && `Link as given: ${action.link}`,
    ].filter(Boolean)
    plan.actions.push({
      title: cut(action.title),
      detail: rest(action.title, [action.detail, ...asGiven].filter(Boolean).join('\n\n')),
      ownerId: person?.id ?? null,
      dueOn: action.dueDate ?? null,
      priority: priorityOf(action.priority),
      done: action.done ?? false,
    })
    if (owner && !person)
      plan.findings.push({
        line: action.line,
        code: 'unknown-owner',
        message: `“${cut(owner)}” is nobody in this workspace, so the action “${cut(action.title)}” has no owner yet.`,
      })
  }
}

function priorityOf(given: string | undefined): PlannedAction['priority'] {
  const text = given?.trim().toLowerCase() ?? ''
  if (/^(?:p?[01]|high(?:est)?|critical|urgent)$/.test(text)) return 'high'
  return /^(?:p?[345]|low(?:est)?|minor)$/.test(text) ? 'low' : 'medium'
}

/** A line as titles are; what does not fit stands in the detail, in full. */
function cut(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length <= titleLength
    ? line
    : `${line
        .slice(0, titleLength - 1)
        .toWellFormed()
        .trimEnd()}…`
}

function rest(text: string, detail: string | undefined): string {
  return [text.trim().length > titleLength ? text.trim() : '', detail?.trim() ?? '']
    .filter(Boolean)
    .join('\n\n')
}
