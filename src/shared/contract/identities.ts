import { z } from 'zod'
import { fileRef, id, instant, nothing, offeredFile, personRef, reason, secret } from './common.ts'
import { command, query } from './method.ts'

export const identity = z.strictObject({
  id,
  kind: z.enum(['root', 'issued', 'imported']),
  person: personRef.nullable(),
  subject: z.string(),
  issuer: z.string(),
  /** SHA-256 of the certificate, hexadecimal. */
  fingerprint: z.string(),
  algorithm: z.string(),
  notBefore: instant,
  notAfter: instant,
  state: z.enum(['valid', 'expired', 'revoked', 'not-yet-valid']),
  revocation: z.strictObject({ at: instant, reason: z.string() }).nullable(),
})
export type Identity = z.infer<typeof identity>

export const identitiesContract = {
  'identities.list': query(nothing, z.array(identity)),
  /** A key for this person, certified by the workspace's root; the passphrase is theirs alone. */
  'identities.create': command(
    z.strictObject({ personId: id, passphrase: secret, rootPassphrase: secret.optional() }),
    z.strictObject({ id }),
  ),
  'identities.importPkcs12': command(
    z.strictObject({
      personId: id,
      file: fileRef,
      filePassphrase: z.string().max(1_000),
      passphrase: secret,
    }),
    z.strictObject({ id }),
  ),
  'identities.changePassphrase': command(
    z.strictObject({ id, passphrase: secret, newPassphrase: secret }),
    nothing,
  ),
  'identities.revoke': command(z.strictObject({ id, reason }), nothing),
  /** The certificate as PEM text; of the root where no id is given. */
  'identities.certificate': query(
    z.strictObject({ id: id.optional() }),
    z.strictObject({ pem: z.string(), fingerprint: z.string(), subject: z.string() }),
  ),
  'identities.certificateFile': query(
    z.strictObject({ id: id.optional() }),
    z.strictObject({ file: offeredFile }),
  ),
}
