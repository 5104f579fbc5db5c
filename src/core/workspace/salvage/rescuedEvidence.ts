import { createWriteStream, existsSync } from 'node:fs'
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { DamagedBlob, decryptFrom } from '../../evidence/cipher.ts'
import { unwrapFileKey } from '../../evidence/fileKey.ts'
import { exhibitFileName, safeFileName } from '../../packs/fileNames.ts'
import type { Row } from './readRows.ts'
import type { Rescued } from './rescued.ts'
import { reviewHead } from './reviewText.ts'

export interface RescuedEvidence {
  files: number
  /** What could not be had, each with why. */
  lost: string[]
}

interface Places {
  /** The workspace that is damaged, and its key. */
  from: string
  key: Buffer
  to: string
}

/**
 * Writes each stored file that still decrypts and matches its hash, under the name that it came with, below the key of
 * its review; a file whose record is lost goes by its hash.
 */
export async function writeEvidence(
  rescued: Rescued,
  places: Places,
  signal?: AbortSignal,
): Promise<RescuedEvidence> {
  await mkdir(places.to)
  const result: RescuedEvidence = { files: 0, lost: [] }
  const named = new Set<string>()
  const write = async (sha256: string, name: string) => {
    signal?.throwIfAborted()
    const [blob] = rescued.rows('blob', { sha256 })
    const why = await writeFile(blob?.row, sha256, places, name)
    if (why === undefined) result.files += 1
    else result.lost.push(`${name}: ${why}`)
  }
  for (const { row } of rescued.allRows('evidence')) {
    const sha256 = String(row.sha256)
    named.add(sha256)
    const review = safeFileName(reviewHead(rescued, String(row.reviewId)).key)
    const file = exhibitFileName(safeFileName(String(row.number)), String(row.fileName ?? ''))
    await write(sha256, join(review, file))
  }
  for (const { row } of rescued.allRows('blob')) {
    const sha256 = String(row.sha256)
    if (!named.has(sha256)) await write(sha256, join('name lost', safeFileName(sha256)))
  }
  return result
}

/** Why it could not be written; undefined where it was. */
async function writeFile(
  blob: Row | undefined,
  sha256: string,
  { from, key, to }: Places,
  name: string,
): Promise<string | undefined> {
  if (!/^[0-9a-f]{64}$/.test(sha256)) return 'its hash is damaged'
  if (!Buffer.isBuffer(blob?.wrappedKey) || typeof blob.size !== 'number')
    return 'the record with its key is lost'
  const path = join(to, name)
  if (existsSync(path)) return 'a file of this name is there already'
  await mkdir(dirname(path), { recursive: true })
  let stored: FileHandle | undefined
  try {
    stored = await open(join(from, 'evidence', sha256.slice(0, 2), sha256.slice(2)), 'r')
    const pieces = decryptFrom(stored, unwrapFileKey(key, blob.wrappedKey, sha256), {
      size: blob.size,
      sha256,
    })
    await pipeline(Readable.from(pieces), createWriteStream(`${path}.part`))
    await rename(`${path}.part`, path)
    return undefined
  } catch (error) {
    await rm(`${path}.part`, { force: true })
    return reasonOf(error)
  } finally {
    await stored?.close()
  }
}

/** @throws the error itself where it is not about the stored file: a full disk ends all. */
function reasonOf(error: unknown): string {
  if (error instanceof DamagedBlob) return error.message
  const { code = '' } = error as { code?: string }
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'its stored file is missing'
  if (code === 'EIO') return 'the disk cannot read it'
  if (code === 'EACCES') return 'its stored file may not be read'
  throw error
}
