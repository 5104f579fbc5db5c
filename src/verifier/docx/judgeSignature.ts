import type { Certificate } from '../certificates.ts'
import { digest, type SignatureResult, verifySignature } from '../certificates-algorithms.ts'
import { readCertificates } from '../certificates-chain.ts'
import { judgeSigner, type Trust } from '../certificates-judge.ts'
import { sameBytes } from '../der.ts'
import { revocationNote } from '../revocations.ts'
import { type TimestampFindings, verifyTimestamp } from '../timestamps.ts'
import { bad, type Check, good, type SignerFact, unknown } from '../verdict.ts'
import { elementsOf, type XmlElement } from '../xml.ts'
import { c14n } from '../xml-canonical.ts'
import { attribute, childOf, is, type OpcSignature, readBase64, readDigest, textOf } from './signature.ts'

export interface SignatureJudgement {
  signature: Check[]
  integrity: Check[]
  signer?: SignerFact
  notChecked: string[]
}

const SIGNED_PROPERTIES = 'http://uri.etsi.org/01903#SignedProperties'

/** Judges an XML signature with XAdES properties (ETSI EN 319 132-1), but not the parts that it lists. */
export async function judgeSignature(signed: OpcSignature, trust: Trust): Promise<SignatureJudgement> {
  const { certificates, unreadable } = readCertificates(signed.certificates)
  const bound = readSigningCertificate(signed, certificates)
  const integrity = [objectsCheck(signed)]
  const certificate = bound.certificate ?? certificates[0]
  if (!certificate) {
    const check = unknown('docx.certificate', 'The signature does not carry the certificate of its signer.')
    return { signature: [check], integrity, notChecked: [] }
  }
  const result = await verifyValue(signed, certificate)
  const stamp = await judgeTimestamp(signed, trust)
  const times = { claimed: claimedTime(signed), stamped: stamp?.time }
  const person = await judgeSigner(certificate, certificates, trust, times)
  const properties = propertiesCheck(signed, bound, times.claimed)
  const signature = [
    valueCheck(result, certificate),
    properties,
    ...person.checks,
    ...(stamp?.checks ?? []),
    ...extrasCheck(signed, unreadable),
  ]
  const isBaseline =
    result === 'valid' && [...integrity, properties].every(({ outcome }) => outcome === 'good')
  const level = isBaseline ? (stamp?.intact ? 'B-T' : 'B-B') : undefined
  return {
    signature,
    integrity,
    signer: { ...person.fact, level },
    notChecked: [...(stamp?.notChecked ?? []), revocationNote(person.fact.name)],
  }
}

function verifyValue(signed: OpcSignature, certificate: Certificate): Promise<SignatureResult> {
  const { algorithm, signedInfo, value } = signed
  return verifySignature({
    publicKey: certificate.publicKey,
    algorithm: { oid: algorithm?.oid ?? '', parameters: new Uint8Array() },
    data: signedInfo,
    signature: value,
    form: 'fixed',
  })
}

function valueCheck(result: SignatureResult, { commonName }: Certificate): Check {
  const name = 'docx.signature'
  if (result === 'valid') return good(name, `The signature was made with the key of “${commonName}”.`)
  if (result === 'invalid') return bad(name, `The signature was not made with the key of “${commonName}”.`)
  return unknown(
    name,
    'The signature uses an algorithm that is not checked here, or that is no longer strong enough.',
  )
}

/** Every reference of the signature itself must hold, and the list of parts must be among them. */
function objectsCheck({ references, objects, manifestId }: OpcSignature): Check {
  const name = 'docx.objects'
  const covered = new Set<string>()
  for (const { uri, hash, digest: stated } of references) {
    const object = objects.get(uri.slice(1))
    if (!uri.startsWith('#') || !object || covered.has(uri)) {
      return bad(name, 'The signature refers to something that it does not hold.')
    }
    if (!hash) return unknown(name, 'The signature uses a hash that is not checked here.')
    if (!sameBytes(digest(hash, object), stated)) {
      return bad(
        name,
        'The list of what was signed is not the one that was signed: it was changed afterwards.',
      )
    }
    covered.add(uri)
  }
  const isListed = manifestId !== '' && covered.has(`#${manifestId}`)
  if (!isListed) return bad(name, 'The signature does not cover a list of the document’s parts.')
  if ([...objects.keys()].some((id) => !covered.has(`#${id}`))) {
    return bad(name, 'The signature carries something that it does not cover.')
  }
  return good(name, 'The list of what was signed is the one that was signed.')
}

