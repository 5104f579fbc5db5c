import { AfterwordError } from '#shared/errors.ts'
import type { Certificate } from './certificates.ts'
import { buildChain, type Chain, isIntact, readCertificates, validAt } from './certificates-chain.ts'
import { isClearlyAfter } from './clocks.ts'
import { shownTime } from './shownTime.ts'
import { bad, type Check, good, type SignerFact, unknown } from './verdict.ts'

/** What the reader of a verdict brings along. */
export interface Trust {
  /** Root certificates that are trusted, DER; empty if none was given. */
  trusted: Uint8Array[]
  /** The moment of the check, which tells whether a certificate has expired since. */
  now: Date
}

export interface SigningTimes {
  /** ISO 8601 instant that the signer claims. */
  claimed?: string
  /** ISO 8601 instant of a time-stamp by a trusted authority. */
  stamped?: string
  /** ISO 8601 instant of a trusted time-stamp of another signature, which is over this one and so is younger. */
  covered?: string
}

export interface CertificateJudgement {
  checks: Check[]
  chain: Chain
  fact: SignerFact
}

/** Purposes under which a certificate may sign documents, where it names purposes at all. */
const documentPurposes = new Set([
  '2.5.29.37.0', // any
  '1.3.6.1.5.5.7.3.2', // client authentication
  '1.3.6.1.5.5.7.3.4', // e-mail protection
  '1.3.6.1.5.5.7.3.36', // document signing (RFC 9336)
  '1.3.6.1.4.1.311.10.3.12', // Microsoft's document signing
  '1.2.840.113583.1.1.5', // Adobe's authentic documents
])

/** Roots given as trusted. Throws `invalid-input` if one of them is not a certificate. */
export function readTrusted(trusted: Uint8Array[]): Certificate[] {
  const { certificates, unreadable } = readCertificates(trusted)
  if (unreadable > 0) {
    throw new AfterwordError('invalid-input', 'One of the certificates given as trusted cannot be read.')
  }
  return certificates
}

/** Judges the certificate of somebody who signed a document: its issuers, its time, its purpose. */
export async function judgeSigner(
  certificate: Certificate,
  embedded: Certificate[],
  trust: Trust,
  times: SigningTimes,
): Promise<CertificateJudgement> {
  const chain = await buildChain(certificate, embedded, readTrusted(trust.trusted))
  const root = chain.end === 'incomplete' ? undefined : chain.path.at(-1)
  return {
    chain,
    checks: [
      chainCheck(chain, trust),
      validityCheck(chain.path, trust, times),
      ...timeChecks(trust, times),
      purposeCheck(certificate),
      ...(await strayCheck(embedded, chain)),
    ],
    fact: {
      name: certificate.commonName,
      certificateSha256: certificate.sha256,
      issuer: certificate.issuerText,
      rootSha256: root?.sha256,
      claimedTime: times.claimed,
      timestampTime: times.stamped,
      coveredTime: times.covered,
      trusted: chain.end === 'trusted',
    },
  }
}

/** Certificates in the file whose octets nothing vouches for. */
export async function strayCheck(embedded: Certificate[], chain: Chain): Promise<Check[]> {
  const known = new Set(chain.path.map((one) => one.sha256))
  for (const certificate of embedded) {
    if (known.has(certificate.sha256)) continue
    if (!(await isIntact(certificate, [...embedded, ...chain.path]))) {
      const message = `The file carries a certificate of “${certificate.commonName}” that has no part in the signature and that nothing vouches for.`
      return [unknown('certificate.stray', message)]
    }
  }
  return []
}

function chainCheck(chain: Chain, trust: Trust): Check {
  const name = 'certificate.chain'
  const [own] = chain.path
  const last = chain.path.at(-1)!
  const who = `“${own?.commonName}”`
  if (chain.end === 'trusted') {
    return good(
      name,
      `The certificate of ${who} was issued under the trusted certificate “${last.commonName}”.`,
    )
  }
  if (chain.end === 'namesake') {
    return bad(
      name,
      `The certificate of ${who} says that it was issued by “${last.issuerText}”, but not with the key of the trusted certificate of that name: it is another certificate of the same name.`,
    )
  }
  if (chain.end === 'incomplete') {
    const cause = chain.unsupported ? ' or uses an algorithm that is not checked here' : ''
    return unknown(
      name,
      `Who issued the certificate of ${who} cannot be told: the certificate of “${last.issuerText}” is neither in the file nor among the trusted ones${cause}.`,
    )
  }
  if (trust.trusted.length > 0) {
    return unknown(
      name,
      `The certificate of ${who} was issued under the root “${last.commonName}”, which is not among the trusted certificates (SHA-256 ${last.sha256}).`,
    )
  }
  return unknown(
    name,
    `The signature was made under the root certificate “${last.commonName}”, which came with the file; compare its fingerprint with what the signer tells you: SHA-256 ${last.sha256}.`,
  )
}

function validityCheck(path: Certificate[], trust: Trust, times: SigningTimes): Check {
  const name = 'certificate.validity'
  const at = times.stamped ?? times.claimed
  if (!at) return unknown(name, 'The signature does not say when it was made.')
  const source = times.stamped ? 'the time of the time-stamp' : 'the time that the signer claims'
  if (!validAt(path, at)) {
    return bad(name, `A certificate of the signature was not valid at ${shownTime(at)}, ${source}.`)
  }
  const held = `The certificates were valid at ${shownTime(at)}, ${source}.`
  const ends = path.map((one) => one.notAfter).sort()[0]!
  if (ends >= trust.now.toISOString()) return good(name, held)
  const since = `One of them expired on ${shownTime(ends)}`
  const proven = times.stamped ?? times.covered
  return proven && proven <= ends
    ? good(name, `${held} ${since}; the signature was time-stamped before that, so it stands.`)
    : unknown(name, `${held} ${since}, and no trusted time-stamp proves that the signature is older.`)
}

/** What the times of a signature say against each other, and against the clock of who checks. */
function timeChecks({ now }: Trust, { claimed, stamped, covered }: SigningTimes): Check[] {
  const name = 'signature.time'
  const stamp = stamped ?? covered
  if (claimed && stamp && isClearlyAfter(claimed, stamp)) {
    const message = `The signature says that it was made at ${shownTime(claimed)}, but it was time-stamped before that, at ${shownTime(stamp)}: the clock of the signer was wrong, or the time was made up.`
    return [unknown(name, message)]
  }
  const told = stamped ?? claimed
  if (told && isClearlyAfter(told, now.toISOString())) {
    const whose = stamped ? 'of the time-stamping authority' : 'of the signer'
    const message = `The signature says that it was made at ${shownTime(told)}, which is still to come: the clock of this computer or that ${whose} is wrong, or the time was made up.`
    return [unknown(name, message)]
  }
  return []
}

function purposeCheck(certificate: Certificate): Check {
  const name = 'certificate.purpose'
  const { keyUsage, extendedKeyUsage, unknownCritical } = certificate
  if (keyUsage && !keyUsage.digitalSignature && !keyUsage.nonRepudiation) {
    return bad(name, 'The certificate was not issued for signatures.')
  }
  if (unknownCritical.length > 0) {
    return unknown(
      name,
      `The certificate has a condition that is not known here (${unknownCritical.join(', ')}).`,
    )
  }
  if (extendedKeyUsage && !extendedKeyUsage.purposes.some((purpose) => documentPurposes.has(purpose))) {
    return unknown(name, 'The certificate was issued for other purposes than signing documents.')
  }
  return good(name, 'The certificate was issued for signatures.')
}
