import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate'
import type { DocumentMeta } from '../model.ts'
import { fontTable } from './fonts.ts'
import { coreProperties, extendedProperties } from './properties.ts'

/** Ids that the library draws at random: of relationships, and of a watermark's shape. */
const drawnIds = /(?<=rId|PowerPlusWaterMarkObject)[a-z0-9_-]{21}(?![a-z0-9_-])/gu
const relationshipPart = /^(.*\/)?_rels\/([^/]*)\.rels$/u

/**
 * The package as the same document gives it each time and everywhere: no clock, no drawn number, no order of chance. The
 * parts stand in the order of their names behind `[Content_Types].xml`, all of them deflated, at the ZIP's first date.
 */
export function settledPackage(bytes: Uint8Array, meta: DocumentMeta): Uint8Array {
  const parts = unzipSync(bytes)
  const drawn = drawnNames(parts)
  const texts = new Map<string, Uint8Array>()
  for (const [name, content] of Object.entries(parts)) {
    if (name.endsWith('/') || isEmptyRelationships(name, content)) continue
    texts.set(name, isXml(name) ? strToU8(settled(strFromU8(content), drawn)) : content)
  }
  texts.set('word/fontTable.xml', strToU8(fontTable()))
  texts.set('docProps/core.xml', strToU8(coreProperties(meta)))
  texts.set('docProps/app.xml', strToU8(extendedProperties(meta)))
  const first = '[Content_Types].xml'
  const names = [...texts.keys()].filter((name) => name !== first).sort()
  // fflate writes the date in local time; these fields are the same in every zone
  const mtime = new Date(1980, 0, 1, 12)
  const zippable: Zippable = {}
  for (const name of [first, ...names])
    zippable[name] = [texts.get(name) ?? new Uint8Array(), { mtime, level: 6, os: 0 }]
  return zipSync(zippable)
}

/** A part without relationships needs no part that says so, and a signature has one thing less to cover. */
function isEmptyRelationships(name: string, content: Uint8Array): boolean {
  return relationshipPart.test(name) && !strFromU8(content).includes('<Relationship ')
}

function isXml(name: string): boolean {
  return name.endsWith('.xml') || name.endsWith('.rels')
}

/** Drawn ids in the order in which the parts declare them, each with the number that it gets instead. */
function drawnNames(parts: Record<string, Uint8Array>): Map<string, string> {
  const drawn = new Map<string, string>()
  const declared = Object.keys(parts)
    .sort()
    .filter((name) => relationshipPart.test(name) || /\/header\d+\.xml$/u.test(name))
  for (const name of declared)
    for (const [id] of strFromU8(parts[name] ?? new Uint8Array()).matchAll(drawnIds))
      if (!drawn.has(id)) drawn.set(id, `Link${drawn.size + 1}`)
  return drawn
}

/** Bookmarks are counted through the life of the library, here from the start of the part. */
function settled(xml: string, drawn: ReadonlyMap<string, string>): string {
  const bookmarks = new Map<string, number>()
  return xml
    .replace(drawnIds, (id) => drawn.get(id) ?? id)
    .replace(
      /(<w:bookmark(?:Start|End)\b[^>]*? w:id=")(\d+)(")/gu,
      (_, before: string, id: string, after: string) => {
        const number = bookmarks.get(id) ?? bookmarks.size + 1
        bookmarks.set(id, number)
        return `${before}${number}${after}`
      },
    )
}