interface Bound {
  certificate?: Certificate
  /** Undefined if the signature does not name its certificate by a current hash. */
  isBound?: boolean
}

/** SigningCertificateV2 (EN 319 132-1, 5.2.2): the first certificate that it names is the signer's. */
function readSigningCertificate(signed: OpcSignature, certificates: Certificate[]): Bound {
  const named = childOf(signatureProperties(signed), 'xades', 'SigningCertificateV2')
  const first = named && elementsOf(named)[0]
  const entry = first && is(first, 'xades', 'Cert') ? childOf(first, 'xades', 'CertDigest') : undefined
  if (!entry) return {}
  const { hash, digest: stated } = readDigest(entry)
  if (!hash) return {}
  const certificate = certificates.find((one) => sameBytes(digest(hash, one.raw), stated))
  return { certificate, isBound: certificate !== undefined }
}

function propertiesCheck(signed: OpcSignature, bound: Bound, claimed: string | undefined): Check {
  const name = 'docx.properties'
  const id = signed.signedProperties?.id
  const isCovered = signed.references.some((one) => one.uri === `#${id}` && one.type === SIGNED_PROPERTIES)
  if (id !== undefined && bound.isBound === false) {
    return bad(name, 'The signature names another certificate than the one that came with it.')
  }
  if (!isCovered || !bound.isBound || !claimed) {
    return unknown(name, 'The signature does not name its certificate and its time, as level B-B asks.')
  }
  if (signed.time && instantOf(signed.time) !== claimed) {
    return unknown(name, 'The signature states two different times.')
  }
  return good(name, 'The signature names its certificate and its time, as level B-B asks.')
}

function signatureProperties(signed: OpcSignature): XmlElement | undefined {
  return childOf(signed.signedProperties?.element, 'xades', 'SignedSignatureProperties')
}

function claimedTime(signed: OpcSignature): string | undefined {
  return instantOf(textOf(childOf(signatureProperties(signed), 'xades', 'SigningTime')))
}

function instantOf(text: string | undefined): string | undefined {
  const isTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/.test(text ?? '')
  const instant = isTime ? new Date(text!) : undefined
  return instant && !Number.isNaN(instant.getTime()) ? instant.toISOString() : undefined
}

async function judgeTimestamp(signed: OpcSignature, trust: Trust): Promise<TimestampFindings | undefined> {
  const token = tokenElement(signed)
  return token && verifyTimestamp(readBase64(token), signed.valueElement, trust)
}

function tokenElement({ unsignedProperties }: OpcSignature): XmlElement | undefined {
  const properties = childOf(unsignedProperties, 'xades', 'UnsignedSignatureProperties')
  return childOf(childOf(properties, 'xades', 'SignatureTimeStamp'), 'xades', 'EncapsulatedTimeStamp')
}

/** Whatever could be added or altered without breaking the signature. */
function extrasCheck(signed: OpcSignature, unreadable: number): Check[] {
  const isKnown = !signed.unsignedProperties || isTimestampAlone(signed.unsignedProperties)
  if (isKnown && !signed.hasExtras && unreadable === 0) return []
  return [unknown('docx.extras', 'The signature carries data that is not signed and not known here.')]
}

function isTimestampAlone(properties: XmlElement): boolean {
  const [group, ...more] = elementsOf(properties)
  const [stamp, ...others] = group ? elementsOf(group) : []
  const inside = stamp ? elementsOf(stamp) : []
  return (
    more.length === 0 &&
    others.length === 0 &&
    is(group, 'xades', 'UnsignedSignatureProperties') &&
    is(stamp, 'xades', 'SignatureTimeStamp') &&
    inside.every(
      (one) =>
        is(one, 'xades', 'EncapsulatedTimeStamp') ||
        (is(one, 'signature', 'CanonicalizationMethod') && attribute(one, 'Algorithm') === c14n),
    )
  )
}
