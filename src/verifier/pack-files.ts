import { sha256 } from '@noble/hashes/sha2.js'
import { toHex } from './der.ts'
import { bad, type Check } from './verdict.ts'
import { type ZipArchive, type ZipEntry, ZipError } from './zip.ts'

/** A SHA-256 that is fed piece by piece. */
export interface RunningHash {
  update(bytes: Uint8Array): void
  digest(): Uint8Array
}

export interface PackedFile {
  /** Lower-case hex. */
  sha256: string
  size: number
  /** The content, where it was asked for. */
  bytes?: Uint8Array
}

export const createNobleSha256 = (): RunningHash => {
  const running = sha256.create()
  return { update: (bytes) => void running.update(bytes), digest: () => running.digest() }
}

const MAX_TEXT = 64 * 2 ** 20
const MAX_REPORT = 512 * 2 ** 20
const report = /^data\/[^/]+\.(pdf|docx)$/i
const evidence = /^data\/(exhibits|volume)\//
const index = /^data\/exhibits\/index\.(json|csv)$/

/** Reads and hashes every file of the archive once; keeps the content of what is judged further. */
export async function readPackedFiles(
  zip: ZipArchive,
  createHash: () => RunningHash,
): Promise<{ files: Map<string, PackedFile>; checks: Check[] }> {
  const files = new Map<string, PackedFile>()
  const checks: Check[] = []
  for (const entry of zip.entries) {
    try {
      files.set(entry.name, await readOne(zip, entry, createHash()))
    } catch (error) {
      if (!(error instanceof ZipError)) throw error
      checks.push(bad('pack.read', error.message, entry.name))
    }
  }
  return { files, checks }
}

async function readOne(zip: ZipArchive, entry: ZipEntry, hash: RunningHash): Promise<PackedFile> {
  const { name, size } = entry
  const isKept = report.test(name)
    ? size <= MAX_REPORT
    : (!evidence.test(name) || index.test(name)) && size <= MAX_TEXT
  const bytes = isKept ? new Uint8Array(size) : undefined
  let at = 0
  for await (const piece of zip.open(entry)) {
    hash.update(piece)
    bytes?.set(piece, at)
    at += piece.length
  }
  return { sha256: toHex(hash.digest()), size, bytes }
}

/** Strict UTF-8; undefined if the file is not there, or is not text. */
export function textOf(files: ReadonlyMap<string, PackedFile>, path: string): string | undefined {
  const bytes = files.get(path)?.bytes
  if (!bytes) return undefined
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** Undefined if the file is not there, or is not JSON. */
export function jsonOf(files: ReadonlyMap<string, PackedFile>, path: string): unknown {
  const text = textOf(files, path)
  if (text === undefined) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
