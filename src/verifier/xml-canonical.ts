import type { XmlAttribute, XmlElement } from './xml.ts'

/** Canonical XML 1.0 without comments. */
export const c14n = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315'

/**
 * The canonical form of an element with all that is in it (Canonical XML 1.0, without comments), as it stands in its
 * document: namespaces that hold there are written out. UTF-8.
 */
export function canonicalXml(element: XmlElement): Uint8Array {
  const parts: string[] = []
  write(element, new Map([['', '']]), parts)
  return new TextEncoder().encode(parts.join(''))
}

function write(element: XmlElement, outer: ReadonlyMap<string, string>, parts: string[]): void {
  const name = element.prefix ? `${element.prefix}:${element.local}` : element.local
  parts.push('<', name)
  const { scope } = element
  if (scope !== outer) {
    const declared = [...scope].filter(([prefix, uri]) => outer.get(prefix) !== uri)
    for (const [prefix, uri] of declared.sort(([a], [b]) => compare(a, b))) {
      parts.push(prefix ? ` xmlns:${prefix}="` : ' xmlns="', attributeText(uri), '"')
    }
  }
  for (const attribute of element.attributes.toSorted(byName)) {
    const { prefix, local, value } = attribute
    parts.push(' ', prefix ? `${prefix}:${local}` : local, '="', attributeText(value), '"')
  }
  parts.push('>')
  for (const child of element.children) {
    if (typeof child === 'string') parts.push(plainText(child))
    else write(child, scope, parts)
  }
  parts.push('</', name, '>')
}

function byName(a: XmlAttribute, b: XmlAttribute): number {
  return compare(a.namespace, b.namespace) || compare(a.local, b.local)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  '\r': '&#xD;',
}

/** A text as Canonical XML writes it (2.3). */
export function plainText(text: string): string {
  return text.replace(/[&<>\r]/g, (char) => escapes[char]!)
}

/** The value of an attribute as Canonical XML writes it (2.3). */
export function attributeText(text: string): string {
  return text.replace(/[&<"\t\n\r]/g, (char) => escapes[char]!)
}
