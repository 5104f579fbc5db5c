import { z } from 'zod'
import { type Template, template, usualApprovalPolicy } from '#shared/domain/template.ts'
import { readFrontMatter, refuse } from './frontMatter.ts'
import { problemOf } from './problems.ts'

/**
 * A template is Markdown with YAML front matter. The front matter holds what the machine reads: id, name, version,
 * description, sections (id, title, required, words), rules, agenda, approval. The body holds what people read: the
 * text before the first heading is the facilitator's opening; each `## Title` is a section of that title, its text is
 * the guidance, and the list under its `### Prompts` are the questions.
 */
const largest = 256 * 1024

const header = z.looseObject({
  sections: z
    .array(
      z.strictObject({
        id: z.string(),
        title: z.string().max(200),
        required: z.boolean().default(false),
        words: z.int().min(0).optional(),
      }),
    )
    .max(60),
})

/** Reads a template. Throws AfterwordError('invalid-input') that names the line and the place. */
export function parseTemplate(text: string): Template {
  if (text.length > largest) throw refuse('it is larger than 256 kB')
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)
  const close = lines.indexOf('---', 1)
  if (lines[0] !== '---' || close < 0)
    throw refuse('it does not begin with front matter between two lines “---”', 1)
  const { data, lineOf } = readFrontMatter(lines.slice(1, close).join('\n'))
  const head = header.safeParse(data)
  if (!head.success) throw refuseIssue(head.error, data, lineOf)
  const body = readBody(lines, close + 1)
  const { sections, ...rest } = head.data
  for (const [title, part] of body.parts) {
    if (!sections.some((one) => one.title === title)) {
      throw refuse(`the section “${title}” is not listed in the front matter`, part.line)
    }
  }
  const result = template.safeParse({
    approval: usualApprovalPolicy,
    rules: [],
    agenda: [],
    description: '',
    ...rest,
    opening: body.opening,
    sections: sections.map(({ words, ...section }) => ({
      ...section,
      guidance: body.parts.get(section.title)?.guidance.trim() ?? '',
      prompts: body.parts.get(section.title)?.prompts ?? [],
      minimumWords: words ?? (section.required ? 1 : 0),
    })),
  })
  if (result.success) return result.data
  throw refuseIssue(result.error, data, (path) => {
    const [list, index, member] = path
    if (list === 'opening') return close + 2
    const isOfBody = list === 'sections' && (member === 'guidance' || member === 'prompts')
    const part = isOfBody ? body.parts.get(sections[index as number]?.title ?? '') : undefined
    return part?.line ?? lineOf(path)
  })
}

/** The first problem, with its line. */
function refuseIssue(error: z.ZodError, data: unknown, lineOf: (path: PropertyKey[]) => number) {
  const issue = error.issues[0]!
  const path = issue.path.map((step) => (step === 'minimumWords' ? 'words' : step))
  const at = issue.code === 'unrecognized_keys' ? [...path, issue.keys[0]!] : path
  return refuse(problemOf({ ...issue, path }, data), lineOf(at))
}

interface Part {
  line: number
  guidance: string
  prompts: string[]
}

function readBody(lines: readonly string[], from: number): { opening: string; parts: Map<string, Part> } {
  const parts = new Map<string, Part>()
  const opening: string[] = []
  let part: Part | undefined
  let inPrompts = false
  for (let at = from; at < lines.length; at += 1) {
    const line = lines[at] as string
    if (line.startsWith('## ')) {
      const title = line.slice(3).trim()
      if (parts.has(title)) throw refuse(`the section “${title}” stands there twice`, at + 1)
      part = { line: at + 1, guidance: '', prompts: [] }
      parts.set(title, part)
      inPrompts = false
    } else if (!part) opening.push(line)
    else if (line.trim() === '### Prompts') inPrompts = true
    else if (!inPrompts) part.guidance += `${line}\n`
    else if (line.startsWith('- ')) part.prompts.push(line.slice(2).trim())
    else if (line.trim() !== '') throw refuse('under “### Prompts” each line begins with “- ”', at + 1)
  }
  return { opening: opening.join('\n').trim(), parts }
}
