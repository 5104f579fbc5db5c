import { bad, type Check, good } from './verdict.ts'

/** BagIt (RFC 8493): the text of manifests, and what makes a bag complete and valid (section 3). */
export interface ManifestLine {
  /** Lower-case hex. */
  digest: string
  /** Relative to the bag, decoded. */
  path: string
}

export class BagError extends Error {
  override name = 'BagError'
}

export const bagDeclaration = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n'

/** CR, LF and % stand percent-encoded in a manifest, nothing else does (RFC 8493, 2.1.3). */
export function encodePath(path: string): string {
  return path.replaceAll('%', '%25').replaceAll('\n', '%0A').replaceAll('\r', '%0D')
}

export function formatManifest(lines: readonly ManifestLine[]): string {
  return lines.map(({ digest, path }) => `${digest}  ${encodePath(path)}\n`).join('')
}

/** Reads a SHA-256 manifest. Throws BagError and names the line. */
export function parseManifest(text: string, name: string): ManifestLine[] {
  const lines = text.split(/\r\n|\n|\r/)
  if (lines.at(-1) === '') lines.pop()
  const seen = new Set<string>()
  return lines.map((line, index) => {
    const place = `${name}, line ${index + 1}`
    const match = /^([0-9A-Fa-f]{64})[ \t]+\*?(.+)$/.exec(line)
    if (!match) throw new BagError(`${place}: this is not a SHA-256 and a path.`)
    const path = decodePath(match[2]!, place)
    if (seen.has(path)) throw new BagError(`${place}: “${encodePath(path)}” is listed twice.`)
    seen.add(path)
    return { digest: match[1]!.toLowerCase(), path }
  })
}

/** `Label: value` lines of bag-info.txt, folded ones joined (RFC 8493, 2.2.2). Throws BagError. */
export function parseBagInfo(text: string): { label: string; value: string }[] {
  const lines = text.split(/\r\n|\n|\r/)
  if (lines.at(-1) === '') lines.pop()
  const fields: { label: string; value: string }[] = []
  for (const [index, line] of lines.entries()) {
    const last = fields.at(-1)
    const match = /^([^:\s][^:]*?)[ \t]*:[ \t]*(.*)$/.exec(line)
    if (/^[ \t]+\S/.test(line) && last) last.value += ` ${line.trim()}`
    else if (match) fields.push({ label: match[1]!, value: match[2]!.trim() })
    else throw new BagError(`bag-info.txt, line ${index + 1}: this is not a label and a value.`)
  }
  return fields
}

/** Writes bag-info.txt; a value stays on its line. */
export function formatBagInfo(fields: readonly { label: string; value: string }[]): string {
  return fields.map(({ label, value }) => `${label}: ${value.replaceAll(/\s+/g, ' ').trim()}\n`).join('')
}

/** The texts of a bag, and the hashes and sizes of its files as they are. */
export interface Bag {
  declaration: string | undefined
  manifest: string | undefined
  tagManifest: string | undefined
  info: string | undefined
  files: ReadonlyMap<string, { sha256: string; size: number }>
}

/** Judges a bag with a SHA-256 manifest (RFC 8493, section 3). Never throws for what stands in it. */
export function judgeBag(bag: Bag): Check[] {
  return [
    bag.declaration === bagDeclaration
      ? good('bag.declaration', 'The pack is a BagIt bag, version 1.0.')
      : bad('bag.declaration', 'The declaration of the BagIt bag is missing or altered.', 'bagit.txt'),
    ...collisions([...bag.files.keys()]),
    ...strayLists([...bag.files.keys()]),
    ...judgeManifest('manifest-sha256.txt', bag.manifest, bag, (path) => path.startsWith('data/')),
    ...judgeManifest('tagmanifest-sha256.txt', bag.tagManifest, bag, isTagFile),
    judgeInfo(bag),
  ]
}

/** Tag files that a tag manifest lists: all beside the payload but itself and what is signed afterwards. */
function isTagFile(path: string): boolean {
  const apart = path === 'tagmanifest-sha256.txt' || path === 'mimetype' || path.startsWith('META-INF/')
  return !apart && !path.startsWith('data/')
}

