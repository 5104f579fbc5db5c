import { digest, type HashName } from './certificates-algorithms.ts'
import { readCertificates } from './certificates-chain.ts'
import { judgeSigner, type Trust } from './certificates-judge.ts'
import { attributeValue, cmsOids, readSignedData, type SignedData } from './cms-parse.ts'
import { examineSigner, type SignerFindings } from './cms-signer.ts'
import { DerError, readTime } from './der.ts'
import { revocationNote } from './revocations.ts'
import { verifyTimestamp } from './timestamps.ts'
import { bad, type Check, good, type SignerFact, unknown } from './verdict.ts'

export interface CmsQuestion extends Trust {
  /** A detached CMS SignedData, DER. */
  cms: Uint8Array
  /** What it should be over: the octets, */
  content?: Uint8Array
  /** or their SHA-256, */
  digest?: Uint8Array
  /** or whatever hash the signature asks for. */
  digestOf?: (hash: HashName) => Uint8Array | undefined
  /** ISO 8601 instant that the signer claims outside the CMS, as PDF does; otherwise signing-time counts. */
  claimedTime?: string
  /** ISO 8601 instant of a trusted time-stamp of a signature that is over this one. */
  coveredTime?: string
  /** PAdES forbids the attribute signing-time (ETSI EN 319 142-1, 6.3). */
  forbidSigningTime?: boolean
  /** The file that the checks are about. */
  subject?: string
}

export interface CmsJudgement {
  /** Checks for the verdict on the signature. */
  signature: Check[]
  /** Checks for the verdict on integrity. */
  integrity: Check[]
  /** Missing if the CMS cannot be read or does not carry its signer's certificate. */
  signer?: SignerFact
  notChecked: string[]
}

/** Judges a detached CMS signature (RFC 5652; ETSI EN 319 122-1). Never throws for what stands in the file. */
export async function verifyCms(question: CmsQuestion): Promise<CmsJudgement> {
  let judgement: CmsJudgement
  try {
    judgement = await judge(question)
  } catch (error) {
    if (!(error instanceof DerError)) throw error
    const check = bad('cms.form', `The signature cannot be read: ${error.message}.`)
    judgement = { signature: [check], integrity: [], notChecked: [] }
  }
  const about = (check: Check): Check => (question.subject ? { ...check, subject: question.subject } : check)
  return {
    ...judgement,
    signature: judgement.signature.map(about),
    integrity: judgement.integrity.map(about),
  }
}

async function judge(question: CmsQuestion): Promise<CmsJudgement> {
  const signed = readSignedData(question.cms)
  const { certificates, unreadable } = readCertificates(signed.certificates)
  const findings = await examineSigner(signed, certificates, digestSource(question))
  const integrity = [digestCheck(findings)]
  if (!findings.certificate) {
    const check = unknown('cms.certificate', 'The signature does not carry the certificate of its signer.')
    return { signature: [check], integrity, notChecked: [] }
  }
  const stamp = await judgeTimestamp(signed, question)
  const times = {
    claimed: claimedTime(signed, question),
    stamped: stamp?.time,
    covered: question.coveredTime,
  }
  const person = await judgeSigner(findings.certificate, certificates, question, times)
  const attributes = attributesCheck(signed, findings, question)
  const signature = [
    signatureCheck(findings),
    attributes,
    ...person.checks,
    ...(stamp?.checks ?? []),
    ...extrasCheck(signed, unreadable),
  ]
  return {
    signature,
    integrity,
    signer: { ...person.fact, level: level(findings, attributes, stamp?.intact ?? false) },
    notChecked: [...(stamp?.notChecked ?? []), revocationNote(person.fact.name)],
  }
}

function digestSource(question: CmsQuestion): (hash: HashName) => Uint8Array | undefined {
  const { content, digest: known, digestOf } = question
  if (digestOf) return digestOf
  if (content) return (hash) => digest(hash, content)
  return (hash) => (hash === 'SHA-256' ? known : undefined)
}

function digestCheck(findings: SignerFindings): Check {
  if (findings.digest === undefined) {
    return unknown(
      'cms.digest',
      'Whether the content is what was signed cannot be told: its hash is not known here.',
    )
  }
  return findings.digest
    ? good('cms.digest', 'The content is what was signed.')
    : bad('cms.digest', 'The content is not what was signed: it was changed afterwards.')
}

function signatureCheck(findings: SignerFindings): Check {
  const name = 'cms.signature'
  const who = `“${findings.certificate?.commonName}”`
  if (findings.signature === 'valid') return good(name, `The signature was made with the key of ${who}.`)
  if (findings.signature === 'invalid') return bad(name, `The signature was not made with the key of ${who}.`)
  return unknown(
    name,
    'The signature uses an algorithm that is not checked here, or that is no longer strong enough.',
  )
}

/** The signed attributes that CAdES and PAdES ask for at level B-B. */
function attributesCheck(signed: SignedData, findings: SignerFindings, question: CmsQuestion): Check {
  const name = 'cms.attributes'
  if (findings.certificateBound === false) {
    return bad(name, 'The signature names another certificate than the one that came with it.')
  }
  const attributes = signed.signer.signedAttributes
  if (findings.certificateBound === undefined || !attributes.has(cmsOids.signingCertificateV2)) {
    return unknown(name, 'The signature does not name its certificate by a current hash, as level B-B asks.')
  }
  if (question.forbidSigningTime && attributes.has(cmsOids.signingTime)) {
    return unknown(name, 'The signature states its time in a place where the PDF profile (PAdES) forbids it.')
  }
  if (signed.contentType !== cmsOids.data || signed.content) {
    return unknown(name, 'The signature is not a detached one over plain content.')
  }
  return good(name, 'The signature names its content and its certificate, as level B-B asks.')
}

async function judgeTimestamp(signed: SignedData, question: CmsQuestion) {
  const token = attributeValue(signed.signer.unsignedAttributes, cmsOids.signatureTimeStamp)
  return token && verifyTimestamp(token.raw, signed.signer.signature, question)
}

function claimedTime(signed: SignedData, question: CmsQuestion): string | undefined {
  if (question.claimedTime) return question.claimedTime
  const attribute = attributeValue(signed.signer.signedAttributes, cmsOids.signingTime)
  return attribute && readTime(attribute)
}

/** Whatever an attacker could add or alter without breaking the signature. */
function extrasCheck(signed: SignedData, unreadable: number): Check[] {
  const others = [...signed.signer.unsignedAttributes.keys()].filter(
    (oid) => oid !== cmsOids.signatureTimeStamp,
  )
  if (others.length === 0 && !signed.hasRevocations && unreadable === 0) return []
  return [unknown('cms.extras', 'The signature carries data that is not signed and not known here.')]
}

function level(findings: SignerFindings, attributes: Check, stamped: boolean): SignerFact['level'] {
  if (findings.signature !== 'valid' || !findings.digest || attributes.outcome !== 'good') return undefined
  return stamped ? 'B-T' : 'B-B'
}
