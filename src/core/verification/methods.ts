import type { Output } from '#shared/contract/index.ts'
import { judgeRevocations } from '#verifier/revocations.ts'
import { type SignerFact, type Verdict, type Verification, verdictOf } from '#verifier/verdict.ts'
import type { Call } from '../call.ts'
import { trustedCertificates } from '../identities/identities.ts'
import { revokedCertificates } from '../identities/revoked.ts'
import { implement } from '../implement.ts'
import { fromPem } from '../signing/certificates.ts'
import { verifyApart } from './verifyApart.ts'

export const verificationMethods = implement({
  async 'verification.verify'(call, input) {
    const file = call.state.files.get(input.file)
    const given = input.trustedPem.trim() === '' ? [] : fromPem(input.trustedPem)
    const trusted = [...(await ownRoots(call)), ...given]
    const verification = await verifyApart({ path: file.path, name: file.name, trusted, now: call.now() })
    const signature = await withRevocations(call, verification)
    return { ...verification, signature, signers: verification.signers.map(shown) }
  },
})

async function ownRoots(call: Call): Promise<Uint8Array[]> {
  const { workspace } = call.state
  return workspace ? trustedCertificates(workspace.read) : []
}

async function withRevocations(call: Call, { signature, signers }: Verification): Promise<Verdict> {
  const { workspace } = call.state
  if (!workspace) return signature
  const checks = judgeRevocations(await revokedCertificates(workspace.read), signers)
  return checks.length > 0 ? verdictOf([...signature.checks, ...checks]) : signature
}

/** A level is named only when it is there. */
function shown({ level, ...signer }: SignerFact): Output<'verification.verify'>['signers'][number] {
  return { ...signer, level: level ?? 'none' }
}
