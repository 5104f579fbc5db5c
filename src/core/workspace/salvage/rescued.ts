import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type Database from 'better-sqlite3'
import { openDatabase } from '../database.ts'
import type { Damaged } from './openDamaged.ts'
import { type Reading, type Row, readRows, type Table } from './readRows.ts'

/** A row as it was read; what is missing of it is null. */
export interface RescuedRow {
  row: Row
  lost: string[]
  isDoubtful: boolean
}

export interface TableReading extends Reading {
  name: string
  read: number
  /** How many of them lack a part. */
  inPart: number
  /** How many of them stand in a damaged page. */
  doubtful: number
}

const searched = new Set(['id', 'reviewId', 'subjectId', 'sha256'])

/** By what people know a row. */
const namedBy: Record<string, string[]> = {
  incident: ['key'],
  review: ['key', 'revision'],
  action: ['key'],
  evidence: ['reviewId', 'number'],
  person: ['name'],
}

/** What could be read of a damaged database, in one that is whole, encrypted under a key that nobody keeps. */
export class Rescued {
  readonly readings: TableReading[] = []
  readonly #database: Database.Database
  readonly #source: Damaged
  #tables: Table[] = []

  constructor(scratch: string, source: Damaged) {
    this.#source = source
    this.#database = openDatabase(join(scratch, 'rescued.db'), randomBytes(32))
    this.#database.pragma('synchronous=OFF')
  }

  /** Reads every table; between two of them others get their turn. */
  async readAll(signal?: AbortSignal): Promise<void> {
    this.#tables = tablesOf(this.#source)
    for (const table of this.#tables) {
      signal?.throwIfAborted()
      this.#read(table)
      await new Promise((done) => setImmediate(done))
    }
  }

  get tables(): string[] {
    return this.#tables.map(({ name }) => name)
  }

  /** Rows of a table in the order in which they were written, or in another; none where there is no such table. */
  *rows(table: string, where: Row = {}, order = 'ordinal'): Generator<RescuedRow> {
    const known = this.#tables.find(({ name }) => name === table)
    const terms = Object.keys(where)
    if (!known || terms.some((name) => !known.columns.includes(name))) return
    const by = order === 'ordinal' || known.columns.includes(order) ? order : 'ordinal'
    const sql = `SELECT * FROM "${table}" ${terms.length ? `WHERE ${terms.map((name) => `"${name}" IS ?`).join(' AND ')}` : ''} ORDER BY "${by}", ordinal`
    // All at once: a caller may read another table while it goes through this one.
    for (const row of this.#database.prepare(sql).all(...Object.values(where)) as Row[]) yield rescuedRow(row)
  }

  /** All rows of a table that may be large. */
  *allRows(table: string): Generator<RescuedRow> {
    if (!this.tables.includes(table)) return
    const page = this.#database.prepare(
      `SELECT * FROM "${table}" WHERE ordinal > ? ORDER BY ordinal LIMIT 1000`,
    )
    for (let last = 0; ; ) {
      const rows = page.all(last) as Row[]
      for (const row of rows) yield rescuedRow(row)
      if (!rows.length) return
      last = rows.at(-1)!.ordinal as number
    }
  }

  /** Names of rows that an index still knows, and that could not be read. */
  lostNames(table: string): string[] {
    const columns = namedBy[table]
    if (!columns) return []
    const list = columns.map((name) => `"${name}"`).join(', ')
    const there = new Set([...this.rows(table)].map(({ row }) => columns.map((name) => row[name]).join(' ')))
    try {
      const all = this.#source.strict?.prepare(`SELECT ${list} FROM "${table}"`).raw().all() as
        | unknown[][]
        | undefined
      return (all ?? []).map((values) => values.join(' ')).filter((name) => !there.has(name))
    } catch {
      return []
    }
  }

  close(): void {
    this.#database.close()
  }

  #read(table: Table): void {
    const columns = table.columns.map((name) => `"${name}"`)
    const places = [...columns, '', '', ''].map(() => '?').join(', ')
    this.#database.exec(
      `CREATE TABLE "${table.name}" (ordinal INTEGER PRIMARY KEY, ${columns.join(', ')}, lostColumns, isDoubtful)`,
    )
    for (const column of table.columns.filter((name) => searched.has(name)))
      this.#database.exec(`CREATE INDEX "${table.name}_${column}" ON "${table.name}" ("${column}")`)
    const insert = this.#database.prepare(`INSERT INTO "${table.name}" VALUES (${places})`)
    const counts = { read: 0, inPart: 0, doubtful: 0 }
    const reading = this.#database.transaction(() =>
      readRows(this.#source.strict, this.#source.lenient, table, ({ row, lost, isDoubtful }) => {
        counts.read += 1
        if (lost.length) counts.inPart += 1
        if (isDoubtful) counts.doubtful += 1
        insert.run(counts.read, ...Object.values(row), JSON.stringify(lost), isDoubtful ? 1 : 0)
      }),
    )()
    this.readings.push({ name: table.name, ...counts, ...reading })
  }
}

function rescuedRow({ ordinal: _, lostColumns, isDoubtful, ...row }: Row): RescuedRow {
  return { row, lost: JSON.parse(String(lostColumns)) as string[], isDoubtful: isDoubtful === 1 }
}

/** The tables that hold what people wrote; what the full-text search keeps for itself follows from them. */
function tablesOf({ strict, lenient }: Damaged): Table[] {
  for (const connection of [strict, lenient]) {
    try {
      const rows = connection
        ?.prepare(
          "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'searchText%' ORDER BY name",
        )
        .all() as { name: string; sql: string }[] | undefined
      if (rows) return rows.filter(({ name }) => isName(name)).map((row) => tableOf(connection!, row))
    } catch {
      // The other way may do.
    }
  }
  return []
}

/** A damaged page may hold any name. */
const isName = (name: string) => /^\w{1,60}$/.test(name)

function tableOf(database: Database.Database, { name, sql }: { name: string; sql: string }): Table {
  const columns = database.prepare('SELECT name, pk FROM pragma_table_info(?)').all(name) as {
    name: string
    pk: number
  }[]
  return {
    name,
    columns: columns.map((column) => column.name).filter(isName),
    primaryKey: columns
      .filter(({ pk }) => pk > 0)
      .sort((a, b) => a.pk - b.pk)
      .map((column) => column.name),
    hasRowid: !/WITHOUT ROWID/i.test(sql),
  }
}
