import Database from 'better-sqlite3'
import { Kysely, SqliteDialect, type Transaction } from 'kysely'
import { AfterwordError } from '#shared/errors.ts'
import { databaseDamaged } from './storageError.ts'
import type { Tables } from './tables.ts'

/** What queries get: it cannot write. */
export type Reader = Pick<Kysely<Tables>, 'selectFrom' | 'with' | 'fn' | 'dynamic'>
/** What a unit of work gets: the one open transaction. */
export type Writer = Transaction<Tables>

/**
 * Opens the encrypted database (SQLCipher scheme) with its 256-bit key. Each page carries an HMAC, and is refused where
 * that does not fit; `takesDamage` reads it all the same, so that a rescue gets what is around the damaged bytes.
 * @throws AfterwordError `corrupt` where the file is damaged or of another key.
 */
export function openDatabase(
  path: string,
  key: Buffer,
  options: { readonly?: boolean; takesDamage?: boolean } = {},
): Database.Database {
  const database = new Database(path, { readonly: options.readonly ?? false, timeout: 5_000 })
  try {
    database.pragma("cipher='sqlcipher'")
    if (options.takesDamage) database.pragma('hmac_check=0')
    database.pragma(`key="x'${key.toString('hex')}'"`)
    database.pragma('foreign_keys=ON')
    if (!options.readonly) {
      database.pragma('journal_mode=WAL')
      database.pragma('synchronous=FULL')
    }
    database.prepare('SELECT count(*) FROM sqlite_schema').get()
    return database
  } catch (error) {
    database.close()
    const code = (error as { code?: string }).code ?? ''
    if (code.startsWith('SQLITE_NOTADB') || code.startsWith('SQLITE_CORRUPT'))
      throw new AfterwordError('corrupt', databaseDamaged)
    throw error
  }
}

const keptStatements = 400

/** Statements are compiled once a connection, since the same few hundred stand behind all screens. */
export function kyselyOf(database: Database.Database): Kysely<Tables> {
  const compiled = new Map<string, Database.Statement>()
  const nothing = database.prepare('SELECT 1 WHERE 0')
  const prepare = (source: string) => {
    // A full disk ends a transaction by itself; to end it twice would be an error that hides the first.
    if (source === 'rollback' && !database.inTransaction) return nothing as never
    let statement = compiled.get(source)
    if (!statement) {
      if (compiled.size >= keptStatements) compiled.clear()
      statement = database.prepare(source)
      compiled.set(source, statement)
    }
    return statement as never
  }
  return new Kysely<Tables>({
    dialect: new SqliteDialect({ database: { prepare, close: () => void database.close() } }),
  })
}
