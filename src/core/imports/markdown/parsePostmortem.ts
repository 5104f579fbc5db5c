import { createHash } from 'node:crypto'
import { visit } from 'unist-util-visit'
import { readActions } from './actions.ts'
import { readAttendees } from './attendees.ts'
import { labelled, linesOf } from './blocks.ts'
import { decode } from './decode.ts'
import { readFactors } from './factors.ts'
import { readFrontMatter, zoneOfFrontMatter } from './frontMatter.ts'
import { incidentWords, timeOfLabel } from './headings.ts'
import type { MarkdownLimits } from './limits.ts'
import { checkShape, defaultLimits, Refusal } from './limits.ts'
import type { Outline, Part } from './outline.ts'
import { outlineOf } from './outline.ts'
import { plainText, urlOf } from './plainText.ts'
import type { Reading, Rest } from './reading.ts'
import { firstLine, noteFinding, noteMapped, restMarkdown } from './reading.ts'
import type { PostmortemRecord } from './record.ts'
import { emptyRecord } from './record.ts'
import type { Source } from './source.ts'
import { lineOf, parseSource } from './source.ts'
import { readStatistics, takeTime } from './statistics.ts'
import { isTemplate, isTitlePlaceholder } from './template.ts'
import { readTimeline } from './timeline.ts'
import { declaredZone } from './zoneOfFile.ts'

export type ParseOptions = {
  fileName: string
  /** The zone of times whose file names none: `Europe/Copenhagen`, `CET`. */
  zone?: string
  limits?: Partial<MarkdownLimits>
}

const maxLinks = 2_000

function titleOfFile(fileName: string): string {
  return fileName
    .replace(/^.*[/\\]/, '')
    .replace(/\.(?:md|markdown|mdown|txt)$/i, '')
    .trim()
}

/** A zone that holds for the whole file: all its declarations name the same one. */
function zoneOfSource(source: Source): string | undefined {
  const zones = new Set<string>()
  visit(source.root, 'paragraph', (node) => {
    const zone = declaredZone(plainText(node.children, source.urls))
    if (zone) zones.add(zone)
  })
  return zones.size === 1 ? [...zones][0] : undefined
}

function readLinks(reading: Reading): void {
  const seen = new Set<string>()
  visit(reading.source.root, (node) => {
    if (node.type === 'definition')
      noteMapped(reading, lineOf(node), `[${node.label ?? node.identifier}]: ${node.url}`, 'link')
    const url = urlOf(node, reading.source.urls)
    if (url === undefined || url.startsWith('data:') || seen.has(url) || seen.size >= maxLinks) return
    seen.add(url)
    const text = 'children' in node ? plainText(node.children, reading.source.urls) : ''
    reading.record.links.push({ url, text: text || url, line: lineOf(node) })
  })
}

/** Sections such as `### Start time` that hold one time and nothing else. */
function readTimeSection(reading: Reading, part: Part): Rest[] {
  const [node, ...others] = part.nodes
  if (!timeOfLabel(part.heading) || node?.type !== 'paragraph' || others.length > 0) return part.nodes
  const taken = takeTime(reading, part.heading, plainText(node.children, reading.source.urls), lineOf(node))
  return taken ? [] : part.nodes
}

/** Lines like `Start time: …` before the first section become times, where a whole paragraph is made of such lines. */
function readIntro(reading: Reading, part: Part): Rest[] {
  return part.nodes.filter((node) => {
    if (node.type !== 'paragraph') return true
    const pairs = linesOf(reading, node).map(({ text, line }) => ({
      pair: labelled(text.replace(/\*\*/g, '')),
      line,
    }))
    if (!pairs.every(({ pair }) => pair && timeOfLabel(pair.label))) return true
    const taken = pairs.map(({ pair, line }) =>
      pair ? takeTime(reading, pair.label, pair.value, line) : false,
    )
    return !taken.every(Boolean)
  })
}

function restOf(reading: Reading, part: Part): Rest[] {
  switch (part.kind) {
    case 'timeline':
      return readTimeline(reading, part, true)
    case 'factors':
      return readFactors(reading, part)
    case 'actions':
      return readActions(reading, part)
    case 'attendees':
      return readAttendees(reading, part)
    case 'statistics':
      return readStatistics(reading, part)
    case 'other':
      return readTimeSection(reading, { ...part, nodes: readTimeline(reading, part, false) })
    default:
      return part.nodes
  }
}

function readPart(reading: Reading, part: Part): void {
  const { record, source } = reading
  const counts = () => record.mapped.length + record.findings.length
  const before = counts()
  // Definitions are links; they are appended to whatever needs them.
  const words = part.nodes.filter((node) => node.type !== 'definition')
  const rest = restOf(reading, { ...part, nodes: words })
  const markdown = restMarkdown(source, rest)
  if (markdown.trim() === '') {
    noteMapped(reading, part.line, part.heading, counts() > before ? part.kind : 'an empty section')
    if (counts() === before + 1)
      noteFinding(reading, part.line, 'empty-section', `The section “${part.heading}” is empty.`)
  } else if ((part.kind === 'summary' || part.kind === 'impact') && record[part.kind] === '') {
    record[part.kind] = markdown
    noteMapped(reading, part.line, part.heading, part.kind)
  } else {
    record.sections.push({
      heading: part.heading,
      kind: part.kind,
      markdown,
      line: part.heading ? part.line : firstLine(rest),
    })
    noteMapped(
      reading,
      part.line,
      part.heading,
      counts() > before ? `${part.kind}, and a section word for word` : 'section, word for word',
    )
  }
}

