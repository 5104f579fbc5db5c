import { randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { basename, dirname, extname, join, sep } from 'node:path'
import type { Readable } from 'node:stream'
import type { OfferedFile } from '#shared/contract/common.ts'
import { AfterwordError } from '#shared/errors.ts'
import { TemporaryFolder } from './temporaryFolder.ts'

const mediaTypes: Record<string, string> = {
  '.pdf': 'application/pdf',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  '.asice': 'application/vnd.etsi.asic-e+zip',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain',
  '.log': 'text/plain',
  '.md': 'text/markdown',
  '.csv': 'text/csv',
  '.json': 'application/json',
  '.html': 'text/html',
  '.pem': 'application/x-pem-file',
  '.zip': 'application/zip',
  '.tsq': 'application/timestamp-query',
  '.tsr': 'application/timestamp-reply',
}

/** The media type by a file's name; `application/octet-stream` where nothing better is known. */
export function mediaTypeOf(name: string): string {
  return mediaTypes[extname(name).toLowerCase()] ?? 'application/octet-stream'
}

export interface ExchangedFile extends OfferedFile {
  path: string
}

/** How long a file that only passes through is kept after it was last asked for: half an hour. */
const unusedMs = 30 * 60_000

/** Where shells and core hand each other files: a shell never names a path to a method, a method never returns bytes. */
export class FileExchange {
  readonly #files = new Map<string, ExchangedFile>()
  readonly #unusedMs: number
  /** Paths of what only passes through, with what removes them. */
  readonly #passing = new Map<string, NodeJS.Timeout | undefined>()
  #folder: Promise<TemporaryFolder> | undefined

  constructor(options: { unusedMs?: number } = {}) {
    this.#unusedMs = options.unusedMs ?? unusedMs
  }

  /** Makes a file known to the core. Paths come from dialogs, uploads and the command line alone. */
  async offer(path: string, name = basename(path)): Promise<OfferedFile> {
    const found = await stat(path).catch(() => undefined)
    if (!found)
      throw new AfterwordError('not-found', `The file ${name} cannot be found. Check its name and folder.`)
    if (!found.isFile()) throw new AfterwordError('invalid-input', `${name} is not a file.`)
    const ref = randomBytes(24).toString('base64url')
    const file = { ref, name, mediaType: mediaTypeOf(name), size: found.size }
    this.#files.set(ref, { ...file, path })
    this.#keepOn(path)
    return file
  }

  /** @throws AfterwordError `not-found` for a reference that nobody handed out, or whose file is gone by now. */
  get(ref: string): ExchangedFile {
    const file = this.#files.get(ref)
    if (!file)
      throw new AfterwordError('not-found', 'This file is no longer at hand. Open or choose it again.')
    this.#keepOn(file.path)
    return file
  }

  read(ref: string, range?: { start: number; end: number }): Readable {
    return createReadStream(this.get(ref).path, range)
  }

  /** A path in this process's own temporary folder, for what somebody saves from there. It stays until `clear`. */
  async temporaryPath(name: string): Promise<string> {
    this.#folder ??= TemporaryFolder.make()
    const { path } = await this.#folder
    return join(await mkdtemp(join(path, 'file-')), name)
  }

  /** The same for what only passes through: uploads, decrypted evidence. Offered, it stays while it is asked for. */
  async passingPath(name: string): Promise<string> {
    const path = await this.temporaryPath(name)
    this.#passing.set(path, undefined)
    return path
  }

  /** Removes the temporary files, and forgets them: nothing that was decrypted outlives its workspace. */
  async clear(): Promise<void> {
    for (const timer of this.#passing.values()) clearTimeout(timer)
    this.#passing.clear()
    const folder = await this.#folder?.catch(() => undefined)
    this.#folder = undefined
    if (!folder) return
    for (const [ref, { path }] of this.#files) if (path.startsWith(folder.path + sep)) this.#files.delete(ref)
    // What cannot be removed now, since somebody reads it, goes at the next start.
    await folder.remove().catch(() => undefined)
  }

  async close(): Promise<void> {
    this.#files.clear()
    await this.clear()
  }

  #keepOn(path: string): void {
    if (!this.#passing.has(path)) return
    clearTimeout(this.#passing.get(path))
    this.#passing.set(path, setTimeout(() => this.#drop(path), this.#unusedMs).unref())
  }

  #drop(path: string): void {
    this.#passing.delete(path)
    for (const [ref, file] of this.#files) if (file.path === path) this.#files.delete(ref)
    // What cannot be removed now goes with its folder.
    rm(dirname(path), { recursive: true, force: true }).catch(() => undefined)
  }
}
