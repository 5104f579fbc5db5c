import type { OfferedFile } from '#shared/contract/common.ts'
import { fileUrl } from '../../data/port.ts'

const largest = 100_000

/** A file's certificates as PEM text; one in DER is put into that form. @throws Error with a sentence for the user. */
export async function readPem(file: OfferedFile): Promise<string> {
  if (file.size > largest) throw new Error(`${file.name} is too large for a certificate.`)
  const response = await fetch(fileUrl(file))
  if (!response.ok) throw new Error(`${file.name} could not be read.`)
  return pemOf(new Uint8Array(await response.arrayBuffer()), file.name)
}

/** Bytes of a certificate file as PEM (RFC 7468). @throws Error where they are neither PEM nor DER. */
export function pemOf(bytes: Uint8Array, name: string): string {
  const text = new TextDecoder().decode(bytes)
  if (text.includes('-----BEGIN CERTIFICATE-----')) return text.trim()
  // A DER certificate is a SEQUENCE with a length in two bytes.
  if (bytes[0] !== 0x30 || bytes[1] !== 0x82) throw new Error(`${name} holds no certificate.`)
  const lines = btoa(String.fromCharCode(...bytes)).match(/.{1,64}/g) ?? []
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----'].join('\n')
}
