import type { Revoked } from '#verifier/revocations.ts'
import { describeCertificate } from '../signing/certificates.ts'
import type { Reader } from '../workspace/database.ts'
import { allIdentities } from './store.ts'

/** The certificates that this workspace has revoked, in the order of their fingerprints. */
export async function revokedCertificates(db: Reader): Promise<Revoked[]> {
  const rows = await allIdentities(db)
  return rows
    .flatMap(({ certificate, revokedAt, revocationReason }) => {
      if (revokedAt === null) return []
      const { sha256, subject } = describeCertificate(certificate)
      return [{ certificateSha256: sha256, subject, at: revokedAt, reason: revocationReason ?? '' }]
    })
    .toSorted((a, b) => (a.certificateSha256 < b.certificateSha256 ? -1 : 1))
}
