import { bad, type Check, good, unknown } from '../verdict.ts'
import { elementsOf, readXml, type XmlElement, XmlError } from '../xml.ts'
import type { OpcPackage } from './package.ts'

const CUSTOM = 'docProps/custom.xml'
const name = 'docx.completeness'

/**
 * What the document says of its own completeness in its property `Completeness`: `COMPLETE`, or `PARTIAL` with what is
 * missing behind it.
 */
export function judgeCompleteness(opc: OpcPackage): Check[] {
  const stated = readProperty(opc.parts.get(CUSTOM))
  if (stated === 'COMPLETE') {
    return [good(name, 'The document says that everything that was asked for is in it.', CUSTOM)]
  }
  if (stated?.startsWith('PARTIAL')) {
    const missing = stated
      .slice('PARTIAL'.length)
      .replace(/^[:\s]+/, '')
      .slice(0, 2000)
    return [bad(name, `The document says that something is missing${missing ? `: ${missing}` : '.'}`, CUSTOM)]
  }
  return [unknown(name, 'The document does not say in a form known here whether anything is missing.')]
}

function readProperty(bytes: Uint8Array | undefined): string | undefined {
  if (!bytes) return undefined
  try {
    const found = elementsOf(readXml(bytes)).filter((one) => nameOf(one) === 'Completeness')
    const [value, ...more] = found.length === 1 ? elementsOf(found[0]!) : []
    if (!value || more.length > 0) return undefined
    return value.children.filter((child) => typeof child === 'string').join('')
  } catch (error) {
    if (!(error instanceof XmlError)) throw error
    return undefined
  }
}

function nameOf({ local, attributes }: XmlElement): string | undefined {
  return local === 'property' ? attributes.find((one) => one.local === 'name')?.value : undefined
}
