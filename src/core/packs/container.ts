import type { FileHandle } from 'node:fs/promises'
import type { Completeness } from '#shared/domain/reviewRecord.ts'
import { AfterwordError } from '#shared/errors.ts'
import { asicMediaType, formatAsicManifest, manifestPath, signaturePath } from '#verifier/asicManifest.ts'
import { bagDeclaration, formatBagInfo, formatManifest } from '#verifier/bagit.ts'
import { MAX_ENTRIES } from '#verifier/zip.ts'
import type { StoredFile } from '../evidence/copyStored.ts'
import { signatureDigest, signCms, type Timestamper } from '../signing/cms.ts'
import type { Signer } from '../signing/signer.ts'
import { PackThread } from './packThread.ts'
import { writeWholeFile } from './wholeFile.ts'
import { type WrittenEntry, ZipWriter } from './zipWriter.ts'

export type PackFile = OpenedFile | CopiedFile

interface Described {
  /** Below `data/`. */
  path: string
  mediaType: string
  size: number
}

export interface OpenedFile extends Described {
  /** SHA-256 that the content must have, lower-case hex, where it is known beforehand. */
  sha256?: string
  /** Called once. */
  open(): AsyncIterable<Uint8Array>
}

/** Evidence, which the thread beside the pack decrypts, checks and copies into it. */
export interface CopiedFile extends Described {
  sha256: string
  /** Where it lies, when its turn comes. */
  find(): Promise<StoredFile>
  /** What an error of copying is to be thrown as. */
  failed(error: unknown): unknown
}

export interface PackContent {
  /** In any order. */
  files: PackFile[]
  /** Files that are still being made while those are written; they stand behind them. */
  later?(): Promise<readonly PackFile[]>
  /** Fields of bag-info.txt; Payload-Oxum, Bagging-Date and completeness are added. */
  bagInfo: { label: string; value: string }[]
  completeness: Completeness
}

export interface PackOptions {
  /** The time of the export: in the signature, in bag-info.txt and on each entry. */
  now: Date
  /** Asked for a token over the signature: level B-T instead of B-B. */
  timestamp?: Timestamper
  signal?: AbortSignal
  /** False for a temporary file, which need not outlive a power cut. */
  isDurable?: boolean
  /** Bytes of content written so far, of how many. */
  onProgress?: (done: number, of: number) => void
}

export interface WrittenPack {
  /** The payload with its hashes. */
  files: WrittenEntry[]
  /** SHA-256 of the signature's octets, for a time-stamp request. */
  signatureDigest: Uint8Array
  /** Of the whole pack. */
  size: number
  /** Of the whole pack, lower-case hex. */
  sha256: string
}

/** Text is packed up to this size; evidence is kept as it is, since most of it is packed already. */
const DEFLATE_UP_TO = 4 * 2 ** 20
/** mimetype, the four files of the bag, the signature and its manifest. */
const OWN_FILES = 7
const textTypes = /^(text\/.*|application\/(json|xml))$/

/**
 * Writes a pack: one ZIP that is an ASiC-E container with CAdES (ETSI EN 319 162-1, 4.4) and a BagIt bag (RFC 8493) at
 * once. Each file is read once, in bounded memory. The file appears under its name when it is complete, never before.
 * Throws `corrupt`, with the path in `details`, if a file has another hash than it should, and `cancelled`.
 */
export function writePack(
  path: string,
  content: PackContent,
  signer: Signer,
  options: PackOptions,
): Promise<WrittenPack> {
  const fill = async (file: FileHandle) => {
    const thread = new PackThread(file)
    try {
      return await writeInto(file, thread, content, signer, options)
    } finally {
      await thread.close()
    }
  }
  return writeWholeFile(path, fill, { isDurable: options.isDurable ?? true })
}

