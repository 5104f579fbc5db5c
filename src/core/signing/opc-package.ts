import { type Zippable, zipSync } from 'fflate'
import { AfterwordError } from '#shared/errors.ts'
import { contentTypesPart, formatContentTypes } from '#verifier/docx/contentTypes.ts'
import { findSignatures, judgeActive } from '#verifier/docx/judgeParts.ts'
import { type OpcPackage, readPackage } from '#verifier/docx/package.ts'
import {
  formatRelationships,
  originType,
  type Relationship,
  relationshipsPartOf,
  signatureType,
} from '#verifier/docx/relationships.ts'

/** A package with a place for its signature. */
export interface SignablePackage {
  /** By name, in the order of the file, without `[Content_Types].xml`. */
  parts: ReadonlyMap<string, Uint8Array>
  types: Pick<OpcPackage['types'], 'of'>
  signaturePart: string
}

const ROOT = '_rels/.rels'
const ORIGIN = '_xmlsignatures/origin.sigs'
const SIGNATURE = '_xmlsignatures/sig1.xml'
const kinds: Record<string, string> = {
  [ORIGIN]: 'application/vnd.openxmlformats-package.digital-signature-origin',
  [SIGNATURE]: 'application/vnd.openxmlformats-package.digital-signature-xmlsignature+xml',
}

/** Reads a package as strictly as the verifier does. Throws `invalid-input`. */
export async function openPackage(docx: Uint8Array): Promise<OpcPackage> {
  const { opc, checks } = await readPackage(docx)
  const problem = checks.find((check) => check.outcome === 'bad')
  if (opc && !problem) return opc
  throw refused(problem?.message ?? 'it is no Word document.')
}

/**
 * Makes a place for the signature, and takes away lists of relationships that list none. Throws `invalid-input` for
 * what no verifier should call good.
 */
export function preparePackage(opc: OpcPackage): SignablePackage {
  const [active] = judgeActive(opc)
  if (active) throw refused(active.message)
  if (findSignatures(opc) || [...opc.parts.keys()].some((part) => /^_xmlsignatures\//i.test(part))) {
    throw refused('it is signed already.')
  }
  const parts = new Map<string, Uint8Array>()
  const root = opc.relationships.get(ROOT) ?? []
  const origin = { id: freeId(root), type: originType, target: `/${ORIGIN}`, isExternal: false }
  parts.set(ROOT, formatRelationships([...root, origin]))
  for (const [part, content] of opc.parts) {
    const isEmptyList = opc.relationships.get(part)?.length === 0
    if (part !== ROOT && !isEmptyList) parts.set(part, content)
  }
  const link = { id: 'rId1', type: signatureType, target: 'sig1.xml', isExternal: false }
  parts.set(ORIGIN, new Uint8Array())
  parts.set(relationshipsPartOf(ORIGIN), formatRelationships([link]))
  const types = { of: (part: string) => kinds[part] ?? opc.types.of(part) }
  return { parts, types, signaturePart: SIGNATURE }
}

/** Packs the parts into a ZIP whose every byte follows from them. Throws `invalid-input` for a part without a kind. */
export function writePackage({ parts, types }: SignablePackage): Uint8Array {
  const kindsOfParts = new Map<string, string>()
  for (const part of parts.keys()) {
    if (!part.endsWith('.rels')) kindsOfParts.set(part, kindOf(part, types))
  }
  const files: Zippable = { [contentTypesPart]: Buffer.from(formatContentTypes(kindsOfParts), 'utf8') }
  for (const [part, content] of parts) files[part] = [content, { level: content.length === 0 ? 0 : 6 }]
  // ZIP tells local time: this noon has the same digits in every time zone
  return zipSync(files, { level: 6, mtime: new Date(1980, 0, 1, 12) })
}

/** The content type of a part. Throws `invalid-input` if there is none, or one of a strange form. */
export function kindOf(part: string, types: SignablePackage['types']): string {
  const kind = types.of(part)
  if (kind && /^[\w.+-]+\/[\w.+-]+$/.test(kind)) return kind
  throw refused(`it does not say of what kind its part “${part}” is.`)
}

function freeId(taken: Relationship[]): string {
  let id = 'rIdSignatures'
  while (taken.some((one) => one.id === id)) id += '0'
  return id
}

function refused(reason: string): AfterwordError {
  return new AfterwordError('invalid-input', `This Word document cannot be signed: ${reason}`)
}
