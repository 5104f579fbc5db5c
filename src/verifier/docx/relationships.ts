import { elementsOf, readXml, type XmlElement, XmlError } from '../xml.ts'
import { attributeText } from '../xml-canonical.ts'

/** One relationship of a package or of a part (ECMA-376-2, 9.3). */
export interface Relationship {
  id: string
  type: string
  target: string
  isExternal: boolean
}

export const relationshipsNamespace = 'http://schemas.openxmlformats.org/package/2006/relationships'
export const relationshipTransform = 'http://schemas.openxmlformats.org/package/2006/RelationshipTransform'
export const originType =
  'http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin'
export const signatureType =
  'http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/signature'

const attributeNames = new Set(['Id', 'Type', 'Target', 'TargetMode'])

/** The relationships in a relationships part, each Id once. Throws XmlError. */
export function readRelationships(bytes: Uint8Array): Relationship[] {
  const root = readXml(bytes)
  if (
    root.namespace !== relationshipsNamespace ||
    root.local !== 'Relationships' ||
    root.attributes.length > 0
  )
    throw new XmlError('it is no list of relationships')
  const ids = new Set<string>()
  return elementsOf(root).map((element) => {
    const relationship = readOne(element)
    if (ids.has(relationship.id)) throw new XmlError(`two relationships have the name ${relationship.id}`)
    ids.add(relationship.id)
    return relationship
  })
}

/**
 * What a relationships part is signed as (ECMA-376-2, 13.2.4.24): the relationships named, in the order of their
 * names, in canonical XML. Undefined if one of them is not there.
 */
export function transformRelationships(
  relationships: readonly Relationship[],
  ids: readonly string[],
): Uint8Array | undefined {
  const known = new Map(relationships.map((one) => [one.id, one]))
  const lines: string[] = []
  for (const one of ids.toSorted().map((id) => known.get(id))) {
    if (!one) return undefined
    const mode = one.isExternal ? 'External' : 'Internal'
    const [id, target, type] = [one.id, one.target, one.type].map(attributeText)
    lines.push(
      `<Relationship Id="${id}" Target="${target}" TargetMode="${mode}" Type="${type}"></Relationship>`,
    )
  }
  return new TextEncoder().encode(
    `<Relationships xmlns="${relationshipsNamespace}">${lines.join('')}</Relationships>`,
  )
}

/** A relationships part with these, in their order. */
export function formatRelationships(relationships: readonly Relationship[]): Uint8Array {
  const lines = relationships.map(({ id, type, target, isExternal }) => {
    const mode = isExternal ? ' TargetMode="External"' : ''
    return `<Relationship Id="${attributeText(id)}" Type="${attributeText(type)}" Target="${attributeText(target)}"${mode}/>`
  })
  return new TextEncoder().encode(
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="${relationshipsNamespace}">${lines.join('')}</Relationships>`,
  )
}

/** The part that a part's relationships stand in, `word/_rels/document.xml.rels` for `word/document.xml`. */
export function relationshipsPartOf(part: string): string {
  const slash = part.lastIndexOf('/') + 1
  return `${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`
}

/** Where an internal target leads, without a leading slash; undefined if it leads out of the package. */
export function resolveTarget(source: string, target: string): string | undefined {
  if (target.startsWith('/')) return target.slice(1)
  const path = source.split('/').slice(0, -1)
  for (const step of target.split('/')) {
    if (step === '..') {
      if (path.pop() === undefined) return undefined
    } else if (step !== '.') path.push(step)
  }
  return path.join('/')
}

function readOne(element: XmlElement): Relationship {
  const { local, namespace, attributes, children } = element
  const values = new Map(attributes.map((one) => [one.prefix ? '' : one.local, one.value]))
  const [id, type, target] = ['Id', 'Type', 'Target'].map((name) => values.get(name))
  const mode = values.get('TargetMode') ?? 'Internal'
  const isPlain =
    local === 'Relationship' &&
    namespace === relationshipsNamespace &&
    children.every((child) => typeof child === 'string' && child.trim() === '') &&
    attributes.every((one) => one.prefix === '' && attributeNames.has(one.local)) &&
    (mode === 'Internal' || mode === 'External')
  if (!isPlain || !id || !type || target === undefined)
    throw new XmlError('a relationship has an unknown form')
  return { id, type, target, isExternal: mode === 'External' }
}
