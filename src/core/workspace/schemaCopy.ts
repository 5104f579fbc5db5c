import { closeSync, existsSync, openSync, readFileSync, readSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type Database from 'better-sqlite3'
import { z } from 'zod'

/** The page size of SQLCipher's scheme. */
export const pageSize = 4096
export const schemaName = 'workspace.schema'
export const saltLength = 16
const mostPages = 1_000

const schemaHead = z.strictObject({
  format: z.literal('afterword-schema/1'),
  pages: z.array(z.int().positive()).min(1).max(mostPages),
})
type SchemaHead = z.infer<typeof schemaHead>

/**
 * `workspace.schema`: copies, encrypted as they stand in the database, of the few pages that say which tables there are
 * and where each begins. Where one of those is damaged nothing of the database can be read; with their copies, all the
 * rest can. They change with the form of a workspace alone.
 */
export interface SchemaCopy {
  pages: { number: number; bytes: Buffer }[]
}

/** Which pages those are in an open database. */
export function schemaPages(database: Database.Database): number[] {
  return database
    .prepare("SELECT pageno FROM dbstat WHERE name = 'sqlite_schema' ORDER BY pageno")
    .pluck()
    .all() as number[]
}

/** Copies the pages out of a database that nobody has open, unless that was done: then all stands in its one file. */
export function copySchema(folder: string, databaseName: string, numbers: number[]): void {
  if (existsSync(join(folder, `${databaseName}-wal`))) return
  const pages = readPages(join(folder, databaseName), numbers)
  const there = readSchemaCopy(folder)
  // The first page holds counters too, so it changes without its tables.
  const isKept =
    there?.pages.length === pages.length &&
    there.pages.every(
      ({ number, bytes }, index) =>
        number === numbers[index] && (number === 1 || bytes.equals(pages[index]!)),
    )
  if (isKept) return
  const path = join(folder, schemaName)
  const head: SchemaHead = { format: 'afterword-schema/1', pages: numbers }
  const content = Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), ...pages])
  writeFileSync(`${path}.new`, content, { mode: 0o600, flush: true })
  renameSync(`${path}.new`, path)
}

function readPages(path: string, numbers: number[]): Buffer[] {
  const file = openSync(path, 'r')
  try {
    return numbers.map((number) => {
      const bytes = Buffer.alloc(pageSize)
      readSync(file, bytes, 0, pageSize, (number - 1) * pageSize)
      return bytes
    })
  } finally {
    closeSync(file)
  }
}

/** Undefined where there is none, or it is not whole. */
export function readSchemaCopy(folder: string): SchemaCopy | undefined {
  try {
    const file = readFileSync(join(folder, schemaName))
    const end = file.indexOf('\n') + 1
    const { pages } = schemaHead.parse(JSON.parse(file.subarray(0, end).toString('utf8')))
    if (file.length !== end + pages.length * pageSize) return undefined
    return {
      pages: pages.map((number, index) => ({
        number,
        bytes: file.subarray(end + index * pageSize, end + (index + 1) * pageSize),
      })),
    }
  } catch {
    return undefined
  }
}
