import type { Document, ParsedNode } from 'yaml'
import { isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml'
import { parseTime } from '#shared/domain/times/parseTime.ts'
import { resolveZone } from '#shared/domain/times/zones.ts'
import { Refusal } from './limits.ts'
import type { Reading } from './reading.ts'
import { brief, noteDoubt, noteFinding, noteMapped } from './reading.ts'
import type { FrontMatter } from './record.ts'

const maxCharacters = 64 * 1024
const maxNesting = 30
const maxItems = 2_000

type TextKey =
  | 'title'
  | 'severity'
  | 'summary'
  | 'uuid'
  | 'url'
  | 'company'
  | 'product'
  | 'sourcePublishedAt'
  | 'sourceFetchedAt'
type ListKey = 'services' | 'categories' | 'keywords' | 'authors'

const texts: Readonly<Record<string, TextKey>> = {
  title: 'title',
  severity: 'severity',
  sev: 'severity',
  summary: 'summary',
  description: 'summary',
  uuid: 'uuid',
  id: 'uuid',
  url: 'url',
  company: 'company',
  organization: 'company',
  product: 'product',
  source_published_at: 'sourcePublishedAt',
  source_fetched_at: 'sourceFetchedAt',
}
const lists: Readonly<Record<string, ListKey>> = {
  services: 'services',
  service: 'services',
  affected_services: 'services',
  categories: 'categories',
  category: 'categories',
  keywords: 'keywords',
  tags: 'keywords',
  authors: 'authors',
  author: 'authors',
}
const moments: Readonly<Record<string, 'startTime' | 'endTime'>> = {
  start_time: 'startTime',
  started_at: 'startTime',
  end_time: 'endTime',
  ended_at: 'endTime',
  resolved_at: 'endTime',
}

/** Looks a key up among own properties only: `__proto__` is a key like any other. */
function known<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined
}

/** Nesting that a YAML text could have: brackets within each other, or `- - -` in one line. */
function nestingOf(yaml: string): number {
  let open = 0
  let most = 0
  for (const letter of yaml) {
    if (letter === '[' || letter === '{') most = Math.max(most, ++open)
    else if (letter === ']' || letter === '}') open -= 1
  }
  for (const line of yaml.split('\n')) {
    const marks = /^\s*(?:[-?]\s+)+/.exec(line)?.[0] ?? ''
    most = Math.max(most, marks.replace(/\s/g, '').length, Math.floor(line.search(/\S|$/) / 2))
  }
  return most
}

function refuseTricks(document: Document.Parsed, lineAt: (offset: number) => number): void {
  let items = 0
  visit(document, (_key, node) => {
    if (!isNode(node)) return
    items += 1
    const line = lineAt((node as ParsedNode).range?.[0] ?? 0)
    if (isAlias(node) || ('anchor' in node && node.anchor)) {
      throw new Refusal(
        `Line ${line}: the front matter uses a YAML alias or anchor. Write the values out and import again.`,
      )
    }
    if (items > maxItems) {
      throw new Refusal(
        `Line ${line}: the front matter has more than ${maxItems} values. Shorten it and import again.`,
      )
    }
  })
}

const scalarText = (value: unknown) => (typeof value === 'string' ? value.trim() : '')

function listOf(node: unknown): string[] {
  if (isScalar(node))
    return scalarText(node.value)
      .split(/\s*,\s*/)
      .filter(Boolean)
  if (!isSeq(node)) return []
  return node.items.flatMap((item) => (isScalar(item) ? [scalarText(item.value)].filter(Boolean) : []))
}

/** Software writes the year 1 where it has no time. */
const noTime = /^(?:0001-01-01|null|~|none)?(?:[T ].*)?$/i

function takeMoment(
  reading: Reading,
  key: string,
  name: 'startTime' | 'endTime',
  value: string,
  line: number,
): void {
  if (noTime.test(value)) {
    noteFinding(reading, line, 'time-missing', `“${key}” has no time.`)
    if (value) noteMapped(reading, line, `${key}: ${value}`, 'nothing: no time was given')
    return
  }
  const time = parseTime(value, reading.zone === undefined ? {} : { zone: reading.zone })
  reading.record.frontMatter[name] = time
  reading.record.times[name === 'startTime' ? 'startedAt' : 'resolvedAt'] = { time, line, source: key }
  noteMapped(
    reading,
    line,
    `${key}: ${value}`,
    name === 'startTime' ? 'start of the incident' : 'end of the incident',
  )
  noteDoubt(reading, line, time)
}

