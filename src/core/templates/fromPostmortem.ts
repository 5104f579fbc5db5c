import { stringify } from 'yaml'
import { AfterwordError } from '#shared/errors.ts'
import { parseAsTemplate } from '../imports/markdown/parsePostmortem.ts'
import { parseTemplate } from './parse.ts'

/** Sections that Afterword keeps as data of their own, so that a template needs no text for them. */
const kept = new Set(['timeline', 'factors', 'actions', 'attendees', 'statistics'])

/**
 * Somebody's own template for post-mortems in the form of ours: its headings become sections, what stood below them
 * becomes their guidance. It is for the user to look at before it is saved.
 * @throws AfterwordError `invalid-input`
 */
export function templateFromPostmortem(bytes: Uint8Array, fileName: string): string {
  const record = parseAsTemplate(bytes, { fileName })
  if (record.outcome === 'rejected')
    throw new AfterwordError('invalid-input', `${fileName}: ${record.reason ?? 'It cannot be read.'}`)
  const name = (record.title || fileName.replace(/\.[^.]*$/, '') || 'Own template').slice(0, 100)
  const used = new Set<string>()
  const found = record.sections.filter((one) => one.heading.trim() !== '' && !kept.has(one.kind)).slice(0, 60)
  const sections = (found.length ? found : [{ heading: 'Summary', markdown: '' }]).map((one) => {
    const title = one.heading.trim().replace(/\s+/g, ' ').slice(0, 100)
    return { id: unique(slugOf(title), used), title, guidance: asGuidance(one.markdown) }
  })
  const head = stringify({
    id: slugOf(name),
    name,
    version: 1,
    description: `Made from ${fileName.slice(0, 100)}.`,
    sections: distinct(sections).map(({ id, title }) => ({ id, title, required: false })),
    rules: [
      { rule: 'required-time', times: ['started', 'detected', 'resolved'] },
      { rule: 'minimum-factors', count: 2 },
      { rule: 'action-owner' },
      { rule: 'action-due-date' },
      { rule: 'action-criterion' },
    ],
  })
  const body = distinct(sections).map(({ title, guidance }) => `## ${title}\n\n${guidance}`.trimEnd())
  const markdown = `---\n${head}---\n\n${body.join('\n\n')}\n`
  parseTemplate(markdown)
  return markdown
}

function slugOf(title: string): string {
  const plain = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 50)
    .replace(/^-|-$/g, '')
  return plain || 'section'
}

function unique(id: string, used: Set<string>): string {
  let candidate = id
  for (let count = 2; used.has(candidate); count += 1) candidate = `${id}-${count}`
  used.add(candidate)
  return candidate
}

/** Two sections of one title cannot be told apart in a template's body; the first stays. */
function distinct<T extends { title: string }>(sections: T[]): T[] {
  const titles = new Set<string>()
  return sections.filter((one) => !titles.has(one.title) && titles.add(one.title))
}

/** Headings below a section would begin a new one. */
function asGuidance(markdown: string): string {
  return markdown
    .replace(/^#{1,6}\s+(.*)$/gm, '**$1**')
    .trim()
    .slice(0, 4_900)
}
