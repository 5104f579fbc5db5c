import { AfterwordError } from '#shared/errors.ts'
import type { Call } from '../call.ts'
import { decryptPrivateKey } from '../signing/keys.ts'
import { createSigner, type Signer } from '../signing/signer.ts'
import type { Reader } from '../workspace/database.ts'

/** Which of these people have a signing key that is not revoked. */
export async function canSign(db: Reader, personIds: readonly string[]): Promise<Set<string>> {
  if (!personIds.length) return new Set()
  const rows = await db
    .selectFrom('identity')
    .select('personId')
    .where('personId', 'in', personIds)
    .where('revokedAt', 'is', null)
    .execute()
  return new Set(rows.flatMap((row) => row.personId ?? []))
}

/** The person's signing key, opened with their own passphrase. */
export async function signerOf(call: Call, personId: string, passphrase: string): Promise<Signer> {
  const row = await call.read
    .selectFrom('identity')
    .selectAll()
    .where('personId', '=', personId)
    .where('revokedAt', 'is', null)
    .orderBy('createdAt', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) throw new AfterwordError('not-allowed', 'You have no signing key yet. Make one first.')
  const chain = (JSON.parse(row.chain) as string[]).map((one) => new Uint8Array(Buffer.from(one, 'base64')))
  const privateKey = await decryptPrivateKey(row.encryptedKey, passphrase)
  return createSigner({ certificate: row.certificate, chain, privateKey })
}
