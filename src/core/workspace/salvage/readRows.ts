import type Database from 'better-sqlite3'

export type Row = Record<string, string | number | Buffer | null>

export interface Table {
  name: string
  columns: string[]
  primaryKey: string[]
  hasRowid: boolean
}

export interface Found {
  row: Row
  /** Columns whose content could not be read. */
  lost: string[]
  /** It stands in a damaged page: what is in it may have been changed. */
  isDoubtful: boolean
}

export interface Reading {
  /** How many rows there were, by an index that can be read; undefined where none tells. */
  expected: number | undefined
  /** At how many places for a row nothing can be read: so many rows are lost at most, where the table's end is known. */
  unreadable: number
  /** The rows behind the last one that was found are unknown: nothing tells where the table ends. */
  isOpenEnded: boolean
}

/** So many rowids in a row without a row: what is behind them is given up, where nothing vouches for there being any. */
const blindReach = 10_000
const farReach = 200_000

/**
 * Every row of a table that can be read, once: all in one go as far as that leads, then one by one around what is
 * damaged. `strict` reads pages as they were written or not at all; `lenient` takes damaged pages too, so it is asked for
 * single rows alone: through damaged pages, a walk may never come to an end.
 */
export function readRows(
  strict: Database.Database | undefined,
  lenient: Database.Database | undefined,
  table: Table,
  see: (found: Found) => void,
): Reading {
  const expected = strict && (askIndexes(strict, table, 'count(*)') ?? ask(strict, table, 'count(*)', bySelf))
  if (!table.hasRowid) {
    readFromBothEnds(strict ?? lenient, table, strict === undefined, see)
    return { expected, unreadable: 0, isOpenEnded: expected === undefined }
  }
  const known = strict && (ask(strict, table, lastRowid, bySelf) ?? askIndexes(strict, table, lastRowid))
  const last = known ?? (lenient && ask(lenient, table, lastRowid, bySelf)) ?? Number.MAX_SAFE_INTEGER
  const reach = known === undefined ? blindReach : farReach
  const reader = new RowReader(strict, lenient, table)
  let next = 1
  let misses = 0
  let unreadable = 0
  while (next <= last && misses < reach) {
    if (misses === 0) {
      for (const { rowid, row } of reader.from(next)) {
        see({ row, lost: [], isDoubtful: strict === undefined })
        next = rowid + 1
      }
      if (reader.isAtEnd) break
    }
    const found = reader.at(next)
    if (found) see(found)
    else if (reader.isUnreadable) unreadable += 1
    misses = found ? 0 : misses + 1
    next += 1
  }
  return { expected, unreadable, isOpenEnded: !reader.isAtEnd && (known === undefined || next <= known) }
}

