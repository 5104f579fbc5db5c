/**
 * A strict reader of plain XML 1.0 in UTF-8, for what stands in signed packages: elements, attributes and text. What
 * could hide something or grow (document types, entities, processing instructions, comments, CDATA) is refused, and
 * so are names beyond ASCII and attributes of the prefix `xml`.
 */
export interface XmlElement {
  prefix: string
  local: string
  /** Namespace name; empty for none. */
  namespace: string
  /** Without namespace declarations, in the order of the file. */
  attributes: XmlAttribute[]
  /** Namespace names by prefix, as they hold here, the default one under the empty prefix. */
  scope: ReadonlyMap<string, string>
  children: (XmlElement | string)[]
}

export interface XmlAttribute {
  prefix: string
  local: string
  namespace: string
  value: string
}

/** What is wrong with the XML: the end of a sentence, such as `an element is not closed`. */
export class XmlError extends Error {
  override name = 'XmlError'
}

const MAX_BYTES = 16 * 2 ** 20
const MAX_DEPTH = 50
const MAX_NODES = 200_000
const MAX_ATTRIBUTES = 100
const MAX_NAMESPACES = 100

const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace'
const XMLNS_NAMESPACE = 'http://www.w3.org/2000/xmlns/'
const declaration =
  /^<\?xml\s+version\s*=\s*(["'])1\.0\1(?:\s+encoding\s*=\s*(["'])(?:utf-8)\2)?(?:\s+standalone\s*=\s*(["'])(?:yes|no)\3)?\s*\?>/i
const space = /[ \t\n]*/y
const nameToken = /(?:([A-Za-z_][\w.-]*):)?([A-Za-z_][\w.-]*)/y
const textToken = /[^<]+/y
const references: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
// biome-ignore lint/suspicious/noControlCharactersInRegex: XML forbids these (XML 1.0, 2.2)
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])/

/** Reads a whole document and gives its outermost element. Throws XmlError. */
export function readXml(bytes: Uint8Array): XmlElement {
  if (bytes.length > MAX_BYTES) throw new XmlError('it is too large')
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new XmlError('it is not UTF-8')
  }
  if (forbidden.test(text)) throw new XmlError('it has characters that XML does not have')
  return new Reader(text.replace(/\r\n?/g, '\n')).document()
}

/** The elements in an element that holds nothing else. Throws XmlError if text stands between them. */
export function elementsOf(element: XmlElement): XmlElement[] {
  const found: XmlElement[] = []
  for (const child of element.children) {
    if (typeof child !== 'string') found.push(child)
    else if (child.trim() !== '') throw new XmlError('a text stands where none belongs')
  }
  return found
}

class Reader {
  private readonly text: string
  private at = 0
  private nodes = 0

  constructor(text: string) {
    this.text = text
  }

  document(): XmlElement {
    this.at = declaration.exec(this.text)?.[0].length ?? 0
    this.skipSpace()
    const root = this.element(new Map([['', '']]), 0)
    this.skipSpace()
    if (this.at < this.text.length) throw new XmlError('something follows its end')
    return root
  }

  private element(outer: ReadonlyMap<string, string>, depth: number): XmlElement {
    if (depth > MAX_DEPTH) throw new XmlError('its elements are nested too deeply')
    this.expect('<')
    if (this.peek('!') || this.peek('?')) {
      throw new XmlError('it has a comment, a document type or an instruction, which have no place there')
    }
    const name = this.name()
    const raw = this.attributes()
    const element = resolve(name, raw, outer)
    if (this.take('/>')) return element
    this.expect('>')
    this.content(element, depth)
    const end = this.name()
    if (end.prefix !== name.prefix || end.local !== name.local) throw new XmlError('an element is not closed')
    this.skipSpace()
    this.expect('>')
    return element
  }

  /** Everything up to and with the `</` of the element's end. */
  private content(element: XmlElement, depth: number): void {
    for (;;) {
      this.count()
      const text = this.match(textToken)?.[0]
      if (text !== undefined) {
        if (text.includes(']]>')) throw new XmlError('a text is not well formed')
        element.children.push(expand(text))
      }
      if (this.take('</')) return
      if (this.at >= this.text.length) throw new XmlError('it is cut off')
      element.children.push(this.element(element.scope, depth + 1))
    }
  }

