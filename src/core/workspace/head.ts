import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import { closeSync, constants, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** Where the audit log ended after the last commit. */
export interface LogHead {
  /** The last event's sequence: so many events there were. */
  events: number
  hash: string
  at: string
}

export const headName = 'workspace.head'
const size = 512

const headFile = z.strictObject({
  events: z.int().positive(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  at: z.iso.datetime(),
  mac: z.string().regex(/^[0-9a-f]{64}$/),
})

/**
 * `workspace.head`, beside the database: where the audit log ended when something was last committed. A database whose
 * log ends before that has lost its last commits: SQLite drops what it cannot read of a damaged write-ahead log and says
 * nothing. It is written after each commit, over the same bytes and without waiting for the disk: so it may lag behind
 * the database, and is never ahead of it.
 */
export class HeadFile {
  readonly #path: string
  readonly #macKey: Buffer
  #file: number | undefined
  #events = 0

  constructor(folder: string, key: Buffer) {
    this.#path = join(folder, headName)
    this.#macKey = Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), 'afterword log head 1', 32))
  }

  /** What was last written; undefined where nothing was, or where it is damaged or of another workspace. */
  read(): LogHead | undefined {
    try {
      const { mac, ...head } = headFile.parse(JSON.parse(readFileSync(this.#path, 'utf8').slice(0, size)))
      return timingSafeEqual(Buffer.from(mac), Buffer.from(this.#macOf(head))) ? head : undefined
    } catch {
      return undefined
    }
  }

  /** Never throws: what is committed stays committed, also where this cannot be written. */
  write(head: LogHead): void {
    if (head.events <= this.#events) return
    try {
      this.#file ??= openSync(this.#path, constants.O_RDWR | constants.O_CREAT, 0o600)
      const text = JSON.stringify({ ...head, mac: this.#macOf(head) })
      writeSync(this.#file, `${text.padEnd(size - 1)}\n`, 0)
      this.#events = head.events
    } catch {
      // A full disk: an older head is as right, and tells of less.
    }
  }

  close(): void {
    if (this.#file === undefined) return
    try {
      fsyncSync(this.#file)
    } catch {
      // As above.
    } finally {
      closeSync(this.#file)
      this.#file = undefined
    }
  }

  #macOf({ events, hash, at }: LogHead): string {
    return createHmac('sha256', this.#macKey).update(`${events}\n${hash}\n${at}`).digest('hex')
  }
}
