import type { Check, SignerFact } from '#verifier/verdict.ts'
import { bad, good, unknown } from '#verifier/verdict.ts'
import { allIdentities } from '../identities/store.ts'
import { describeCertificate } from '../signing/certificates.ts'
import type { Reader } from '../workspace/database.ts'

/**
 * What the open workspace knows of the certificates of some signers: a revoked one does not undo what was signed before,
 * but only a time-stamp proves that it was before.
 */
export async function judgeRevocations(read: Reader, signers: readonly SignerFact[]): Promise<Check[]> {
  const revoked = new Map<string, { at: string; reason: string }>()
  for (const { certificate, revokedAt, revocationReason } of await allIdentities(read)) {
    if (revokedAt === null) continue
    revoked.set(describeCertificate(certificate).sha256, { at: revokedAt, reason: revocationReason ?? '' })
  }
  const judged = new Set<string>()
  return signers.flatMap((signer) => {
    const revocation = revoked.get(signer.certificateSha256)
    const key = `${signer.certificateSha256} ${signer.timestampTime ?? signer.claimedTime}`
    if (!revocation || judged.has(key)) return []
    judged.add(key)
    return [judge(signer, revocation)]
  })
}

function judge(signer: SignerFact, { at, reason }: { at: string; reason: string }): Check {
  const name = 'certificate.revocation'
  const begin = `The certificate of “${signer.name}” was revoked on ${at.slice(0, 10)} (${reason}).`
  const proven = signer.timestampTime
  if (proven !== undefined && proven < at) {
    return good(name, `${begin} The time-stamp proves that the signature is older, so it stands.`)
  }
  const claimed = proven ?? signer.claimedTime
  if (claimed !== undefined && claimed < at) {
    return unknown(name, `${begin} The signature says that it is older, but no time-stamp proves it.`)
  }
  return bad(name, `${begin} The signature was made after that.`)
}
