import { createPublicKey, type KeyObject, sign as signWithKey } from 'node:crypto'
import { AfterwordError } from '#shared/errors.ts'
import { readCertificate } from '#verifier/certificates.ts'

/** Whatever can sign: a key in memory today, a card or a token later. */
export interface Signer {
  /** DER. */
  certificate: Uint8Array
  /** The issuers' certificates, DER, the root last; empty if the certificate issued itself. */
  chain: Uint8Array[]
  algorithm: 'ecdsa-p256' | 'rsa'
  /** DER ECDSA with SHA-256, or RSA PKCS #1 v1.5 with SHA-256, over the data. */
  sign(data: Uint8Array): Promise<Uint8Array>
}

const MIN_RSA_BITS = 2048

/** A signer with a private key at hand. Throws `invalid-input` if the key and the certificate do not fit. */
export function createSigner(options: {
  certificate: Uint8Array
  chain: Uint8Array[]
  privateKey: KeyObject
}): Signer {
  const { certificate, chain, privateKey } = options
  const own = createPublicKey(privateKey).export({ type: 'spki', format: 'der' })
  if (!own.equals(readCertificate(certificate).publicKey)) {
    throw new AfterwordError('invalid-input', 'The private key does not belong to the certificate.')
  }
  return {
    certificate,
    chain,
    algorithm: algorithmOf(privateKey),
    sign: (data) =>
      new Promise((resolve, reject) => {
        signWithKey('sha256', data, privateKey, (error, signature) => {
          if (error) reject(error)
          else resolve(new Uint8Array(signature))
        })
      }),
  }
}

/** Which of the two kinds of key it is. Throws `invalid-input` for any other. */
export function algorithmOf(key: KeyObject): Signer['algorithm'] {
  const details = key.asymmetricKeyDetails
  if (key.asymmetricKeyType === 'ec' && details?.namedCurve === 'prime256v1') return 'ecdsa-p256'
  if (key.asymmetricKeyType === 'rsa' && (details?.modulusLength ?? 0) >= MIN_RSA_BITS) return 'rsa'
  throw new AfterwordError(
    'invalid-input',
    `Afterword signs with keys on the curve P-256 or with RSA keys of at least ${MIN_RSA_BITS} bits; this key is neither.`,
  )
}
