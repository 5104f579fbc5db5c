import type { Identity } from '#shared/contract/identities.ts'
import { describeCertificate } from '../signing/certificates.ts'
import type { IdentityRow } from './store.ts'

/** How an identity stands at a moment. A revoked one stays revoked, also after its certificate has expired. */
export function stateOf(row: IdentityRow, now: Date): Identity['state'] {
  if (row.revokedAt !== null) return 'revoked'
  const { notBefore, notAfter } = describeCertificate(row.certificate)
  if (now.getTime() < Date.parse(notBefore)) return 'not-yet-valid'
  return now.getTime() > Date.parse(notAfter) ? 'expired' : 'valid'
}
