import { parentPort, workerData } from 'node:worker_threads'
import { AfterwordError } from '#shared/errors.ts'
import type { DatabaseAnswer, DatabaseOrder } from './backupDatabase.ts'
import { openDatabase } from './database.ts'
import { databaseDamaged } from './storageError.ts'

/** Copies a database under its key, where asked, and checks every page; slow for a large one, so a thread of its own. */
const order = workerData as DatabaseOrder
const key = Buffer.from(order.key)

function work(): DatabaseAnswer {
  try {
    if (order.copyOf) copy(order.copyOf)
    return { blobs: check() }
  } catch (error) {
    const { code, message } = error as { code?: string; message: string }
    return { failure: { isKnown: error instanceof AfterwordError, code: code ?? '', message } }
  }
}

/** VACUUM INTO takes what is committed, and makes a smaller file. */
function copy(source: string): void {
  const database = openDatabase(source, key, { readonly: true })
  try {
    database.prepare('VACUUM INTO ?').run(order.path)
  } finally {
    database.close()
  }
}

function check(): { sha256: string; size: number }[] {
  const database = openDatabase(order.path, key, { readonly: true })
  try {
    const [found] = database.pragma('quick_check(1)') as { quick_check: string }[]
    if (found?.quick_check !== 'ok') throw new AfterwordError('corrupt', databaseDamaged)
    return database.prepare('SELECT sha256, size FROM blob ORDER BY sha256').all() as {
      sha256: string
      size: number
    }[]
  } finally {
    database.close()
  }
}

parentPort?.postMessage(work())
