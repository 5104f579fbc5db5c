import {
  type Completeness,
  completeness,
  type ReviewRecord,
  reviewRecord,
} from '#shared/domain/reviewRecord.ts'
import { jsonOf, type PackedFile, textOf } from './pack-files.ts'
import { bad, type Check, good } from './verdict.ts'

type Files = ReadonlyMap<string, PackedFile>

const recordPath = 'data/review.json'
const contentPath = 'data/review-content.json'
const exhibits = 'data/exhibits/'
const notExhibits = new Set([`${exhibits}index.json`, `${exhibits}index.csv`])

/** The record of the review, if it has the form that is published; otherwise a check that says so. */
export function readRecord(files: Files): { record?: ReviewRecord; checks: Check[] } {
  const parsed = reviewRecord.safeParse(jsonOf(files, recordPath))
  if (parsed.success) return { record: parsed.data, checks: [] }
  const issue = files.has(recordPath) ? parsed.error.issues[0] : undefined
  const place = issue && issue.path.length > 0 ? ` (at ${issue.path.join('.')})` : ''
  const what = files.has(recordPath) ? `does not have the form of a record${place}` : 'is missing'
  return { checks: [bad('record.form', `The record of the review ${what}.`, recordPath)] }
}

/** Whether the record tells of the content that was approved, and of the exhibits that are there. */
export function judgeRecord(record: ReviewRecord, files: Files): Check[] {
  return [...judgeContent(record, files), ...judgeExhibits(record, files)]
}

function judgeContent(record: ReviewRecord, files: Files): Check[] {
  const name = 'record.content'
  const file = files.get(contentPath)
  if (!file) return [bad(name, 'The content that was approved is missing.', contentPath)]
  if (file.sha256 !== record.contentSha256) {
    return [
      bad(name, 'The content is not the one whose hash stands in the record of the review.', contentPath),
    ]
  }
  const content = jsonOf(files, contentPath)
  if (!sameJson(record.content, content)) {
    return [
      bad(name, 'The record of the review tells another content than the one that was approved.', recordPath),
    ]
  }
  if (canonicalJson(content) !== textOf(files, contentPath)) {
    const message =
      'The content that was approved is not written in its one canonical form: programs could read different things in it.'
    return [bad(name, message, contentPath)]
  }
  return [good(name, 'The record of the review tells the content that was approved.', recordPath)]
}

function judgeExhibits(record: ReviewRecord, files: Files): Check[] {
  const checks: Check[] = []
  const omitted = new Set(record.completeness.missing.map(({ what }) => what))
  const known = new Set<string>()
  for (const exhibit of record.content.exhibits) {
    const here = [...files.keys()].filter((path) => path.startsWith(`${exhibits}${exhibit.number} `))
    for (const path of here) known.add(path)
    const file = files.get(here[0] ?? '')
    const add = (message: string) => checks.push(bad('exhibit', message, here[0] ?? exhibit.number))
    if (here.length > 1) add(`There are ${here.length} files with the number ${exhibit.number}.`)
    else if (!file) {
      if (!omitted.has(exhibit.number)) {
        add(`${exhibit.number} (“${exhibit.title}”) is neither in the pack nor named as missing.`)
      }
    } else if (file.sha256 !== exhibit.sha256.toLowerCase() || file.size !== exhibit.size) {
      add(`${exhibit.number} (“${exhibit.title}”) is not the file that was received: its hash differs.`)
    }
  }
  for (const path of files.keys()) {
    if (path.startsWith(exhibits) && !known.has(path) && !notExhibits.has(path)) {
      checks.push(bad('exhibit', `“${path}” is no exhibit of this review.`, path))
    }
  }
  if (checks.length > 0) return checks
  return [good('exhibit', `All ${known.size} exhibits in the pack are the files that were received.`)]
}

/** What the pack says of its own completeness, against what is in it. */
export function judgeCompleteness(record: ReviewRecord | undefined, files: Files): Check[] {
  const place = 'data/completeness.json'
  const stated = completeness.safeParse(jsonOf(files, place)).data
  if (!stated) return [bad('completeness.form', 'The pack does not say whether it is complete.', place)]
  const checks: Check[] = []
  if (record && !sameJson(stated, record.completeness)) {
    checks.push(bad('completeness.form', 'The pack makes two statements about its completeness.', place))
  }
  checks.push(...judgeStatement(stated))
  if (record) checks.push(...judgePresence(record, stated, files))
  if (checks.length > 0) return checks
  return [
    good('completeness', `Everything that was asked for is in the pack: ${stated.included.length} items.`),
  ]
}

/** Whether a statement about completeness says that nothing is missing, and agrees with itself. */
export function judgeStatement({ verdict, asked, included, missing }: Completeness): Check[] {
  const checks = missing.map(({ what, title, reason }) =>
    bad('completeness.missing', `Missing: ${what}${title ? ` (“${title}”)` : ''}. Reason: ${reason}`, what),
  )
  const accounted = new Set([...included, ...missing.map(({ what }) => what)])
  for (const item of asked) {
    if (!accounted.has(item))
      checks.push(bad('completeness.missing', `“${item}” was asked for and is not accounted for.`, item))
  }
  if (verdict === 'COMPLETE' && missing.length > 0) {
    checks.push(bad('completeness.form', 'The pack calls itself complete, but names what is missing.'))
  } else if (verdict === 'PARTIAL' && checks.length === 0) {
    checks.push(bad('completeness.form', 'The pack calls itself partial, but does not say what is missing.'))
  }
  return checks
}

function judgePresence(record: ReviewRecord, { included }: Completeness, files: Files): Check[] {
  const checks: Check[] = []
  for (const { number, title } of record.content.exhibits) {
    const isHere = [...files.keys()].some((path) => path.startsWith(`${exhibits}${number} `))
    if (included.includes(number) && !isHere) {
      const message = `${number} (“${title}”) is said to be in the pack, but it is not.`
      checks.push(bad('completeness.missing', message, number))
    }
  }
  return checks
}

/** Whether two JSON values are the same; the order of members does not count. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => sameJson(item, b[index]))
  }
  if (!isObject(a) || !isObject(b)) return false
  const keys = Object.keys(a)
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && sameJson(a[key], b[key]))
  )
}

/** RFC 8785 text of a value that `JSON.parse` gave: members sorted by UTF-16 code units, nothing between them. */
function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (!isObject(value)) return JSON.stringify(value)
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key])}`)
  return `{${members.join(',')}}`
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
