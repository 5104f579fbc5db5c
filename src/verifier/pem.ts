import { type Certificate, readCertificate } from './certificates.ts'
import { DerError } from './der.ts'

const MAX_CERTIFICATES = 1000

/** Every certificate of a PEM text (RFC 7468, 5.1); throws DerError for a damaged one, RangeError for none. */
export function readPemCertificates(pem: string): Certificate[] {
  const pattern = /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----/g
  const found = [...pem.matchAll(pattern)]
  if (found.length === 0 || found.length > MAX_CERTIFICATES) {
    throw new RangeError('There is no certificate in this file in PEM form (-----BEGIN CERTIFICATE-----).')
  }
  return found.map(([, base64]) => readCertificate(decode(base64!.replaceAll(/\s/g, ''))))
}

function decode(base64: string): Uint8Array {
  try {
    return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))
  } catch {
    throw new DerError('it is not base64')
  }
}
