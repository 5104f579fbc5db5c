import { inflateSync } from 'fflate'
import { bytesSource } from '../byteSource.ts'
import { sameBytes } from '../der.ts'
import { bad, type Check, good, unknown } from '../verdict.ts'
import { XmlError } from '../xml.ts'
import { readZip, type ZipArchive, type ZipEntry, ZipError } from '../zip.ts'
import { type ContentTypes, contentTypesPart, readContentTypes } from './contentTypes.ts'
import { type Relationship, readRelationships } from './relationships.ts'

/** An OPC package (ECMA-376-2) with all its parts in memory. */
export interface OpcPackage {
  /** By name without a leading slash; without `[Content_Types].xml`. */
  parts: ReadonlyMap<string, Uint8Array>
  types: ContentTypes
  /** What stands in each relationships part. */
  relationships: ReadonlyMap<string, Relationship[]>
}

const MAX_PARTS = 5000
/** All parts together; more is refused before it is unpacked. */
const MAX_UNPACKED = 512 * 2 ** 20
/** Beyond so many bytes, a document that grows more than so many times is made to keep the machine busy. */
const RATIO_COUNTS_FROM = 32 * 2 ** 20
const MAX_RATIO = 100
/** All lists of relationships together. */
const MAX_LINKS = 16 * 2 ** 20
const name = 'docx.package'

/**
 * Reads a package strictly; without a package, the checks say why. Names are those that any reader takes for the same
 * part: plain ASCII, each once whatever its case.
 */
export async function readPackage(bytes: Uint8Array): Promise<{ opc?: OpcPackage; checks: Check[] }> {
  let part = contentTypesPart
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0) {
    const message =
      'The document is encrypted with a passphrase, or of an old version of Word; it cannot be judged.'
    return { checks: [bad(name, message)] }
  }
  try {
    const zip = await readZip(bytesSource(bytes))
    refuseNames(zip.entries, bytes.length)
    const parts = new Map<string, Uint8Array>()
    const checks = formChecks(zip.entries)
    for (const entry of zip.entries) {
      const content = await zip.readAll(entry, MAX_UNPACKED)
      parts.set(entry.name, content)
      if (entry.method === 'deflate' && (await hasStrayBits(zip, entry, content))) {
        checks.push(bad(name, 'Bits that belong to nothing stand behind the packed data.', entry.name))
      }
    }
    const types = readContentTypes(parts.get(contentTypesPart) ?? new Uint8Array())
    parts.delete(contentTypesPart)
    const relationships = new Map<string, Relationship[]>()
    for (const [path, content] of parts) {
      if (!path.endsWith('.rels')) continue
      part = path
      relationships.set(path, readRelationships(content))
    }
    if (checks.length === 0)
      checks.push(good(name, 'The document is one ZIP archive without gaps or additions.'))
    return { opc: { parts, types, relationships }, checks }
  } catch (error) {
    if (error instanceof ZipError) return { checks: [bad(name, error.message, error.entry)] }
    if (!(error instanceof XmlError)) throw error
    return { checks: [bad(name, `“${part}” cannot be read: ${error.message}.`, part)] }
  }
}

function refuseNames(entries: ZipEntry[], packed: number): void {
  if (entries.length > MAX_PARTS) {
    throw new ZipError(`The document has ${entries.length} parts; at most ${MAX_PARTS} are read.`)
  }
  const size = entries.reduce((sum, entry) => sum + entry.size, 0)
  const isBomb = size > RATIO_COUNTS_FROM && size > packed * MAX_RATIO
  if (isBomb || size > MAX_UNPACKED)
    throw new ZipError(`The document would unpack to ${size} bytes; it is not unpacked.`)
  if (!entries.some((entry) => entry.name === contentTypesPart)) {
    throw new ZipError(`The file is a ZIP archive, but no Word document: it has no “${contentTypesPart}”.`)
  }
  const links = entries.filter((entry) => entry.name.endsWith('.rels'))
  if (links.reduce((sum, entry) => sum + entry.size, 0) > MAX_LINKS) {
    throw new ZipError('The document has too many links between its parts.')
  }
  const seen = new Set<string>()
  for (const { name: part } of entries) {
    if (part !== contentTypesPart && !/^[\w.\-/]+$/.test(part)) {
      throw new ZipError(
        `A part of the document has a name that not every program reads alike: “${part}”.`,
        part,
      )
    }
    if (seen.has(part.toLowerCase())) {
      throw new ZipError(`“${part}” differs from another part by upper and lower case alone.`, part)
    }
    seen.add(part.toLowerCase())
  }
}

/** Fields of the ZIP that no signature covers must say nothing. */
function formChecks(entries: ZipEntry[]): Check[] {
  const odd = entries.find(
    (entry) =>
      entry.externalAttributes !== 0 ||
      entry.internalAttributes !== 0 ||
      entry.versionMadeBy !== entry.versionNeeded ||
      entry.time !== entries[0]?.time ||
      entry.date !== entries[0]?.date,
  )
  if (!odd) return []
  const message = `The archive tells things about “${odd.name}” that no signature covers (times or attributes), as other programs than Afterword write them.`
  return [unknown(name, message, odd.name)]
}

/**
 * The last octet of packed data may have bits to spare, which no checksum sees. If its highest bit can be taken away
 * and the content is still the same, it was such a bit.
 */
async function hasStrayBits(zip: ZipArchive, entry: ZipEntry, content: Uint8Array): Promise<boolean> {
  const packed = (await zip.readPacked(entry)).slice()
  const last = packed.at(-1) ?? 0
  if (last === 0) return false
  packed[packed.length - 1] = last ^ (1 << (31 - Math.clz32(last)))
  try {
    return sameBytes(inflateSync(packed, { out: new Uint8Array(content.length) }), content)
  } catch {
    return false
  }
}
