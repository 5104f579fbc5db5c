import {
  type AsicManifest,
  asicMediaType,
  manifestPath,
  parseAsicManifest,
  signaturePath,
} from './asicManifest.ts'
import { judgeBag } from './bagit.ts'
import { toHex } from './der.ts'
import { type PackedFile, textOf } from './pack-files.ts'
import { bad, type Check, good } from './verdict.ts'
import type { ZipEntry } from './zip.ts'

const apart = new Set(['mimetype', manifestPath, signaturePath])

/** Whether the ZIP is written as Afterword writes it: nothing in it beside the files, nothing unsaid in its fields. */
export function judgeForm(entries: ZipEntry[]): Check[] {
  const [first] = entries
  const checks: Check[] = []
  const add = (message: string, entry?: string) => checks.push(bad('pack.form', message, entry))
  const isFirst =
    first?.name === 'mimetype' && first.method === 'store' && first.size === asicMediaType.length
  if (!isFirst) add('The pack does not begin by saying what it is (mimetype).', 'mimetype')
  for (const entry of entries) {
    const { name, flags, time, date, versionMadeBy, versionNeeded } = entry
    if (entry.externalAttributes !== 0 || entry.internalAttributes !== 0) {
      add(`“${name}” carries attributes that no pack has.`, name)
    } else if (flags !== 0x800 || versionMadeBy !== versionNeeded || ![20, 45].includes(versionNeeded)) {
      add(`“${name}” is not packed as packs are.`, name)
    } else if (time !== first!.time || date !== first!.date) {
      add(`“${name}” has another time than the rest of the pack.`, name)
    }
    if (name.startsWith('META-INF/') && !apart.has(name)) {
      add(`“${name}” does not belong in a pack; no signature covers it.`, name)
    }
  }
  return checks.length > 0
    ? checks
    : [good('pack.form', 'The pack is one ZIP archive without gaps or additions.')]
}

/** Whether the files are those of the signed list (ETSI EN 319 162-1, 4.4), and of the bag (RFC 8493). */
export function judgeContainer(files: ReadonlyMap<string, PackedFile>): Check[] {
  const checks: Check[] = []
  if (textOf(files, 'mimetype') !== asicMediaType) {
    checks.push(bad('asic.mimetype', 'The pack does not say that it is an ASiC-E container.', 'mimetype'))
  }
  const manifest = parseAsicManifest(textOf(files, manifestPath) ?? '')
  if (!manifest || manifest.signature !== signaturePath) {
    const message = 'The signed list of the files is missing, or not in the form that Afterword writes.'
    checks.push(bad('asic.manifest', message, manifestPath))
  } else {
    checks.push(...judgeList(manifest, files))
  }
  return [
    ...checks,
    ...judgeBag({
      declaration: textOf(files, 'bagit.txt'),
      manifest: textOf(files, 'manifest-sha256.txt'),
      tagManifest: textOf(files, 'tagmanifest-sha256.txt'),
      info: textOf(files, 'bag-info.txt'),
      files,
    }),
  ]
}

function judgeList(manifest: AsicManifest, files: ReadonlyMap<string, PackedFile>): Check[] {
  const checks: Check[] = []
  const listed = new Set<string>()
  for (const { path, digest } of manifest.files) {
    const file = files.get(path)
    if (listed.has(path)) checks.push(bad('asic.twice', `“${path}” stands in the signed list twice.`, path))
    else if (!file) checks.push(bad('asic.missing', `“${path}” was signed, but it is not in the pack.`, path))
    else if (file.sha256 !== toHex(digest)) {
      checks.push(
        bad('asic.digest', `“${path}” is not the file that was signed: it was changed afterwards.`, path),
      )
    }
    listed.add(path)
  }
  for (const path of files.keys()) {
    if (!listed.has(path) && !apart.has(path)) {
      checks.push(bad('asic.unsigned', `“${path}” is in the pack, but was not signed: it was added.`, path))
    }
  }
  if (checks.length > 0) return checks
  return [good('asic.digest', `All ${listed.size} files are those that were signed, and none was added.`)]
}
