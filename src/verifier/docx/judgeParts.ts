import { digest } from '../certificates-algorithms.ts'
import { sameBytes } from '../der.ts'
import { bad, type Check, good, unknown } from '../verdict.ts'
import type { OpcPackage } from './package.ts'
import {
  originType,
  type Relationship,
  relationshipsPartOf,
  resolveTarget,
  signatureType,
  transformRelationships,
} from './relationships.ts'
import type { Reference } from './signature.ts'

const ROOT = '_rels/.rels'
/** Whoever reads a verdict needs no thousand reasons. */
const MAX_SHOWN = 100
const RELATIONSHIPS = 'application/vnd.openxmlformats-package.relationships+xml'
const MAIN = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'
const MAIN_TYPES = new Set([
  'http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument',
  'http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument',
])

/** The parts that make up a signature; it cannot cover them itself. */
export interface SignatureParts {
  origin: string
  /** Each signature part that the origin names. */
  signatures: string[]
  /** Everything above, and the relationships part of the origin. */
  all: ReadonlySet<string>
}

/** Follows the package's relationships to its signatures (ECMA-376-2, 13.2). Undefined if there is no origin. */
export function findSignatures({ relationships }: OpcPackage): SignatureParts | undefined {
  const origins = (relationships.get(ROOT) ?? []).filter(isOrigin)
  if (origins.length === 0) return undefined
  const origin = resolveTarget('', origins[0]!.target) ?? ''
  const list = relationshipsPartOf(origin)
  const signatures = (relationships.get(list) ?? [])
    .filter((one) => one.type === signatureType && !one.isExternal)
    .map((one) => resolveTarget(origin, one.target) ?? '')
  return { origin, signatures, all: new Set([origin, list, ...signatures]) }
}

/** Whether every part and every relationship is signed and is what was signed, and nothing else is there. */
export function judgeParts(opc: OpcPackage, manifest: Reference[], own: SignatureParts): Check[] {
  const checks = [...judgeList(opc, manifest), ...judgeUnsigned(opc, manifest, own), ...judgeFrame(opc, own)]
  if (checks.length > MAX_SHOWN) {
    const more = `There are ${checks.length - MAX_SHOWN} more findings of this kind.`
    return [...checks.slice(0, MAX_SHOWN), bad('docx.parts', more)]
  }
  if (checks.length > 0) return checks
  return [good('docx.parts', `All ${manifest.length} parts are those that were signed, and none was added.`)]
}

function judgeList(opc: OpcPackage, manifest: Reference[]): Check[] {
  const checks: Check[] = []
  const seen = new Set<string>()
  for (const reference of manifest) {
    const { part, type } = splitUri(reference.uri)
    const content = opc.parts.get(part)
    if (seen.has(part)) checks.push(bad('docx.twice', 'The part stands in the signed list twice.', part))
    else if (!content)
      checks.push(bad('docx.missing', 'The part was signed, but it is not in the document.', part))
    else {
      if (opc.types.of(part) !== type) {
        const message =
          'The part is given out as something else than what was signed: its content type was changed.'
        checks.push(bad('docx.type', message, part))
      }
      checks.push(...judgeContent(opc, part, content, reference))
    }
    seen.add(part)
  }
  return checks
}

function judgeContent(opc: OpcPackage, part: string, content: Uint8Array, reference: Reference): Check[] {
  const { hash, digest: stated, relationshipIds } = reference
  if (!hash) return [unknown('docx.digest', 'The part is signed with a hash that is not checked here.', part)]
  const list = opc.relationships.get(part)
  if (!relationshipIds) {
    if (sameBytes(digest(hash, content), stated)) return []
    return [bad('docx.digest', 'The part is not what was signed: it was changed afterwards.', part)]
  }
  const signed = list && transformRelationships(list, relationshipIds)
  if (!signed || !sameBytes(digest(hash, signed), stated)) {
    const message = 'The part’s links are not those that were signed: one was removed or leads elsewhere now.'
    return [bad('docx.relationships', message, part)]
  }
  const covered = new Set(relationshipIds)
  const added = list.filter((one) => !covered.has(one.id) && !(part === ROOT && isOrigin(one)))
  return added.map((one) =>
    bad('docx.relationships', `A link was not signed: it was added (${one.id}, ${shown(one)}).`, part),
  )
}

function judgeUnsigned(opc: OpcPackage, manifest: Reference[], own: SignatureParts): Check[] {
  const signed = new Set(manifest.map(({ uri }) => splitUri(uri).part))
  const message = 'The part was not signed: it was added, or left out of the signature.'
  return [...opc.parts.keys()]
    .filter((part) => !signed.has(part) && !own.all.has(part))
    .map((part) => bad('docx.unsigned', message, part))
}

/** The signature's own parts and the list of content types must say nothing more than they need to. */
function judgeFrame(opc: OpcPackage, own: SignatureParts): Check[] {
  const checks: Check[] = []
  const origin = opc.parts.get(own.origin)
  const list = relationshipsPartOf(own.origin)
  const origins = opc.relationships.get(ROOT)?.filter(isOrigin) ?? []
  const links = opc.relationships.get(list) ?? []
  if (!origin || origin.length > 0 || origins.length !== 1 || links.length !== own.signatures.length) {
    checks.push(bad('docx.frame', 'The place of the signature holds more than the signature.', own.origin))
  }
  for (const part of opc.relationships.keys()) {
    if (opc.types.of(part) !== RELATIONSHIPS) {
      checks.push(bad('docx.type', 'The part’s links are given out as something else.', part))
    }
  }
  const idle = opc.types.idle([...opc.parts.keys()])
  if (idle.length > 0) {
    const named = `${idle.slice(0, 10).join(', ')}${idle.length > 10 ? ' …' : ''}`
    const message = `The list of content types, which no signature covers, names what is not in the document: ${named}.`
    checks.push(unknown('docx.types', message, '[Content_Types].xml'))
  }
  return checks
}

/** What could start something or change what is shown, however well it is signed. */
export function judgeActive(opc: OpcPackage): Check[] {
  const checks: Check[] = []
  const main = opc.relationships.get(ROOT)?.filter((one) => MAIN_TYPES.has(one.type)) ?? []
  const part = main[0] && resolveTarget('', main[0].target)
  if (main.length !== 1 || !part || opc.types.of(part) !== MAIN) {
    checks.push(bad('docx.main', 'The package is no Word document without macros.', part))
  }
  for (const part of opc.parts.keys()) {
    const type = opc.types.of(part) ?? ''
    if (/macro|vba|activex|oleobject/i.test(`${type} ${part}`)) {
      checks.push(bad('docx.macro', 'The document contains a program (a macro or a control).', part))
    }
  }
  for (const [part, list] of opc.relationships) {
    for (const one of list) {
      if (one.isExternal && !/\/hyperlink$/.test(one.type)) {
        const message = `The document fetches something from elsewhere when it is opened (${shown(one)}); what it shows can change.`
        checks.push(unknown('docx.external', message, part))
      }
    }
  }
  return checks
}

function isOrigin(one: Relationship): boolean {
  return one.type === originType && !one.isExternal
}

/** `/word/document.xml?ContentType=…`, as references to parts are written (ECMA-376-2, 13.2.4.16). */
function splitUri(uri: string): { part: string; type: string } {
  const [path = '', type = ''] = uri.split('?ContentType=')
  return { part: path.startsWith('/') ? path.slice(1) : path, type }
}

function shown({ target }: Relationship): string {
  return target.replace(/[\p{Cc}\p{Cf}]/gu, '\uFFFD').slice(0, 200)
}
