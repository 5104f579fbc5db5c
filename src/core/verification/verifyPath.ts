import { basename } from 'node:path'
import { AfterwordError } from '#shared/errors.ts'
import type { Verification } from '#verifier/verdict.ts'
import { verifyFile } from '#verifier/verify.ts'
import { openFileSource } from '../packs/fileSource.ts'
import { createSha256 } from '../packs/sha256.ts'

/**
 * Judges a signed file, however large: what stands in it is read piece by piece. `trusted` are root certificates, DER.
 * Throws `not-found` for a file that cannot be opened, `conflict` for one that changes while it is read; whatever
 * stands in the file is a verdict, not an error.
 */
export async function verifyPath(
  path: string,
  trust: { trusted: Uint8Array[]; now: Date; name?: string },
): Promise<Verification> {
  const { trusted, now, name = basename(path) } = trust
  const source = await openFileSource(path).catch(() => {
    throw new AfterwordError('not-found', `The file ${name} cannot be read. Check its name and your rights.`)
  })
  try {
    return await verifyFile(source, name, { trusted, now, createSha256 })
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new AfterwordError('conflict', `${name} was changed while it was read. Check it again.`)
  } finally {
    await source.close()
  }
}
