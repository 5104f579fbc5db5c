import { open, readFile } from 'node:fs/promises'
import { openFileSource } from '#core/packs/fileSource.ts'
import { createSha256 } from '#core/packs/sha256.ts'
import { ZipWriter } from '#core/packs/zipWriter.ts'
import { bytesSource } from '#verifier/byteSource.ts'
import { verifyFile } from '#verifier/verify.ts'
import { readZip } from '#verifier/zip.ts'
import { now } from './samplePack.ts'

/** Every file of a pack, by name, in its order. */
export async function unpack(path: string): Promise<Map<string, Uint8Array>> {
  const zip = await readZip(bytesSource(await readFile(path)))
  const files = new Map<string, Uint8Array>()
  for (const entry of zip.entries) files.set(entry.name, await zip.readAll(entry, 10 ** 8))
  return files
}

/** Packs files as Afterword would, whatever is in them. */
export async function repack(path: string, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
  const file = await open(path, 'w')
  const zip = new ZipWriter(file, now)
  for (const [name, bytes] of files) await zip.addBytes(name, bytes, 'store')
  await zip.finish()
  await file.close()
}

export async function verifyPath(path: string, root: Uint8Array) {
  const source = await openFileSource(path)
  try {
    return await verifyFile(source, path, { trusted: [root], now, createSha256 })
  } finally {
    await source.close()
  }
}