async function writeInto(
  file: FileHandle,
  thread: PackThread,
  content: PackContent,
  signer: Signer,
  options: PackOptions,
): Promise<WrittenPack> {
  const zip = new ZipWriter(file, options.now)
  const mediaTypes = new Map<string, string>()
  const addText = (name: string, text: string) => {
    mediaTypes.set(name, name.endsWith('.json') ? 'application/json' : 'text/plain')
    return zip.addBytes(name, Buffer.from(text, 'utf8'), 'deflate')
  }
  await zip.addBytes('mimetype', Buffer.from(asicMediaType, 'latin1'), 'store')
  const declaration = await addText('bagit.txt', bagDeclaration)

  const written: WrittenEntry[] = []
  let total = 0
  let done = 0
  const see = (count: number) => {
    done += count
    options.onProgress?.(done, total)
  }
  const addFiles = async (files: readonly PackFile[]) => {
    total += files.reduce((sum, { size }) => sum + size, 0)
    for (const source of inOrder(files)) {
      mediaTypes.set(source.path, source.mediaType)
      written.push(await addFile(zip, thread, source, see, options.signal))
      thread.advance(zip.length)
    }
  }
  await addFiles([completenessFile(content), ...content.files])
  await addFiles((await content.later?.()) ?? [])
  written.sort(byName)

  const manifest = formatManifest(written.map(({ name, sha256 }) => ({ digest: sha256, path: name })))
  const tags = [
    await addText('bag-info.txt', formatBagInfo(bagInfo(content, written, options.now))),
    declaration,
    await addText('manifest-sha256.txt', manifest),
  ]
  const tagManifest = formatManifest(tags.map(({ name, sha256 }) => ({ digest: sha256, path: name })))
  const covered = [...written, ...tags, await addText('tagmanifest-sha256.txt', tagManifest)]
  const asic = formatAsicManifest({
    signature: signaturePath,
    files: covered.toSorted(byName).map(({ name, sha256 }) => ({
      path: name,
      mediaType: mediaTypes.get(name)!,
      digest: Buffer.from(sha256, 'hex'),
    })),
  })
  const signed = Buffer.from(asic, 'utf8')
  await zip.addBytes(manifestPath, signed, 'deflate')
  const cms = await signCms(signed, signer, { signingTime: options.now, timestamp: options.timestamp })
  await zip.addBytes(signaturePath, cms, 'store')
  options.signal?.throwIfAborted()
  await zip.finish()
  const size = zip.length
  return { files: written, signatureDigest: signatureDigest(cms), size, sha256: await thread.finish(size) }
}

async function addFile(
  zip: ZipWriter,
  thread: PackThread,
  source: PackFile,
  see: (count: number) => void,
  signal: AbortSignal | undefined,
): Promise<WrittenEntry> {
  const { path: name, mediaType, size, sha256 } = source
  if ('find' in source) {
    const stored = await source.find()
    if (stored.size !== size)
      throw new AfterwordError('conflict', `“${name}” has another size than expected.`)
    const copyTo = (position: number) => thread.copy(stored, position, see, signal)
    return zip.addCopied({ name, size, sha256: source.sha256, copyTo }).catch((error: unknown) => {
      throw source.failed(error)
    })
  }
  const entry = await zip.add({
    name,
    method: textTypes.test(mediaType) && size <= DEFLATE_UP_TO ? 'deflate' : 'store',
    size,
    content: watched(source, signal, see),
  })
  if (sha256 === undefined || entry.sha256 === sha256) return entry
  const message = `“${name}” is damaged: its hash is not the one that was recorded.`
  throw new AfterwordError('corrupt', message, { path: name })
}

/** In the order of their names. */
function inOrder(files: readonly PackFile[]): PackFile[] {
  if (files.length > MAX_ENTRIES - OWN_FILES) {
    const message = `A pack holds up to ${MAX_ENTRIES} files; this one would have ${files.length + OWN_FILES}. Put evidence together, or withhold some.`
    throw new AfterwordError('invalid-input', message)
  }
  const outside = files.find(({ path }) => !path.startsWith('data/'))
  if (outside) throw new AfterwordError('invalid-input', `“${outside.path}” does not stand in data/.`)
  return files.toSorted((a, b) => compare(a.path, b.path))
}

function completenessFile({ completeness }: PackContent): OpenedFile {
  const statement = Buffer.from(`${JSON.stringify(completeness, null, 2)}\n`, 'utf8')
  return {
    path: 'data/completeness.json',
    mediaType: 'application/json',
    size: statement.length,
    open: async function* () {
      yield statement
    },
  }
}

function bagInfo({ bagInfo, completeness }: PackContent, written: WrittenEntry[], now: Date) {
  const octets = written.reduce((sum, { size }) => sum + size, 0)
  return [
    ...bagInfo,
    { label: 'Bagging-Date', value: now.toISOString().slice(0, 10) },
    { label: 'Payload-Oxum', value: `${octets}.${written.length}` },
    { label: 'Afterword-Completeness', value: completeness.verdict },
    ...completeness.missing.map(({ what, title, reason }) => ({
      label: 'Afterword-Missing',
      value: `${what} ${title}: ${reason}`,
    })),
  ]
}

async function* watched(
  source: OpenedFile,
  signal: AbortSignal | undefined,
  see: (count: number) => void,
): AsyncGenerator<Uint8Array> {
  for await (const bytes of source.open()) {
    if (signal?.aborted)
      throw new AfterwordError('cancelled', 'The export was cancelled; no pack was written.')
    yield bytes
    see(bytes.length)
  }
}

function byName(a: WrittenEntry, b: WrittenEntry): number {
  return compare(a.name, b.name)
}

/** By code units: the same everywhere, whatever the locale. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
