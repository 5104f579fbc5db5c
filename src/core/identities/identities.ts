import { AfterwordError } from '#shared/errors.ts'
import { appendEvent } from '../auditLog/append.ts'
import type { Call } from '../call.ts'
import { personOf } from '../people/people.ts'
import { describeCertificate, toPem } from '../signing/certificates.ts'
import { decryptPrivateKey } from '../signing/keys.ts'
import { createSigner, type Signer } from '../signing/signer.ts'
import type { Reader, Writer } from '../workspace/database.ts'
import { stateOf } from './state.ts'
import { chainOf, type IdentityRow, identitiesOfPerson, rootIdentity } from './store.ts'

export { createFirstIdentities, createRootIdentity } from './create.ts'

/**
 * The person's key, ready to sign, opened with their passphrase: of the newest valid identity that it opens. A wrong
 * passphrase is noted in the audit log, so this is never called inside a transaction.
 * @throws AfterwordError `not-allowed` with a sentence where there is no identity, none is valid, or none opens.
 */
export async function signerOf(call: Call, personId: string, passphrase: string): Promise<Signer> {
  const { name } = await personOf(call.read, personId)
  const rows = await identitiesOfPerson(call.read, personId)
  const valid = rows.filter((row) => stateOf(row, call.now()) === 'valid')
  if (!valid.length) throw new AfterwordError('not-allowed', whyNone(name, rows[0], call.now()))
  for (const row of valid) {
    const privateKey = await tryKey(row.encryptedKey, passphrase)
    if (privateKey) return createSigner({ certificate: row.certificate, chain: chainOf(row), privateKey })
  }
  await noteWrongPassphrase(call, personId)
  throw new AfterwordError('not-allowed', `This passphrase does not open the signing key of ${name}.`)
}

/** A failed sign-in is an event; `personId` is whose key was tried, null for the root's. */
export async function noteWrongPassphrase(call: Call, personId: string | null): Promise<void> {
  const { id, name } = call.person
  const head = await call.workspace.write.transaction().execute((tx) =>
    appendEvent(tx, {
      at: call.at,
      person: { id, name },
      method: 'identities.wrongPassphrase',
      subjects: [personId === null ? 'workspace' : `person:${personId}`],
      payload: { personId, during: call.method },
    }),
  )
  call.workspace.head.write(head)
  call.state.changed(['auditLog'])
}

/** Which of these people have a signing key that is valid now. */
export async function canSign(
  db: Reader,
  personIds: readonly string[],
  now: Date = new Date(),
): Promise<Set<string>> {
  if (!personIds.length) return new Set()
  const rows = await db
    .selectFrom('identity')
    .selectAll()
    .where('personId', 'in', personIds)
    .where('revokedAt', 'is', null)
    .execute()
  return new Set(rows.flatMap((row) => (stateOf(row, now) === 'valid' ? (row.personId ?? []) : [])))
}

/**
 * Who counts as a second person has shown to be that person: somebody without a signing key is taken at their word.
 * @throws AfterwordError `not-allowed` where the acting person has none; `what` is a verb phrase.
 */
export async function needKey(call: Call, what: string): Promise<void> {
  const { id, name } = call.person
  if ((await canSign(call.read, [id], call.now())).has(id)) return
  throw new AfterwordError(
    'not-allowed',
    `${name} needs a signing key to ${what}: it shows that it is ${name} who agrees. Create one under Identities.`,
  )
}

/** The workspace's root certificate, PEM. */
export async function rootCertificatePem(db: Reader | Writer): Promise<string> {
  return toPem((await needRoot(db)).certificate)
}

/** What signed files are held against inside this workspace, DER: its own root. Others are given with the file. */
export async function trustedCertificates(db: Reader | Writer): Promise<Uint8Array[]> {
  const root = await rootIdentity(db)
  return root ? [root.certificate] : []
}

/** @throws AfterwordError `not-found` for a workspace without a root. */
export async function needRoot(db: Reader | Writer): Promise<IdentityRow> {
  const root = await rootIdentity(db)
  if (root) return root
  throw new AfterwordError('not-found', 'This workspace has no root certificate.')
}

/** The opened key, or undefined for another passphrase. */
async function tryKey(encryptedKey: Uint8Array, passphrase: string) {
  try {
    return await decryptPrivateKey(encryptedKey, passphrase)
  } catch (error) {
    if (error instanceof AfterwordError && error.code === 'not-allowed') return undefined
    throw error
  }
}

function whyNone(name: string, newest: IdentityRow | undefined, now: Date): string {
  if (!newest) return `${name} has no signing key yet. Create one, or import one, under Identities.`
  const { notBefore, notAfter } = describeCertificate(newest.certificate)
  const next = 'A new one is needed to sign.'
  switch (stateOf(newest, now)) {
    case 'revoked':
      return `The signing key of ${name} was revoked on ${newest.revokedAt!.slice(0, 10)} (${newest.revocationReason}). ${next}`
    case 'not-yet-valid':
      return `The certificate of ${name} is valid from ${notBefore.slice(0, 10)} on. Check this computer’s clock.`
    default:
      return `The certificate of ${name} expired on ${notAfter.slice(0, 10)}. ${next}`
  }
}
