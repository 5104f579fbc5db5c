import { createWriteStream } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { safeFileName } from '../../packs/fileNames.ts'
import type { Rescued } from './rescued.ts'
import { reviewHead, reviewIds, reviewText } from './reviewText.ts'

/** Keys stay behind: outside the workspace they would help nobody but a thief. */
const secret = new Set(['encryptedKey', 'wrappedKey'])
/** What the search keeps is in the rows themselves, or in the reviews' texts. */
const notGiven = new Set(['searchEntry'])

/** Lines of JSON, a file a table: `{…columns}`, with `$lost` and `$doubtful` where a row is not whole or not certain. */
export async function writeTables(rescued: Rescued, folder: string): Promise<void> {
  await mkdir(folder)
  for (const table of rescued.tables) {
    if (notGiven.has(table)) continue
    await pipeline(Readable.from(lines(rescued, table)), createWriteStream(join(folder, `${table}.jsonl`)))
  }
}

function* lines(rescued: Rescued, table: string): Generator<string> {
  for (const { row, lost, isDoubtful } of rescued.allRows(table)) {
    const values = Object.entries(row)
      .filter(([name]) => !secret.has(name))
      .map(([name, value]) => [name, Buffer.isBuffer(value) ? value.toString('base64') : value])
    const marks = { ...(lost.length ? { $lost: lost } : {}), ...(isDoubtful ? { $doubtful: true } : {}) }
    yield `${JSON.stringify({ ...Object.fromEntries(values), ...marks })}\n`
  }
}

/** A Markdown file a review; answers how many there are. */
export async function writeReviews(rescued: Rescued, folder: string): Promise<number> {
  await mkdir(folder)
  const ids = reviewIds(rescued)
  const names = new Names()
  for (const id of ids) {
    const { key, title } = reviewHead(rescued, id)
    await writeFile(join(folder, names.free(safeFileName(`${key} ${title}`), '.md')), reviewText(rescued, id))
  }
  return ids.length
}

const actionColumns = [
  'key',
  'title',
  'state',
  'dueOn',
  'priority',
  'criterion',
  'detail',
  'closureNote',
  'createdAt',
  'closedAt',
] as const

/** RFC 4180 with a head row, UTF-8; no cell can be taken for a formula. */
export async function writeActions(rescued: Rescued, path: string): Promise<number> {
  const rows: string[][] = [[...actionColumns, 'owner', 'review', 'lost']]
  for (const { row, lost } of rescued.allRows('action')) {
    const [owner] = rescued.rows('person', { id: row.ownerId ?? null })
    const [review] = rescued.rows('review', { id: row.reviewId ?? null })
    rows.push([
      ...actionColumns.map((name) => String(row[name] ?? '')),
      String(owner?.row.name ?? row.ownerId ?? ''),
      String(review?.row.key ?? row.reviewId ?? ''),
      lost.join(' '),
    ])
  }
  await writeFile(path, rows.map((row) => `${row.map(cell).join(',')}\r\n`).join(''))
  return rows.length - 1
}

function cell(text: string): string {
  const harmless = /^\s*[=+\-@]|^[\t\r]/.test(text) ? `'${text}` : text
  return `"${harmless.replaceAll('"', '""')}"`
}

/** Names that are not taken yet; systems that know no capitals are thought of. */
class Names {
  readonly #taken = new Set<string>()

  free(stem: string, extension: string): string {
    let name = `${stem}${extension}`
    for (let number = 2; this.#taken.has(name.toLowerCase()); number++)
      name = `${stem} (${number})${extension}`
    this.#taken.add(name.toLowerCase())
    return name
  }
}
