import { strFromU8, unzipSync } from 'fflate'
import { plainText } from '#core/documents/build/inline.ts'
import type { Block, ReviewDocument } from '#core/documents/model.ts'

export interface XmlElement {
  name: string
  attributes: Record<string, string>
  children: (XmlElement | string)[]
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const allowed = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u

/** Reads XML 1.0 as strictly as Word does; throws at the first thing that is not well-formed. */
export function parseXml(source: string): XmlElement {
  if (!allowed.test(source)) throw new Error('a character that XML does not allow')
  const root: XmlElement = { name: '', attributes: {}, children: [] }
  const open = [root]
  const token = /<\?xml [^<>]*\?>|<(\/?)([A-Za-z_][\w:.-]*)((?:\s+[\w:.-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy
  while (token.lastIndex < source.length) {
    const at = token.lastIndex
    const found = token.exec(source)
    if (!found) throw new Error(`not well-formed at ${at}: ${source.slice(at, at + 80)}`)
    const [, closing, name, attributes = '', empty, text] = found
    const parent = open.at(-1)
    if (!parent) throw new Error('more ends than starts')
    if (text !== undefined) parent.children.push(decode(text))
    else if (name === undefined) continue
    else if (closing) {
      if (parent.name !== name) throw new Error(`</${name}> ends <${parent.name}>`)
      open.pop()
    } else {
      const element: XmlElement = { name, attributes: readAttributes(attributes), children: [] }
      parent.children.push(element)
      if (!empty) open.push(element)
    }
  }
  if (open.length !== 1) throw new Error(`<${open.at(-1)?.name}> has no end`)
  const elements = root.children.filter((child): child is XmlElement => typeof child !== 'string')
  if (elements.length !== 1 || !elements[0]) throw new Error('not one root')
  return elements[0]
}

function readAttributes(source: string): Record<string, string> {
  const attributes: Record<string, string> = {}
  for (const [, key = '', value = ''] of source.matchAll(/([\w:.-]+)="([^"]*)"/g)) {
    if (key in attributes) throw new Error(`the attribute ${key} stands twice`)
    attributes[key] = decode(value)
  }
  return attributes
}

function decode(text: string): string {
  if (/&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\dA-Fa-f]+);)/.test(text)) throw new Error(`a bare & in ${text}`)
  if (text.includes(']]>')) throw new Error(']]> in text')
  return text.replace(/&(\w+);/g, (_, name: string) => entities[name] ?? '')
}

export function* elementsOf(element: XmlElement): Generator<XmlElement> {
  yield element
  for (const child of element.children) if (typeof child !== 'string') yield* elementsOf(child)
}

export function named(element: XmlElement, name: string): XmlElement[] {
  return [...elementsOf(element)].filter((one) => one.name === name)
}

/** The words of an element as Word shows them. */
export function textOf(element: XmlElement): string {
  if (element.name === 'w:t') return element.children.join('')
  if (element.name === 'w:tab' || element.name === 'w:br') return ' '
  return element.children.map((child) => (typeof child === 'string' ? '' : textOf(child))).join('')
}

export type Package = Map<string, Uint8Array>

export function openPackage(docx: Uint8Array): Package {
  return new Map(Object.entries(unzipSync(docx)))
}

/** A part as a tree; throws where it is absent or not well-formed. */
export function part(docx: Package, name: string): XmlElement {
  const bytes = docx.get(name)
  if (!bytes) throw new Error(`the part ${name} is absent`)
  return parseXml(strFromU8(bytes))
}

/** Every text of a document in the order in which it is read, one for each paragraph, line or term. */
export function readingTexts(document: ReviewDocument): string[] {
  return document.blocks.flatMap(textsOf).filter((text) => text.trim() !== '')
}

function textsOf(block: Block): string[] {
  switch (block.type) {
    case 'titlePage':
      return [
        block.organisation,
        block.label,
        block.kind,
        block.title,
        block.subtitle,
        ...textsOf(block.verdict),
        ...textsOf(block.facts),
        ...block.signers.flatMap((signer) => [signer.kind, signer.who, signer.when]),
      ]
    case 'heading':
      return [block.number, plainText(block.children)]
    case 'paragraph':
      return [plainText(block.children)]
    case 'list':
      return block.items.flatMap((item) => item.children.flatMap(textsOf))
    case 'blockquote':
      return block.children.flatMap(textsOf)
    case 'code':
      return block.value.split('\n')
    case 'table':
      return [...block.head, ...block.rows.flatMap((row) => row.cells)].flat().flatMap(textsOf)
    case 'figure':
      return [block.caption]
    case 'facts':
      return block.rows.flatMap((row) => [row.term, ...row.value.flatMap(textsOf)])
    case 'entries':
      return block.items.flatMap((item) => [item.label, item.title, ...item.children.flatMap(textsOf)])
    case 'notice':
      return [block.title, ...block.children.flatMap(textsOf)]
    default:
      return []
  }
}

/** The first of the texts that does not follow the ones before it; spaces do not count. */
export function firstMissing(texts: string[], whole: string): string | undefined {
  const squeezed = whole.replace(/\s+/gu, '')
  let at = 0
  for (const text of texts) {
    const wanted = text.replace(/\s+/gu, '')
    const found = squeezed.indexOf(wanted, at)
    if (found < 0) return text
    at = found + wanted.length
  }
  return undefined
}
