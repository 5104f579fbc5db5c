import { createHash, createPublicKey, verify } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, readFile, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import type { UpdateFound } from '#shared/shell/desktop.ts'

const maxDescriptionBytes = 64 * 1024

/** The file that is carried beside an update: a description as text, and Ed25519 (RFC 8032) over that very text. */
const carried = z.strictObject({
  signed: z.string().max(16_384),
  signature: z.base64().max(100),
})
const number = /^\d{1,6}\.\d{1,6}\.\d{1,6}$/
const description = z.strictObject({
  application: z.literal('Afterword'),
  version: z.string().regex(number),
  channel: z.enum(['stable', 'preview']),
  publishedOn: z.iso.date(),
  /** A name without a folder: the file lies beside its description. */
  file: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._ -]{0,150}$/),
  size: z.int().positive(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})

const notOurs =
  'This update was not signed by the publisher of Afterword, or was changed afterwards. Do not install it; ask where it came from.'

/** Which of two versions `1.2.3` is newer: below 0 the first is the older one. */
export function compareVersions(one: string, other: string): number {
  const parts = (version: string) => version.split('.').map(Number)
  const [first, second] = [parts(one), parts(other)]
  for (let at = 0; at < 3; at += 1) {
    const difference = (first[at] ?? 0) - (second[at] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

async function readSmall(path: string): Promise<string> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    if (size > maxDescriptionBytes)
      throw new Error(
        'This file is too large for the description of an update. Choose the file that ends with .update.',
      )
    return await file.readFile('utf8')
  } finally {
    await file.close()
  }
}

function parsed<T>(schema: z.ZodType<T>, text: string): T {
  try {
    return schema.parse(JSON.parse(text))
  } catch {
    throw new Error(
      'This file describes no update. Choose the file that ends with .update, as it was published.',
    )
  }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

/** The key that shipped with this build, as PEM (SPKI); null where none did. */
export async function publisherKey(resources: string): Promise<string | null> {
  return readFile(join(resources, 'publisher.pem'), 'utf8').catch(() => null)
}

/**
 * Judges an update that was carried here: its description's signature, and the hash of the file that lies beside it.
 * Fetches and installs nothing.
 * @param path the description, `….update`
 * @param publicKey the publisher's Ed25519 key as PEM
 * @throws Error with a sentence for the user where it is not what it claims to be
 */
export async function judgeUpdate(path: string, publicKey: string, current: string): Promise<UpdateFound> {
  const { signed, signature } = parsed(carried, await readSmall(path))
  const key = createPublicKey(publicKey)
  if (key.asymmetricKeyType !== 'ed25519')
    throw new Error('The publisher’s key in this build is of another kind.')
  if (!verify(null, Buffer.from(signed), key, Buffer.from(signature, 'base64'))) throw new Error(notOurs)
  const { file: name, version, channel, publishedOn, size, sha256 } = parsed(description, signed)
  const folder = dirname(path)
  const found = await stat(join(folder, name)).catch(() => undefined)
  if (!found?.isFile()) throw new Error(`${name} is not beside its description. Copy both into one folder.`)
  if (found.size !== size || (await hashOf(join(folder, name))) !== sha256)
    throw new Error(
      `${name} is not the file that was published: it was damaged or changed. Do not install it; copy it again.`,
    )
  const order = compareVersions(version, current)
  const age = order > 0 ? 'newer' : order < 0 ? 'older' : 'same'
  return { name, version, channel, publishedOn, folder, sha256, size, age }
}
