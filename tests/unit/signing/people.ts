import { generateKeyPairSync } from 'node:crypto'
import { createRoot, issueCertificate } from '#core/signing/certificates.ts'
import { generateKeyPair } from '#core/signing/keys.ts'
import { createSigner, type Signer } from '#core/signing/signer.ts'

export const now = new Date('2026-11-20T14:05:09Z')

export interface Person {
  root: Uint8Array
  rootKey: Awaited<ReturnType<typeof createRoot>>['privateKey']
  signer: Signer
}

/** A root and a person with a certificate by it. */
export async function person(
  options: { kind?: 'ec' | 'rsa'; name?: string; rootName?: string; at?: Date; years?: number } = {},
): Promise<Person> {
  const { kind = 'ec', name = 'Ada Example', rootName = 'Example Root', at = now, years } = options
  const root = await createRoot({ name: rootName, organisation: 'Example Ltd', now: at })
  const keys = kind === 'rsa' ? generateKeyPairSync('rsa', { modulusLength: 2048 }) : await generateKeyPair()
  const certificate = issueCertificate({
    root: root.certificate,
    rootKey: root.privateKey,
    name,
    publicKey: keys.publicKey,
    now: at,
    years,
  })
  const signer = createSigner({ certificate, chain: [root.certificate], privateKey: keys.privateKey })
  return { root: root.certificate, rootKey: root.privateKey, signer }
}