function tried<T>(ask: () => T): T | undefined {
  try {
    return ask()
  } catch {
    return undefined
  }
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`

const lastRowid = 'ifnull(max(rowid), 0)'
const bySelf = 'NOT INDEXED'

function ask(db: Database.Database, { name }: Table, what: string, by: string): number | undefined {
  const found = tried(() =>
    db
      .prepare(`SELECT ${what} FROM ${quoted(name)} ${by}`)
      .pluck()
      .get(),
  )
  return typeof found === 'number' ? found : undefined
}

/** By whichever index can be read: each of them knows every row, and its rowid. */
function askIndexes(db: Database.Database, table: Table, what: string): number | undefined {
  const indexes = tried(() =>
    db.prepare('SELECT name FROM pragma_index_list(?) WHERE partial = 0').pluck().all(table.name),
  ) as string[] | undefined
  for (const index of indexes ?? []) {
    const found = ask(db, table, what, `INDEXED BY ${quoted(index)}`)
    if (found !== undefined) return found
  }
  return undefined
}

class RowReader {
  /** The last reading in one go ended because there was nothing more. */
  isAtEnd = false
  /** The page of the last row that was asked for is damaged, so that nobody knows whether there is one. */
  isUnreadable = false
  readonly #all: Database.Statement | undefined
  readonly #ways: { exists: Database.Statement; whole: Database.Statement; columns: Database.Statement[] }[]
  readonly #names: string[]
  readonly #hasStrict: boolean

  constructor(strict: Database.Database | undefined, lenient: Database.Database | undefined, table: Table) {
    const name = quoted(table.name)
    const list = table.columns.map(quoted).join(', ')
    this.#names = table.columns
    this.#hasStrict = strict !== undefined
    this.#all = (strict ?? lenient)
      ?.prepare(`SELECT rowid, ${list} FROM ${name} WHERE rowid >= ? ORDER BY rowid`)
      .raw()
    this.#ways = [strict, lenient]
      .filter((one) => one !== undefined)
      .map((db) => ({
        exists: db.prepare(`SELECT rowid FROM ${name} WHERE rowid = ?`),
        whole: db.prepare(`SELECT ${list} FROM ${name} WHERE rowid = ?`).raw(),
        columns: table.columns.map((one) =>
          db.prepare(`SELECT ${quoted(one)} FROM ${name} WHERE rowid = ?`).pluck(),
        ),
      }))
  }

  /** Rows in one go, until the first that cannot be read. */
  *from(rowid: number): Generator<{ rowid: number; row: Row }> {
    this.isAtEnd = false
    if (!this.#all) return
    try {
      let last = rowid - 1
      for (const values of this.#all.iterate(rowid) as IterableIterator<unknown[]>) {
        const found = values[0] as number
        // Pages that lead in a circle.
        if (found <= last) return
        last = found
        yield { rowid: found, row: this.#rowOf(values.slice(1)) }
      }
      this.isAtEnd = true
    } catch {
      // Whoever called goes on one by one.
    }
  }

  /** One row, as whole as it can be had; undefined where there is none, or none of it can be read. */
  at(rowid: number): Found | undefined {
    let best: Found | undefined
    this.isUnreadable = false
    for (const [index, way] of this.#ways.entries()) {
      const found = this.#readBy(way, rowid)
      if (!found) continue
      const here = { ...found, isDoubtful: index > 0 || !this.#hasStrict }
      if (!best || here.lost.length < best.lost.length) best = here
      if (!best.lost.length) break
    }
    return best
  }

  #readBy(
    way: { exists: Database.Statement; whole: Database.Statement; columns: Database.Statement[] },
    rowid: number,
  ): { row: Row; lost: string[] } | undefined {
    try {
      if (way.exists.get(rowid) === undefined) return undefined
    } catch {
      this.isUnreadable = true
      return undefined
    }
    try {
      return { row: this.#rowOf(way.whole.get(rowid) as unknown[]), lost: [] }
    } catch {
      return this.#readByColumn(way.columns, rowid)
    }
  }

  /** A long text goes on in other pages: where one of those is damaged, what stands before it is there. */
  #readByColumn(columns: Database.Statement[], rowid: number): { row: Row; lost: string[] } {
    const lost: string[] = []
    const values = columns.map((column, index) => {
      try {
        return column.get(rowid)
      } catch {
        lost.push(this.#names[index]!)
        return null
      }
    })
    return { row: this.#rowOf(values), lost }
  }

  #rowOf(values: unknown[]): Row {
    return Object.fromEntries(this.#names.map((name, index) => [name, values[index] ?? null])) as Row
  }
}

/** A table without rowids has no places to try one by one: what lies between two damaged pages stays unread. */
function readFromBothEnds(
  db: Database.Database | undefined,
  { name, primaryKey, columns }: Table,
  isDoubtful: boolean,
  see: (found: Found) => void,
): void {
  if (!db) return
  const seen = new Set<string>()
  for (const way of ['ASC', 'DESC']) {
    const order = primaryKey.map((column) => `${quoted(column)} ${way}`).join(', ')
    try {
      const rows = db.prepare(
        `SELECT ${columns.map(quoted).join(', ')} FROM ${quoted(name)} ORDER BY ${order}`,
      )
      for (const row of rows.iterate() as IterableIterator<Row>) {
        const key = JSON.stringify(primaryKey.map((column) => row[column]))
        if (seen.has(key)) return
        seen.add(key)
        see({ row, lost: [], isDoubtful })
      }
      return
    } catch {
      // From the other end.
    }
  }
}
