import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { FileExchange } from '#core/files.ts'
import type { OfferedFile } from '#shared/contract/common.ts'
import { AfterwordError } from '#shared/errors.ts'

/** The last part of whatever path was given, without what a file name cannot hold. */
export function uploadName(given: string | null): string {
  const last = (given ?? '').toWellFormed().split(/[/\\]/).at(-1) ?? ''
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
  const clean = last.replace(/[\x00-\x1f\x7f]/g, '').trim()
  return clean === '' || clean === '.' || clean === '..' ? 'file' : [...clean].slice(0, 200).join('')
}

/** Streams a body into a staging file. @throws AfterwordError `invalid-input` beyond `limit` bytes; nothing is kept then. */
export async function receiveUpload(
  request: IncomingMessage,
  files: FileExchange,
  name: string,
  limit: number,
): Promise<OfferedFile> {
  const path = await files.passingPath('upload')
  let size = 0
  const bounded = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length
      if (size > limit)
        done(
          new AfterwordError(
            'invalid-input',
            `${name} is too large: ${limit} bytes at most can be taken in.`,
          ),
        )
      else done(null, chunk)
    },
  })
  try {
    await pipeline(request, bounded, createWriteStream(path))
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
  return files.offer(path, name)
}
