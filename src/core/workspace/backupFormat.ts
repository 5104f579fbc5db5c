import { createHash, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { AfterwordError } from '#shared/errors.ts'
import type { ByteSource } from '#verifier/byteSource.ts'
import { readZip, type ZipArchive, type ZipEntry, ZipError } from '#verifier/zip.ts'
import { type KeyFile, keyFileName, parseKeyFile } from './keyFile.ts'
import { databaseName } from './workspace.ts'

/**
 * A backup is one ZIP archive in which nothing is packed: the key file, a consistent copy of the encrypted database, the
 * evidence as it is stored, encrypted, and `manifest.json` with size and SHA-256 of each. `manifest.hmac` is the
 * HMAC-SHA-256 of the manifest under a key that follows from the workspace key, so only who has it can make a backup.
 */
export const manifestName = 'manifest.json'
export const macName = 'manifest.hmac'
/** With fewer, a large workspace could not be kept; with more, reading the table of contents takes all memory. */
export const maxFiles = 200_000
const maxManifest = 64 * 2 ** 20

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const fileName = z
  .string()
  .refine(
    (name) =>
      name === databaseName || name === keyFileName || /^evidence\/[0-9a-f]{2}\/[0-9a-f]{62}$/.test(name),
  )

const manifestSchema = z.strictObject({
  format: z.literal('afterword-backup/1'),
  workspaceId: z.uuid(),
  madeAt: z.iso.datetime(),
  files: z
    .array(z.strictObject({ name: fileName, size: z.int().nonnegative(), sha256 }))
    .min(2)
    .max(maxFiles),
  /** Evidence whose stored file was missing or cut off when the backup was made, by its SHA-256. */
  missing: z.array(sha256).max(maxFiles),
})
export type BackupManifest = z.infer<typeof manifestSchema>

export interface Backup {
  archive: ZipArchive
  entries: Map<string, ZipEntry>
  manifest: BackupManifest
  keyFile: KeyFile
  /** Throws `corrupt` unless the manifest was made with this workspace key. */
  checkMaker(key: Buffer): void
}

export function manifestMac(key: Buffer, manifest: Uint8Array): string {
  const macKey = Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), 'afterword backup 1', 32))
  return createHmac('sha256', macKey).update(manifest).digest('hex')
}

/**
 * Reads what a backup says it is, strictly: all that the manifest names is there, nothing else is, nothing is packed.
 * @throws AfterwordError `corrupt` for anything else.
 */
export async function openBackup(source: ByteSource): Promise<Backup> {
  return asBackup(async () => {
    const archive = await readZip(source, maxFiles + 2)
    const entries = new Map(archive.entries.map((entry) => [entry.name, entry]))
    const packed = archive.entries.find((entry) => entry.method !== 'store')
    if (packed) throw notOne(`“${packed.name}” is packed, which Afterword never does.`)
    const read = async (name: string, limit: number) => {
      const entry = entries.get(name)
      if (!entry) throw notOne(`It holds no ${name}.`)
      return Buffer.from(await archive.readAll(entry, limit))
    }
    const bytes = await read(manifestName, maxManifest)
    const mac = await read(macName, 64)
    const manifest = parseManifest(bytes)
    const named = new Set([manifestName, macName, ...manifest.files.map((file) => file.name)])
    if (named.size !== manifest.files.length + 2) throw notOne('Its manifest names a file twice.')
    for (const { name, size } of manifest.files)
      if (entries.get(name)?.size !== size) throw notOne(`“${name}” is missing, or has another size.`)
    const stranger = archive.entries.find((entry) => !named.has(entry.name))
    if (stranger) throw notOne(`“${stranger.name}” does not belong into it.`)
    const keyFile = parseKeyFile(String(await read(keyFileName, 10_000)))
    if (!keyFile || !entries.has(databaseName) || keyFile.id !== manifest.workspaceId)
      throw notOne('Its key file or its database is missing or damaged.')
    const checkMaker = (key: Buffer) => {
      const right = Buffer.from(manifestMac(key, bytes))
      if (mac.length !== right.length || !timingSafeEqual(mac, right))
        throw notOne('Its manifest was changed after the backup was made.')
    }
    return { archive, entries, manifest, keyFile, checkMaker }
  })
}

/** A file of the backup, piece by piece; throws `corrupt` at its end where its hash is not the manifest's. */
export async function* contentOf(
  backup: Backup,
  file: BackupManifest['files'][number],
): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256')
  try {
    for await (const piece of backup.archive.open(backup.entries.get(file.name)!)) {
      hash.update(piece)
      yield piece
    }
  } catch (error) {
    throw asCorrupt(error)
  }
  if (hash.digest('hex') !== file.sha256) throw notOne(`“${file.name}” was changed.`)
}

async function asBackup<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw asCorrupt(error)
  }
}

/** RangeError is what a source gives that became shorter. */
function asCorrupt(error: unknown): unknown {
  return error instanceof ZipError || error instanceof RangeError ? notOne(error.message) : error
}

function parseManifest(bytes: Buffer): BackupManifest {
  try {
    return manifestSchema.parse(JSON.parse(bytes.toString('utf8')))
  } catch {
    throw notOne('Its manifest cannot be read.')
  }
}

function notOne(why: string): AfterwordError {
  return new AfterwordError(
    'corrupt',
    `This file is no backup of a workspace, or it is damaged: ${why} Nothing was changed. Try another copy of it.`,
  )
}