function readTitle(reading: Reading, outline: Outline): void {
  const { record, source } = reading
  const words = outline.title ? plainText(outline.title.children, source.urls) : ''
  const given = record.frontMatter.title
  record.title = given || words || titleOfFile(record.fileName)
  if (!outline.title) return
  noteMapped(reading, lineOf(outline.title), words, given && given !== words ? 'second title' : 'title')
  if (given && words && given !== words) {
    noteFinding(
      reading,
      lineOf(outline.title),
      'two-titles',
      `The front matter's title is used; the heading says “${words}”.`,
    )
  }
}

/** A template keeps its sections, empty ones too, and nothing else. */
function asTemplate(reading: Reading, outline: Outline): PostmortemRecord {
  const { record, source } = reading
  const sections = outline.parts.map((part) => ({
    heading: part.heading,
    kind: part.kind,
    markdown: restMarkdown(source, part.nodes),
    line: part.line,
  }))
  return {
    ...emptyRecord(record.fileName, record.contentHash),
    outcome: 'template',
    reason: 'Its sections are there to be filled in; nothing in them tells of an incident.',
    title: isTitlePlaceholder(record.title) ? titleOfFile(record.fileName) : record.title,
    sections,
    links: record.links,
    mapped: sections.map(({ heading, line }) => ({ line, from: heading, to: 'section of a template' })),
    findings: record.findings,
  }
}

function read(reading: Reading): PostmortemRecord {
  const { record, source } = reading
  const yaml = source.root.children.find((node) => node.type === 'yaml')
  reading.zone = (yaml ? zoneOfFrontMatter(yaml.value) : undefined) ?? zoneOfSource(source) ?? reading.zone
  const understood = yaml ? readFrontMatter(reading, yaml.value) : false
  const outline = outlineOf(source.root, source.urls)
  if (outline.headings === 0 && !understood) {
    const reason = 'It has no headings and no front matter, so nothing tells that it is a post-mortem.'
    return {
      ...emptyRecord(record.fileName, record.contentHash),
      outcome: 'skipped',
      reason,
      title: titleOfFile(record.fileName),
    }
  }
  readTitle(reading, outline)
  if (yaml && !understood) {
    const markdown = `\`\`\`yaml\n${yaml.value}\n\`\`\``
    record.sections.push({ heading: 'Front matter', kind: 'other', markdown, line: 1 })
    noteMapped(reading, 1, 'front matter', 'section, word for word')
  }
  const intro = { ...outline.intro, nodes: readIntro(reading, outline.intro) }
  if (intro.nodes.some((node) => node.type !== 'definition')) {
    // A file that is only front matter and text: the text is its summary.
    const alone = outline.parts.length === 0 && understood
    readPart(
      reading,
      alone
        ? { ...intro, kind: 'summary', line: firstLine(intro.nodes) }
        : { ...intro, line: firstLine(intro.nodes) },
    )
  }
  for (const part of outline.parts) readPart(reading, part)
  readLinks(reading)
  if (isTemplate(reading, outline, record.title)) return asTemplate(reading, outline)
  const telling =
    understood ||
    record.timeline.length > 0 ||
    outline.parts.some((part) => part.kind !== 'other' || incidentWords.test(part.heading)) ||
    incidentWords.test(record.title)
  if (!telling) {
    const reason =
      'None of its headings is one of a post-mortem, such as summary, timeline, factors or action items.'
    return {
      ...emptyRecord(record.fileName, record.contentHash),
      outcome: 'skipped',
      reason,
      title: record.title,
    }
  }
  record.mapped.sort((one, other) => one.line - other.line)
  record.findings.sort((one, other) => one.line - other.line)
  return record
}

/**
 * Reads a Markdown post-mortem. Never throws for what a file holds: what cannot be read is `rejected` with a sentence,
 * what is no post-mortem `skipped`. What is understood becomes fields, all else stays as sections, and no line is lost.
 */
export function parsePostmortem(bytes: Uint8Array, options: ParseOptions): PostmortemRecord {
  return readFile(bytes, options, read)
}

/** Reads a Markdown file as a template, whatever its words say: its headings are its sections. */
export function parseAsTemplate(bytes: Uint8Array, options: ParseOptions): PostmortemRecord {
  return readFile(bytes, options, (reading) => {
    const outline = outlineOf(reading.source.root, reading.source.urls)
    readTitle(reading, outline)
    return asTemplate(reading, outline)
  })
}

function readFile(
  bytes: Uint8Array,
  options: ParseOptions,
  readAs: (reading: Reading) => PostmortemRecord,
): PostmortemRecord {
  const limits = { ...defaultLimits, ...options.limits }
  const contentHash = createHash('sha256').update(bytes).digest('hex')
  const refused = (reason: string): PostmortemRecord => ({
    ...emptyRecord(options.fileName, contentHash),
    outcome: 'rejected',
    reason,
    title: titleOfFile(options.fileName),
  })
  try {
    if (bytes.length > limits.bytes) {
      const size = (bytes.length / 1024 / 1024).toFixed(1)
      throw new Refusal(
        `The file has ${size} MB; at most ${(limits.bytes / 1024 / 1024).toFixed(1)} MB of Markdown are read. Attach it as evidence.`,
      )
    }
    const text = decode(bytes)
    const lines = text.split('\n')
    checkShape(lines, limits)
    const source = parseSource(text, lines)
    return readAs({ source, record: emptyRecord(options.fileName, contentHash), zone: options.zone })
  } catch (error) {
    if (error instanceof Refusal) return refused(error.message)
    // The parser is recursive: marks within marks can exhaust its stack.
    if (error instanceof RangeError)
      return refused('Its marks are nested too deep to be read. Simplify the file and import again.')
    throw error
  }
}
