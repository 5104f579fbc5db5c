import type { IncomingMessage } from 'node:http'
import { AfterwordError } from '#shared/errors.ts'

/** Sections are Markdown of up to a megabyte; a call with several has room. */
export const maxCallBytes = 8 * 1024 * 1024

/** @throws AfterwordError `invalid-input` for a body that is too long, not UTF-8 or not JSON. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > maxCallBytes)
      throw new AfterwordError('invalid-input', `A call may have ${maxCallBytes} bytes at most.`)
    chunks.push(chunk)
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)))
  } catch {
    throw new AfterwordError('invalid-input', 'A call has to be JSON in UTF-8.')
  }
}
