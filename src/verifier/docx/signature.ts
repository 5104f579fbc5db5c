import { fromBase64 } from '../base64.ts'
import type { HashName } from '../certificates-algorithms.ts'
import { elementsOf, type XmlElement, XmlError } from '../xml.ts'
import { c14n, canonicalXml } from '../xml-canonical.ts'
import { relationshipTransform } from './relationships.ts'

export const namespaces = {
  signature: 'http://www.w3.org/2000/09/xmldsig#',
  opc: 'http://schemas.openxmlformats.org/package/2006/digital-signature',
  xades: 'http://uri.etsi.org/01903/v1.3.2#',
} as const

/** One reference of an XML signature (XML Signature 1.1, 4.4.3): to an object of it, or to a part. */
export interface Reference {
  uri: string
  type?: string
  /** Undefined for a hash that is not of SHA-2. */
  hash?: HashName
  digest: Uint8Array
  /** The relationships that count, where it is about a relationships part. */
  relationshipIds?: string[]
}

/** An XML signature as OPC packages carry it (ECMA-376-2, 13; MS-OFFCRYPTO, 2.5.2). */
export interface OpcSignature {
  /** The canonical octets that the signature is over. */
  signedInfo: Uint8Array
  algorithm?: { oid: string; hash: HashName }
  value: Uint8Array
  /** The canonical octets that a time-stamp of the signature is over. */
  valueElement: Uint8Array
  /** DER, in the order of the file. */
  certificates: Uint8Array[]
  references: Reference[]
  /** What a reference to `#id` is about, in canonical form. */
  objects: ReadonlyMap<string, Uint8Array>
  /** References to the package's parts. */
  manifest: Reference[]
  manifestId: string
  /** What the package claims as time of signing. */
  time?: string
  signedProperties?: { id: string; element: XmlElement }
  unsignedProperties?: XmlElement
  /** Whether something stands there that nothing covers and that is not known. */
  hasExtras: boolean
}

const hashUris: Record<string, HashName> = {
  'http://www.w3.org/2001/04/xmlenc#sha256': 'SHA-256',
  'http://www.w3.org/2001/04/xmldsig-more#sha384': 'SHA-384',
  'http://www.w3.org/2001/04/xmlenc#sha512': 'SHA-512',
}
const algorithms: Record<string, { oid: string; hash: HashName }> = {
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256': { oid: '1.2.840.113549.1.1.11', hash: 'SHA-256' },
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha384': { oid: '1.2.840.113549.1.1.12', hash: 'SHA-384' },
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512': { oid: '1.2.840.113549.1.1.13', hash: 'SHA-512' },
  'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256': { oid: '1.2.840.10045.4.3.2', hash: 'SHA-256' },
  'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384': { oid: '1.2.840.10045.4.3.3', hash: 'SHA-384' },
  'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512': { oid: '1.2.840.10045.4.3.4', hash: 'SHA-512' },
}

/** Reads a signature in the one order that the standard gives; whatever else stands in it is refused. Throws XmlError. */
export function readSignature(root: XmlElement): OpcSignature {
  if (!is(root, 'signature', 'Signature')) throw new XmlError('it is no signature')
  refuseTwins(root, new Set())
  const children = elementsOf(root)
  const signedInfo = expectElement(children.shift(), 'signature', 'SignedInfo')
  const value = expectElement(children.shift(), 'signature', 'SignatureValue')
  const key = is(children[0], 'signature', 'KeyInfo') ? children.shift() : undefined
  const [canonicalization, method, ...references] = elementsOf(signedInfo)
  if (
    attribute(expectElement(canonicalization, 'signature', 'CanonicalizationMethod'), 'Algorithm') !== c14n
  ) {
    throw new XmlError('it is put into canonical form in an unknown way')
  }
  const { certificates, hasMore } = readKeyInfo(key)
  const found = readObjects(children)
  return {
    signedInfo: canonicalXml(signedInfo),
    algorithm:
      algorithms[attribute(expectElement(method, 'signature', 'SignatureMethod'), 'Algorithm') ?? ''],
    value: readBase64(value),
    valueElement: canonicalXml(value),
    certificates,
    references: references.map(readReference),
    ...found,
    hasExtras: hasMore || found.hasExtras,
  }
}

/** The one child of that name; undefined if there is none. Throws XmlError if there are several. */
export function childOf(
  element: XmlElement | undefined,
  space: keyof typeof namespaces,
  local: string,
): XmlElement | undefined {
  const found = element ? elementsOf(element).filter((child) => is(child, space, local)) : []
  if (found.length > 1) throw new XmlError(`“${local}” stands there more than once`)
  return found[0]
}

/** The text of an element that holds text alone. Throws XmlError. */
export function textOf(element: XmlElement | undefined): string | undefined {
  return element?.children
    .map((child) => {
      if (typeof child !== 'string') throw new XmlError('an element stands where a text belongs')
      return child
    })
    .join('')
}

/** Octets in base64, which may stand on several lines. Throws XmlError. */
export function readBase64(element: XmlElement | undefined): Uint8Array {
  const octets = fromBase64((textOf(element) ?? '').replace(/\s/g, ''))
  if (!octets || octets.length === 0) throw new XmlError('a value is not base64')
  return octets
}

