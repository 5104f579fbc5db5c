import { elementsOf, readXml, XmlError } from '../xml.ts'

/** `[Content_Types].xml` (ECMA-376-2, 10.1.2): what kind each part is of. No signature covers it as a file. */
export interface ContentTypes {
  /** The kind of a part, as a signature must name it; undefined if none is given. */
  of(part: string): string | undefined
  /** Lines that speak of no part that is here. */
  idle(parts: readonly string[]): string[]
}

export const contentTypesPart = '[Content_Types].xml'
const NAMESPACE = 'http://schemas.openxmlformats.org/package/2006/content-types'

/** Throws XmlError, also for a part or an extension that is named twice. */
export function readContentTypes(bytes: Uint8Array): ContentTypes {
  const root = readXml(bytes)
  if (root.namespace !== NAMESPACE || root.local !== 'Types' || root.attributes.length > 0) {
    throw new XmlError('it is no list of content types')
  }
  const defaults = new Map<string, string>()
  const overrides = new Map<string, string>()
  for (const { namespace, local, attributes, children } of elementsOf(root)) {
    const values = new Map(attributes.map((one) => [one.prefix ? '' : one.local, one.value]))
    const key = values.get(local === 'Default' ? 'Extension' : 'PartName')?.toLowerCase()
    const type = values.get('ContentType')
    const list = local === 'Default' ? defaults : local === 'Override' ? overrides : undefined
    if (!list || namespace !== NAMESPACE || attributes.length !== 2 || children.length > 0 || !key || !type) {
      throw new XmlError('a line has an unknown form')
    }
    if (list.has(key)) throw new XmlError(`“${key}” is named twice`)
    list.set(key, type)
  }
  return {
    of: (part) => overrides.get(`/${part.toLowerCase()}`) ?? defaults.get(extensionOf(part)),
    idle: (parts) => {
      const named = new Set(parts.map((part) => `/${part.toLowerCase()}`))
      const extensions = new Set(
        parts.filter((part) => !overrides.has(`/${part.toLowerCase()}`)).map(extensionOf),
      )
      return [
        ...[...overrides.keys()].filter((name) => !named.has(name)),
        ...[...defaults.keys()].filter((extension) => !extensions.has(extension)).map((one) => `*.${one}`),
      ]
    },
  }
}

/** Writes the list anew, with one line for each part or extension and nothing that speaks of none. */
export function formatContentTypes(types: ReadonlyMap<string, string>): string {
  const lines = [...types].map(([part, type]) => `<Override PartName="/${part}" ContentType="${type}"/>`)
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Types xmlns="${NAMESPACE}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${lines.join('')}</Types>`
}

function extensionOf(part: string): string {
  const name = part.slice(part.lastIndexOf('/') + 1)
  return name.includes('.') ? name.slice(name.lastIndexOf('.') + 1).toLowerCase() : ''
}
