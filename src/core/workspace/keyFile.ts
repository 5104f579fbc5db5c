import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { AfterwordError } from '#shared/errors.ts'
import { syncFolder } from '../syncFolder.ts'

export const keyFileName = 'workspace.json'

const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`))

/** `workspace.json`: the random workspace key, wrapped by a key derived from the passphrase with scrypt (RFC 7914). */
const keyFile = z.strictObject({
  format: z.literal('afterword-workspace/1'),
  id: z.uuid(),
  kdf: z
    .strictObject({
      name: z.literal('scrypt'),
      salt: hex(16),
      N: z
        .int()
        .min(1 << 14)
        .max(1 << 20)
        .refine((N) => (N & (N - 1)) === 0),
      r: z.int().min(1).max(32),
      p: z.int().min(1).max(16),
    })
    // 128 * N * r bytes are needed: half a gigabyte at most, and sixteen times our own work.
    .refine(({ N, r, p }) => N * r <= 2 ** 22 && N * r * p <= 2 ** 24),
  wrapped: z.strictObject({ nonce: hex(12), key: hex(32), tag: hex(16) }),
})
export type KeyFile = z.infer<typeof keyFile>

const cost = { N: 1 << 16, r: 8, p: 2 }

function derive(passphrase: string, kdf: KeyFile['kdf']): Promise<Buffer> {
  const options = { N: kdf.N, r: kdf.r, p: kdf.p, maxmem: 256 * kdf.N * kdf.r }
  return new Promise((resolve, reject) =>
    scrypt(passphrase.normalize('NFKC'), Buffer.from(kdf.salt, 'hex'), 32, options, (error, key) =>
      error ? reject(error) : resolve(key),
    ),
  )
}

/** Wraps a 256-bit workspace key under a passphrase, with a fresh salt. */
export async function wrapKey(id: string, key: Buffer, passphrase: string): Promise<KeyFile> {
  const kdf = { name: 'scrypt' as const, salt: randomBytes(16).toString('hex'), ...cost }
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', await derive(passphrase, kdf), nonce)
  cipher.setAAD(Buffer.from(id))
  const wrapped = Buffer.concat([cipher.update(key), cipher.final()])
  return {
    format: 'afterword-workspace/1',
    id,
    kdf,
    wrapped: {
      nonce: nonce.toString('hex'),
      key: wrapped.toString('hex'),
      tag: cipher.getAuthTag().toString('hex'),
    },
  }
}

/** @throws AfterwordError `not-allowed` where the passphrase is another. */
export async function unwrapKey(file: KeyFile, passphrase: string): Promise<Buffer> {
  const decipher = createDecipheriv(
    'aes-256-gcm',
    await derive(passphrase, file.kdf),
    Buffer.from(file.wrapped.nonce, 'hex'),
  )
  decipher.setAAD(Buffer.from(file.id))
  decipher.setAuthTag(Buffer.from(file.wrapped.tag, 'hex'))
  try {
    return Buffer.concat([decipher.update(Buffer.from(file.wrapped.key, 'hex')), decipher.final()])
  } catch {
    throw new AfterwordError(
      'not-allowed',
      'This passphrase does not open the workspace. Nothing was changed.',
    )
  }
}

/** @throws AfterwordError `not-found` where the folder is no workspace, `corrupt` where its key file is damaged. */
export async function readKeyFile(folder: string): Promise<KeyFile> {
  const text = await readFile(join(folder, keyFileName), 'utf8').catch(() => undefined)
  if (text === undefined)
    throw new AfterwordError(
      'not-found',
      `${folder} is not a workspace: it holds no ${keyFileName}. Choose another folder.`,
    )
  const parsed = parseKeyFile(text)
  if (parsed) return parsed
  throw new AfterwordError(
    'corrupt',
    `${keyFileName} in ${folder} is damaged. Restore the workspace from a backup.`,
  )
}

/** The content of a key file; undefined where it is none. */
export function parseKeyFile(text: string): KeyFile | undefined {
  try {
    return keyFile.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}

/** Replaces the key file in one step, so that a crash leaves the old or the new one. */
export async function writeKeyFile(folder: string, file: KeyFile): Promise<void> {
  const path = join(folder, keyFileName)
  await writeFile(`${path}.new`, `${JSON.stringify(file, null, 2)}\n`, { flush: true, mode: 0o600 })
  await rename(`${path}.new`, path)
  await syncFolder(folder)
}