/** Digest method and value, of SHA-2. Throws XmlError. */
export function readDigest(element: XmlElement | undefined): { hash?: HashName; digest: Uint8Array } {
  const method = expectElement(childOf(element, 'signature', 'DigestMethod'), 'signature', 'DigestMethod')
  const hash = hashUris[attribute(method, 'Algorithm') ?? '']
  return { hash, digest: readBase64(childOf(element, 'signature', 'DigestValue')) }
}

export function is(element: XmlElement | undefined, space: keyof typeof namespaces, local: string): boolean {
  return element?.namespace === namespaces[space] && element.local === local
}

export function attribute(element: XmlElement | undefined, local: string): string | undefined {
  return element?.attributes.find((one) => one.prefix === '' && one.local === local)?.value
}

function expectElement(
  element: XmlElement | undefined,
  space: keyof typeof namespaces,
  local: string,
): XmlElement {
  if (!element || !is(element, space, local)) throw new XmlError(`“${local}” is missing`)
  return element
}

/** No two elements may answer to the same name. */
function refuseTwins(element: XmlElement, seen: Set<string>): void {
  for (const { local, value } of element.attributes) {
    if (local.toLowerCase() !== 'id') continue
    if (seen.has(value)) throw new XmlError(`two of its elements have the name “${value}”`)
    seen.add(value)
  }
  for (const child of element.children) if (typeof child !== 'string') refuseTwins(child, seen)
}

function readReference(element: XmlElement): Reference {
  const reference = expectElement(element, 'signature', 'Reference')
  const uri = attribute(reference, 'URI')
  if (uri === undefined) throw new XmlError('a reference does not say what it is about')
  const transforms = childOf(reference, 'signature', 'Transforms')
  const list = transforms ? elementsOf(transforms) : []
  const names = list.map((one) => attribute(expectElement(one, 'signature', 'Transform'), 'Algorithm'))
  const isRelationships = names[0] === relationshipTransform && names[1] === c14n && names.length === 2
  const isPlain = names.length === 0 || (names.length === 1 && names[0] === c14n && uri.startsWith('#'))
  if (!isRelationships && !isPlain) throw new XmlError('a reference is transformed in an unknown way')
  const ids = isRelationships && elementsOf(list[0]!).map(readRelationshipId)
  const type = attribute(reference, 'Type')
  return { uri, type, ...readDigest(reference), ...(ids ? { relationshipIds: ids } : {}) }
}

function readRelationshipId(element: XmlElement): string {
  const id = is(element, 'opc', 'RelationshipReference') ? attribute(element, 'SourceId') : undefined
  if (id === undefined) throw new XmlError('a relationship is chosen in an unknown way')
  return id
}

function readKeyInfo(key: XmlElement | undefined): { certificates: Uint8Array[]; hasMore: boolean } {
  const certificates: Uint8Array[] = []
  let hasMore = false
  for (const data of key ? elementsOf(key) : []) {
    if (!is(data, 'signature', 'X509Data')) hasMore = true
    else {
      for (const one of elementsOf(data)) {
        if (is(one, 'signature', 'X509Certificate')) certificates.push(readBase64(one))
        else hasMore = true
      }
    }
  }
  return { certificates, hasMore }
}

type Objects = Pick<
  OpcSignature,
  'objects' | 'manifest' | 'manifestId' | 'time' | 'signedProperties' | 'unsignedProperties' | 'hasExtras'
>

function readObjects(elements: XmlElement[]): Objects {
  const objects = new Map<string, Uint8Array>()
  const found: Objects = { objects, manifest: [], manifestId: '', hasExtras: false }
  for (const element of elements) {
    const object = expectElement(element, 'signature', 'Object')
    const qualifying = childOf(object, 'xades', 'QualifyingProperties')
    const manifest = childOf(object, 'signature', 'Manifest')
    const id = attribute(object, 'Id') ?? ''
    if (qualifying) {
      const isAlone = elementsOf(object).length === 1 && found.signedProperties === undefined
      if (!isAlone) throw new XmlError('its properties stand there more than once, or with something else')
      readQualifying(qualifying, found)
    } else if (manifest) {
      if (found.manifestId !== '' || id === '') throw new XmlError('it has several lists of parts')
      found.manifestId = id
      found.manifest = elementsOf(manifest).map(readReference)
      found.time = readPackageTime(object)
    }
    if (!qualifying) {
      if (id === '') found.hasExtras = true
      else objects.set(id, canonicalXml(object))
    }
  }
  return found
}

function readQualifying(qualifying: XmlElement, found: Objects): void {
  const [signed, unsigned, ...more] = elementsOf(qualifying)
  const element = expectElement(signed, 'xades', 'SignedProperties')
  const id = attribute(element, 'Id')
  if (id === undefined || more.length > 0) throw new XmlError('its properties have an unknown form')
  found.signedProperties = { id, element }
  ;(found.objects as Map<string, Uint8Array>).set(id, canonicalXml(element))
  if (unsigned) found.unsignedProperties = expectElement(unsigned, 'xades', 'UnsignedProperties')
}

/** SignatureTime (ECMA-376-2, 13.2.4.19), as it is written. */
function readPackageTime(object: XmlElement): string | undefined {
  const properties = childOf(object, 'signature', 'SignatureProperties')
  for (const property of properties ? elementsOf(properties) : []) {
    const time = childOf(childOf(property, 'opc', 'SignatureTime'), 'opc', 'Value')
    if (time) return textOf(time)
  }
  return undefined
}
