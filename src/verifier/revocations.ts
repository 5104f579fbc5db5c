import { z } from 'zod'
import { shownTime } from './shownTime.ts'
import { bad, type Check, good, type SignerFact, unknown } from './verdict.ts'

/** `data/certificates/revoked.json` of a pack: what its workspace had revoked when it was made. */
const revokedFile = z.strictObject({
  format: z.literal('afterword-revoked/1'),
  revoked: z.array(
    z.strictObject({
      /** Of the DER certificate, lower-case hex. */
      certificateSha256: z.string(),
      subject: z.string(),
      at: z.iso.datetime(),
      reason: z.string(),
    }),
  ),
})
export type Revoked = z.infer<typeof revokedFile>['revoked'][number]

/** What a signature alone leaves open. */
export function revocationNote(signer: string): string {
  return `Whether the certificate of “${signer}” was revoked: the signature alone does not tell.`
}

/** The list of revoked certificates of a pack; one that is there and cannot be read is a fault. */
export function readRevoked(json: unknown, isThere: boolean): { revoked: Revoked[]; checks: Check[] } {
  const { data } = revokedFile.safeParse(json)
  if (data || !isThere) return { revoked: data?.revoked ?? [], checks: [] }
  const message = 'The list of revoked certificates cannot be read, so none of them could be told.'
  return {
    revoked: [],
    checks: [bad('certificate.revocation', message, 'data/certificates/revoked.json')],
  }
}

/**
 * What a list of revoked certificates means for some signers: a revocation does not undo what was signed before it, but
 * only a time-stamp proves that it was before. Of two entries about one certificate, the earlier counts.
 */
export function judgeRevocations(revoked: readonly Revoked[], signers: readonly SignerFact[]): Check[] {
  const latestFirst = revoked.toSorted((a, b) => (a.at < b.at ? 1 : -1))
  const byHash = new Map(latestFirst.map((one) => [one.certificateSha256.toLowerCase(), one]))
  const checks = new Map<string, Check>()
  for (const signer of signers) {
    const revocation = byHash.get(signer.certificateSha256)
    if (!revocation) continue
    const check = judge(signer, revocation)
    checks.set(check.message, check)
  }
  return [...checks.values()]
}

function judge({ name: who, timestampTime, coveredTime, claimedTime }: SignerFact, revoked: Revoked): Check {
  const name = 'certificate.revocation'
  const { at, reason } = revoked
  const begin = `The certificate of “${who}” was revoked on ${shownTime(at)} (${reason}).`
  const proven = timestampTime ?? coveredTime
  if (proven !== undefined && proven < at) {
    return good(name, `${begin} The signature was time-stamped before that, so it stands.`)
  }
  const told = timestampTime ?? claimedTime
  if (told === undefined) return unknown(name, `${begin} The signature does not say when it was made.`)
  if (told < at) {
    return unknown(
      name,
      `${begin} The signature says that it was made before that, at ${shownTime(told)}, but no trusted time-stamp proves it: whoever had the key could have written that time.`,
    )
  }
  return bad(name, `${begin} The signature was made after that, at ${shownTime(told)}, so it does not count.`)
}
