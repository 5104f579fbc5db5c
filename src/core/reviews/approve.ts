import { createHash } from 'node:crypto'
import { nextSteps } from '#shared/domain/lifecycle.ts'
import { AfterwordError } from '#shared/errors.ts'
import { sha256Hex } from '../auditLog/append.ts'
import type { Call } from '../call.ts'
import { signerOf } from '../identities/identities.ts'
import { newId } from '../ids.ts'
import { signCms } from '../signing/cms.ts'
import { current } from '../versions.ts'
import { needStep, setState } from './lifecycle.ts'
import { reviewOf } from './store.ts'

/**
 * The acting person approves: a detached CMS signature (CAdES) with their own key over the RFC 8785 bytes of the frozen
 * content. The signature is made before the transaction; the transaction holds it against what is there by then.
 */
export async function approve(
  call: Call,
  input: { id: string; version: number; comment: string; passphrase: string },
): Promise<{ id: string; version: number; state: Awaited<ReturnType<typeof reviewOf>>['state'] }> {
  const { person } = call
  const seen = current(await reviewOf(call.read, input.id), input.version, 'review')
  const wanted = nextSteps(seen.state).find((step) => step.approval)
  if (!wanted?.approval || !seen.frozenContent || !seen.contentSha256)
    throw new AfterwordError('conflict', `${seen.key} does not wait for an approval.`)
  const kind = wanted.approval
  await needStep(call.read, call, seen, wanted.to)
  if (sha256Hex(seen.frozenContent) !== seen.contentSha256)
    throw new AfterwordError('corrupt', `The content of ${seen.key} is damaged. Restore from a backup.`)
  const signer = await signerOf(call, person.id, input.passphrase)
  const signature = await signCms(Buffer.from(seen.frozenContent), signer, { signingTime: new Date(call.at) })
  const certificateSha256 = createHash('sha256').update(signer.certificate).digest('hex')
  return call.write(
    async (tx, change) => {
      const review = current(await reviewOf(tx, input.id), input.version, 'review')
      const step = await needStep(tx, call, review, wanted.to)
      await tx
        .insertInto('approval')
        .values({
          id: newId(call.now()),
          reviewId: review.id,
          kind,
          personId: person.id,
          at: call.at,
          comment: input.comment,
          contentSha256: seen.contentSha256!,
          signature: Buffer.from(signature),
          certificateSha256,
        })
        .execute()
      const version = await setState(tx, call, review, step.to)
      change.subjects.push(`review:${review.id}`)
      return { id: review.id, version, state: step.to }
    },
    ['reviews'],
    {
      id: input.id,
      kind,
      comment: input.comment,
      contentSha256: seen.contentSha256,
      certificateSha256,
    },
  )
}