  private attributes(): { prefix: string; local: string; value: string }[] {
    const found: { prefix: string; local: string; value: string }[] = []
    for (;;) {
      const before = this.at
      this.skipSpace()
      if (this.peek('>') || this.peek('/')) return found
      if (this.at === before) throw new XmlError('an element is not well formed')
      this.count()
      const { prefix, local } = this.name()
      this.skipSpace()
      this.expect('=')
      this.skipSpace()
      const quote = this.take('"') ? '"' : this.take("'") ? "'" : undefined
      const end = quote ? this.text.indexOf(quote, this.at) : -1
      const value = this.text.slice(this.at, end)
      if (end < 0 || value.includes('<')) throw new XmlError('an attribute is not well formed')
      this.at = end + 1
      found.push({ prefix, local, value: expand(value.replace(/[\t\n]/g, ' ')) })
      if (found.length > MAX_ATTRIBUTES) throw new XmlError('an element has too many attributes')
    }
  }

  private name(): { prefix: string; local: string } {
    const match = this.match(nameToken)
    if (!match) throw new XmlError('a name is missing or has an unknown form')
    return { prefix: match[1] ?? '', local: match[2]! }
  }

  private match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at
    const match = pattern.exec(this.text)
    if (match) this.at = pattern.lastIndex
    return match
  }

  private skipSpace(): void {
    this.match(space)
  }

  private peek(token: string): boolean {
    return this.text.startsWith(token, this.at)
  }

  private take(token: string): boolean {
    const found = this.peek(token)
    if (found) this.at += token.length
    return found
  }

  private expect(token: string): void {
    if (!this.take(token)) {
      throw new XmlError(this.at < this.text.length ? 'it is not well formed' : 'it is cut off')
    }
  }

  private count(): void {
    if (++this.nodes > MAX_NODES) throw new XmlError('it has too many elements')
  }
}

/** Puts names into their namespaces (Namespaces in XML 1.0). */
function resolve(
  name: { prefix: string; local: string },
  raw: { prefix: string; local: string; value: string }[],
  outer: ReadonlyMap<string, string>,
): XmlElement {
  const isDeclaration = (one: { prefix: string; local: string }) =>
    one.prefix === 'xmlns' || (one.prefix === '' && one.local === 'xmlns')
  const declared = raw.filter(isDeclaration)
  const scope = declared.length > 0 ? new Map(outer) : outer
  const seen = new Set<string>()
  for (const { prefix, local, value } of declared) {
    const of = prefix === '' ? '' : local
    const isReserved = of === 'xml' || of === 'xmlns' || value === XML_NAMESPACE || value === XMLNS_NAMESPACE
    if (isReserved || seen.has(of) || (of !== '' && value === '')) {
      throw new XmlError('a namespace is declared in a way that is not allowed')
    }
    seen.add(of)
    ;(scope as Map<string, string>).set(of, value)
  }
  if (scope.size > MAX_NAMESPACES) throw new XmlError('it has too many namespaces')
  const attributes = raw
    .filter((one) => !isDeclaration(one))
    .map((one) => ({ ...one, namespace: one.prefix === '' ? '' : namespaceOf(one.prefix, scope) }))
  if (new Set(attributes.map((one) => `${one.namespace} ${one.local}`)).size < attributes.length) {
    throw new XmlError('an attribute stands twice')
  }
  return { ...name, namespace: namespaceOf(name.prefix, scope), attributes, scope, children: [] }
}

function namespaceOf(prefix: string, scope: ReadonlyMap<string, string>): string {
  const found = scope.get(prefix)
  if (found === undefined) throw new XmlError('a name has a prefix that is not declared')
  return found
}

function expand(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&([^;&]{0,12})(;?)/g, (_all, name: string, end: string) => {
    const known = Object.hasOwn(references, name) ? references[name] : characterOf(name)
    if (end === '' || known === undefined) throw new XmlError('it names an entity that is not known')
    return known
  })
}

function characterOf(reference: string): string | undefined {
  const match = /^#(?:x([0-9a-fA-F]{1,6})|([0-9]{1,7}))$/.exec(reference)
  if (!match) return undefined
  const code = match[1] ? Number.parseInt(match[1], 16) : Number(match[2])
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return undefined
  const character = String.fromCodePoint(code)
  return forbidden.test(character) ? undefined : character
}