/**
 * Reads the front matter; times in it have the zone of the file. Values are text as written, nothing is computed from
 * them. Returns false where it is not valid YAML with keys; throws Refusal for aliases, tags and what is too large.
 */
export function readFrontMatter(reading: Reading, yaml: string): boolean {
  if (yaml.length > maxCharacters) {
    throw new Refusal(
      'The front matter is longer than 64 kB. Move its text below the second --- and import again.',
    )
  }
  if (nestingOf(yaml) > maxNesting) {
    throw new Refusal(
      `The front matter is nested more than ${maxNesting} deep. Make it flatter and import again.`,
    )
  }
  const counter = new LineCounter()
  const document = parseDocument(yaml, {
    schema: 'failsafe',
    lineCounter: counter,
    logLevel: 'silent',
    prettyErrors: false,
  })
  // Line 1 of the file is the --- before the YAML.
  const lineAt = (offset: number) => counter.linePos(offset).line + 1
  refuseTricks(document, lineAt)
  const tag = [...document.warnings, ...document.errors].find(({ code }) => code === 'TAG_RESOLVE_FAILED')
  if (tag) {
    throw new Refusal(
      `Line ${lineAt(tag.pos[0])}: the front matter uses a YAML tag. Remove it and import again.`,
    )
  }
  if (document.errors[0]) {
    const error = document.errors[0]
    noteFinding(
      reading,
      lineAt(error.pos[0]),
      'front-matter-unreadable',
      `The front matter is not valid YAML: ${brief(error.message)} It stays as a section.`,
    )
    return false
  }
  if (!isMap(document.contents)) return false
  const target: FrontMatter = reading.record.frontMatter
  for (const pair of document.contents.items) {
    if (!isScalar(pair.key)) continue
    const given = scalarText(pair.key.value)
    const key = given.toLowerCase().replace(/[\s-]+/g, '_')
    const line = lineAt((pair.key as ParsedNode).range?.[0] ?? 0)
    const value = isScalar(pair.value) ? scalarText(pair.value.value) : ''
    const text = known(texts, key)
    const list = known(lists, key)
    const moment = known(moments, key)
    if (moment && !target[moment] && (isScalar(pair.value) || pair.value === null)) {
      takeMoment(reading, given, moment, value, line)
    } else if (text && target[text] === undefined && isScalar(pair.value)) {
      if (value !== '') target[text] = value
      noteMapped(reading, line, `${given}: ${value}`, `front matter: ${text}`)
    } else if (list && target[list].length === 0 && listOf(pair.value).length > 0) {
      target[list] = listOf(pair.value)
      noteMapped(reading, line, `${given}: ${target[list].join(', ')}`, `front matter: ${list}`)
    } else if ((key === 'timezone' || key === 'time_zone') && resolveZone(value)) {
      target.zone = value
      noteMapped(reading, line, `${given}: ${value}`, 'zone of the times')
    } else {
      const source = isNode(pair.value)
        ? yaml.slice(...((pair.value as ParsedNode).range ?? [0, 0]).slice(0, 2)).trim()
        : ''
      target.extra.push({ key: given, value: isScalar(pair.value) ? value : source, line })
      noteMapped(reading, line, `${given}: ${value || source}`, 'front matter, kept as it is')
    }
  }
  reading.record.categories.push(...target.categories)
  return true
}

/** The zone that the front matter names, read before its times are. */
export function zoneOfFrontMatter(yaml: string): string | undefined {
  const found = /^time[_ -]?zone:[ \t]*["']?([^"'\n#]{1,60})/im.exec(yaml.slice(0, maxCharacters))
  const zone = found?.[1]?.trim()
  return zone && resolveZone(zone) ? zone : undefined
}
