import { randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdtemp, stat } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
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

/** Where shells and core hand each other files: a shell never names a path to a method, a method never returns bytes. */
export class FileExchange {
  readonly #files = new Map<string, ExchangedFile>()
  #folder: Promise<TemporaryFolder> | undefined

  /** Makes a file known to the core. Paths come from dialogs, uploads and the command line alone. */
  async offer(path: string, name = basename(path)): Promise<OfferedFile> {
    const found = await stat(path).catch(() => undefined)
    if (!found)
      throw new AfterwordError('not-found', `The file ${name} cannot be found. Check its name and folder.`)
    if (!found.isFile()) throw new AfterwordError('invalid-input', `${name} is not a file.`)
    const ref = randomBytes(24).toString('base64url')
    const file = { ref, name, mediaType: mediaTypeOf(name), size: found.size }
    this.#files.set(ref, { ...file, path })
    return file
  }

  /** @throws AfterwordError `not-found` for a reference that nobody handed out. */
  get(ref: string): ExchangedFile {
    const file = this.#files.get(ref)
    if (!file) throw new AfterwordError('not-found', 'This file is no longer at hand. Choose it again.')
    return file
  }

  read(ref: string, range?: { start: number; end: number }): Readable {
    return createReadStream(this.get(ref).path, range)
  }

  /** A path in this process's own temporary folder, which is removed at close. */
  async temporaryPath(name: string): Promise<string> {
    this.#folder ??= TemporaryFolder.make()
    const { path } = await this.#folder
    return join(await mkdtemp(join(path, 'file-')), name)
  }

  async close(): Promise<void> {
    this.#files.clear()
    const folder = await this.#folder?.catch(() => undefined)
    this.#folder = undefined
    await folder?.remove()
  }
}
