import { z } from 'zod'
import { bad, type Check, good, type SignerFact, unknown } from './verdict.ts'

/** `data/certificates/revoked.json` of a pack: what its workspace had revoked when it was made. */
export const revokedFile = z.strictObject({
  format: z.literal('afterword-revoked/1'),
  revoked: z.array(
    z.strictObject({
      /** Of the DER certificate, lower-case hex. */
      certificateSha256: z.string(),
      subject: z.string(),
      /** ISO 8601 instant (UTC). */
      at: z.string(),
      reason: z.string(),
    }),
  ),
})
export type Revoked = z.infer<typeof revokedFile>['revoked'][number]

/**
 * What a list of revoked certificates means for some signers: a revocation does not undo what was signed before it, but
 * only a time-stamp proves that it was before.
 */
export function judgeRevocations(revoked: readonly Revoked[], signers: readonly SignerFact[]): Check[] {
  const byHash = new Map(revoked.map((one) => [one.certificateSha256, one]))
  const checks = new Map<string, Check>()
  for (const signer of signers) {
    const revocation = byHash.get(signer.certificateSha256)
    if (!revocation) continue
    const check = judge(signer, revocation)
    checks.set(check.message, check)
  }
  return [...checks.values()]
}

function judge({ name: who, timestampTime, claimedTime }: SignerFact, { at, reason }: Revoked): Check {
  const name = 'certificate.revocation'
  const begin = `The certificate of “${who}” was revoked on ${at.slice(0, 10)} (${reason}).`
  if (timestampTime !== undefined && timestampTime < at) {
    return good(name, `${begin} The time-stamp proves that the signature is older, so it stands.`)
  }
  const told = timestampTime ?? claimedTime
  if (told !== undefined && told < at) {
    return unknown(name, `${begin} The signature says that it is older, but no time-stamp proves it.`)
  }
  return bad(name, `${begin} The signature was made after that.`)
}