function judgeManifest(
  name: string,
  text: string | undefined,
  { files }: Bag,
  belongs: (path: string) => boolean,
): Check[] {
  if (text === undefined)
    return [bad('bag.manifest', 'The list of the files and their hashes is missing.', name)]
  let lines: ManifestLine[]
  try {
    lines = parseManifest(text, name)
  } catch (error) {
    if (!(error instanceof BagError)) throw error
    return [bad('bag.manifest', error.message, name)]
  }
  const checks: Check[] = []
  const listed = new Set<string>()
  for (const { path, digest } of lines) {
    listed.add(path)
    const file = files.get(path)
    if (!belongs(path))
      checks.push(bad('bag.manifest', `${name} lists “${path}”, which does not belong there.`, path))
    else if (!file) checks.push(bad('bag.missing', missingMessage(path, name, files), path))
    else if (file.sha256 !== digest) {
      checks.push(bad('bag.digest', `“${path}” is not the file that ${name} lists: its hash differs.`, path))
    }
  }
  for (const path of files.keys()) {
    if (belongs(path) && !listed.has(path)) {
      checks.push(bad('bag.unlisted', `“${path}” is in the pack, but not listed in ${name}.`, path))
    }
  }
  if (checks.length > 0) return checks
  return [
    good('bag.manifest', `All ${lines.length} files listed in ${name} are there, with their hashes.`, name),
  ]
}

/** RFC 8493, 6.1.1: a name that looks the same can be written in two ways, and is then another name here. */
function missingMessage(path: string, list: string, files: Bag['files']): string {
  const same = [...files.keys()].some((one) => one !== path && one.normalize('NFC') === path.normalize('NFC'))
  return same
    ? `“${path}” is listed in ${list}, but the file in the pack has that name in another Unicode form.`
    : `“${path}” is listed in ${list}, but it is not in the pack.`
}

/** Lists that RFC 8493 gives a meaning, and that packs do not have: what they say is not judged here. */
function strayLists(paths: string[]): Check[] {
  const known = ['manifest-sha256.txt', 'tagmanifest-sha256.txt']
  return paths
    .filter((path) => /^((tag)?manifest-[^/]*|fetch)\.txt$/i.test(path) && !known.includes(path))
    .map((path) => bad('bag.stray', `“${path}” is a list of files that no pack has.`, path))
}

function judgeInfo({ info, files }: Bag): Check {
  const name = 'bag.info'
  const place = 'bag-info.txt'
  try {
    if (info === undefined) return bad(name, 'The description of the bag is missing.', place)
    const oxums = parseBagInfo(info).filter(({ label }) => label.toLowerCase() === 'payload-oxum')
    const payload = [...files].filter(([path]) => path.startsWith('data/'))
    const octets = payload.reduce((sum, [, { size }]) => sum + size, 0)
    return oxums.length === 1 && oxums[0]!.value === `${octets}.${payload.length}`
      ? good(name, `The pack has ${payload.length} files with ${octets} bytes, as it says.`, place)
      : bad(name, 'The pack does not have as many files and bytes as it says.', place)
  } catch (error) {
    if (!(error instanceof BagError)) throw error
    return bad(name, error.message, place)
  }
}

/** Names that some systems take for one: they differ in case or in Unicode normalization alone (RFC 8493, 5.1.2). */
function collisions(paths: string[]): Check[] {
  const seen = new Map<string, string>()
  const checks: Check[] = []
  for (const path of paths) {
    const key = path.normalize('NFC').toLowerCase()
    const other = seen.get(key)
    if (other !== undefined) {
      const message = `“${other}” and “${path}” are one file on some systems: one would overwrite the other.`
      checks.push(bad('bag.collision', message, path))
    }
    seen.set(key, path)
  }
  return checks
}

function decodePath(encoded: string, place: string): string {
  const path = encoded.replaceAll(/%(0A|0D|25)/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  )
  if (/%(?!0A|0D|25)/i.test(encoded)) throw new BagError(`${place}: a percent sign is not encoded as %25.`)
  const parts = path.split('/')
  const leaves =
    path.startsWith('/') || path.startsWith('~') || /^[A-Za-z]:/.test(path) || path.includes('\\')
  if (leaves || parts.some((part) => part === '' || part === '.' || part === '..')) {
    throw new BagError(`${place}: “${encoded}” does not stay in the folder of the bag.`)
  }
  return path
}
