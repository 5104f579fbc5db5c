import { sha1 } from '@noble/hashes/legacy.js'
import { type Certificate, readAlgorithm } from './certificates.ts'
import {
  digest,
  type HashName,
  hashNamed,
  type SignatureResult,
  verifySignature,
} from './certificates-algorithms.ts'
import { attributeValue, cmsOids, type SignedData } from './cms-parse.ts'
import { childrenOf, type Der, expect, readOid, sameBytes, tags, toHex } from './der.ts'

/** What the octets of a SignedData alone tell, before anybody is trusted. */
export interface SignerFindings {
  /** The signer's certificate, if it is in the message. */
  certificate?: Certificate
  signature: SignatureResult
  /** Whether the message-digest attribute is that of the content; undefined if its hash is not known here. */
  digest?: boolean
  /** Whether the signed attributes name the certificate by its hash; undefined if they do not try. */
  certificateBound?: boolean
}

/** Checks the signer's signature, the content's digest and the certificate's hash (RFC 5652, 5.6; RFC 5035). */
export async function examineSigner(
  signed: SignedData,
  certificates: Certificate[],
  digestOf: (hash: HashName) => Uint8Array | undefined,
): Promise<SignerFindings> {
  const { signer } = signed
  const certificate = certificates.find(
    (one) => sameBytes(one.issuer, signer.issuer) && isSerial(one, signer.serial),
  )
  const hash = hashNamed(signer.digestAlgorithm)
  if (!certificate || !hash) return { certificate, signature: 'unsupported' }
  const contentType = attributeValue(signer.signedAttributes, cmsOids.contentType)
  const messageDigest = attributeValue(signer.signedAttributes, cmsOids.messageDigest)
  const contentDigest = digestOf(hash)
  const signature = await verifySignature({
    publicKey: certificate.publicKey,
    algorithm: signer.signatureAlgorithm,
    hash,
    data: signer.signedOctets,
    signature: signer.signature,
  })
  return {
    certificate,
    signature: readOid(contentType) === signed.contentType ? signature : 'invalid',
    digest: contentDigest && sameBytes(expect(messageDigest, tags.octetString).content, contentDigest),
    certificateBound: isBound(signer.signedAttributes, certificate),
  }
}

function isSerial(certificate: Certificate, serial: Uint8Array): boolean {
  return certificate.serial === toHex(serial)
}

function isBound(attributes: Map<string, Der>, certificate: Certificate): boolean | undefined {
  const second = attributeValue(attributes, cmsOids.signingCertificateV2)
  if (second) {
    const fields = firstCertificateId(second)
    const algorithm = fields[0]?.tag === tags.sequence ? hashNamed(readAlgorithm(fields.shift())) : 'SHA-256'
    if (!algorithm) return undefined
    return sameBytes(expect(fields[0], tags.octetString).content, digest(algorithm, certificate.raw))
  }
  // RFC 2634's attribute, with SHA-1: time-stamping authorities still use it
  const first = attributeValue(attributes, cmsOids.signingCertificate)
  if (!first) return undefined
  return sameBytes(expect(firstCertificateId(first)[0], tags.octetString).content, sha1(certificate.raw))
}

function firstCertificateId(signingCertificate: Der): Der[] {
  return childrenOf(childrenOf(childrenOf(signingCertificate)[0])[0])
}
