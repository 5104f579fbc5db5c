import { z } from 'zod'
import { fileRef } from './common.ts'
import { query } from './method.ts'

export const outcome = z.enum(['good', 'bad', 'unknown'])
export type Outcome = z.infer<typeof outcome>

const check = z.object({ outcome, name: z.string(), message: z.string(), subject: z.string().optional() })
const verdict = z.object({ outcome, checks: z.array(check) })

/** Three verdicts that never mix: who signed, whether it is unchanged, and whether all is there that was asked for. */
export const verification = z.object({
  kind: z.enum(['pdf', 'docx', 'pack']),
  signature: verdict,
  integrity: verdict,
  completeness: verdict,
  signers: z.array(
    z.object({
      name: z.string(),
      certificateSha256: z.string(),
      issuer: z.string(),
      level: z.string(),
      claimedTime: z.string().optional(),
      timestampTime: z.string().optional(),
      trusted: z.boolean(),
    }),
  ),
  notChecked: z.array(z.string()),
})
export type VerificationResult = z.infer<typeof verification>

export const verificationContract = {
  /** Judges a signed PDF, Word document or pack. Needs no workspace; trusts the open one's root and the given certificates. */
  'verification.verify': query(
    z.strictObject({ file: fileRef, trustedPem: z.string().max(100_000).default('') }),
    verification,
  ),
}
