import { type Certificate, isSelfIssued, readCertificate } from './certificates.ts'
import { verifySignature } from './certificates-algorithms.ts'
import { DerError, sameBytes } from './der.ts'

/** How far the issuers of a certificate could be followed. */
export interface Chain {
  /** The certificate, then its issuers; each signed the one before it. */
  path: Certificate[]
  /** Where the path ends. `namesake`: a root of the name of a trusted one, with another key. */
  end: 'trusted' | 'untrusted-root' | 'namesake' | 'incomplete'
  /** Whether one of the signatures uses what this verifier does not know or holds for too weak. */
  unsupported: boolean
}

const MAX_DEPTH = 8
const MAX_CANDIDATES = 100

/** Reads certificates, DER; the second list says which could not be read. */
export function readCertificates(ders: Uint8Array[]): { certificates: Certificate[]; unreadable: number } {
  const certificates: Certificate[] = []
  let unreadable = 0
  for (const der of ders.slice(0, MAX_CANDIDATES)) {
    try {
      certificates.push(readCertificate(der))
    } catch (error) {
      if (!(error instanceof DerError)) throw error
      unreadable++
    }
  }
  return { certificates, unreadable: unreadable + Math.max(0, ders.length - MAX_CANDIDATES) }
}

/**
 * Follows the issuers of a certificate (RFC 5280, 6.1) through `others` to one of `trusted`. Whether its
 * certificates were valid at a time is asked by `validAt`.
 */
export async function buildChain(
  certificate: Certificate,
  others: Certificate[],
  trusted: Certificate[],
): Promise<Chain> {
  const path = [certificate]
  let unsupported = false
  for (;;) {
    const last = path.at(-1)!
    if (trusted.some((root) => root.sha256 === last.sha256)) return { path, end: 'trusted', unsupported }
    const candidates = [...trusted, ...others].filter((other) => mayHaveIssued(other, last, path.length - 1))
    let issuer: Certificate | undefined
    for (const candidate of candidates) {
      const result = await issued(candidate, last)
      unsupported ||= result === 'unsupported'
      if (result === 'valid') {
        issuer = candidate
        break
      }
    }
    const ends = !issuer || issuer.sha256 === last.sha256 || path.length === MAX_DEPTH
    if (ends) return { path, end: endOf(last, issuer, trusted), unsupported }
    if (issuer) path.push(issuer)
  }
}

/** Whether every certificate was within its time at an ISO 8601 instant. */
export function validAt(path: Certificate[], instant: string): boolean {
  return path.every((one) => one.notBefore <= instant && instant <= one.notAfter)
}

/**
 * Whether a certificate's own octets are vouched for by a signature: by another one's here, or by its own. Others
 * could be altered without notice.
 */
export async function isIntact(certificate: Certificate, others: Certificate[]): Promise<boolean> {
  for (const other of others) {
    if (sameBytes(other.subject, certificate.issuer) && (await issued(other, certificate)) === 'valid')
      return true
  }
  return false
}

function mayHaveIssued(issuer: Certificate, certificate: Certificate, below: number): boolean {
  if (!sameBytes(issuer.subject, certificate.issuer)) return false
  if (issuer.sha256 === certificate.sha256) return true
  return (
    issuer.isAuthority &&
    (issuer.keyUsage?.keyCertSign ?? true) &&
    (issuer.pathLength === undefined || issuer.pathLength >= below) &&
    issuer.unknownCritical.length === 0
  )
}

function issued(issuer: Certificate, certificate: Certificate) {
  return verifySignature({
    publicKey: issuer.publicKey,
    algorithm: certificate.signatureAlgorithm,
    data: certificate.tbs,
    signature: certificate.signature,
  })
}

function endOf(last: Certificate, issuer: Certificate | undefined, trusted: Certificate[]): Chain['end'] {
  if (trusted.some((root) => sameBytes(root.subject, last.issuer))) return 'namesake'
  return issuer && isSelfIssued(last) ? 'untrusted-root' : 'incomplete'
}
