import { AfterwordError } from '#shared/errors.ts'
import { signaturePath } from '#verifier/asicManifest.ts'
import { DerError, sameBytes } from '#verifier/der.ts'
import { readTimestampInfo } from '#verifier/timestamps.ts'
import { readZip, type ZipArchive, ZipError } from '#verifier/zip.ts'
import { addTimestamp, signatureDigest } from '../signing/cms.ts'
import { openFileSource } from './fileSource.ts'
import { writeWholeFile } from './wholeFile.ts'
import { ZipWriter } from './zipWriter.ts'

const MAX_SIGNATURE = 2 ** 20

/** SHA-256 of the signature of a pack: what a time-stamp request for it asks about. Throws `invalid-input`. */
export function packSignatureDigest(path: string): Promise<Uint8Array> {
  return withPack(path, async (zip) => signatureDigest(await readSignature(zip)))
}

/**
 * Writes a copy of a pack whose signature carries a time-stamp token (RFC 3161); everything else stays as it is.
 * Throws `invalid-input` if the token belongs to another signature, or the file is no pack.
 */
export function addPackTimestamp(pathIn: string, pathOut: string, token: Uint8Array): Promise<void> {
  return withPack(pathIn, async (zip) => {
    const cms = await readSignature(zip)
    if (!sameBytes(imprintOf(token), signatureDigest(cms))) {
      throw new AfterwordError(
        'invalid-input',
        'This time-stamp belongs to another signature than that of the pack.',
      )
    }
    await writeWholeFile(pathOut, async (file) => {
      const writer = new ZipWriter(file, timeOf(zip))
      for (const entry of zip.entries) {
        const { name, method, size } = entry
        if (name === signaturePath) await writer.addBytes(name, addTimestamp(cms, token), 'store')
        else await writer.add({ name, method, size, content: zip.open(entry) })
      }
      await writer.finish()
    })
  })
}

async function withPack<T>(path: string, use: (zip: ZipArchive) => Promise<T>): Promise<T> {
  const source = await openFileSource(path)
  try {
    return await use(await readZip(source))
  } catch (error) {
    if (error instanceof ZipError) throw new AfterwordError('invalid-input', error.message)
    throw error
  } finally {
    await source.close()
  }
}

async function readSignature(zip: ZipArchive): Promise<Uint8Array> {
  const entry = zip.entries.find(({ name }) => name === signaturePath)
  if (!entry) throw new AfterwordError('invalid-input', 'This file is not a signed pack.')
  return zip.readAll(entry, MAX_SIGNATURE)
}

function imprintOf(token: Uint8Array): Uint8Array {
  try {
    return readTimestampInfo(token).imprint.digest
  } catch (error) {
    if (!(error instanceof DerError)) throw error
    throw new AfterwordError('invalid-input', `The time-stamp cannot be read: ${error.message}.`)
  }
}

/** The instant (UTC) that the entries carry as DOS date and time. */
function timeOf(zip: ZipArchive): Date {
  const { time, date } = zip.entries[0]!
  return new Date(
    Date.UTC(
      1980 + (date >> 9),
      ((date >> 5) & 15) - 1,
      date & 31,
      time >> 11,
      (time >> 5) & 63,
      (time & 31) * 2,
    ),
  )
}
