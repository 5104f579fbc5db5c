import { createHash } from 'node:crypto'
import { type RawBuilder, type Selectable, sql } from 'kysely'
import type { Reader, Writer } from '../workspace/database.ts'
import type { Tables } from '../workspace/tables.ts'

export type IdentityRow = Selectable<Tables['identity']>

/** The order in which they were made, also within one moment. */
const made: RawBuilder<number> = sql`rowid`

/** A key with its certificate, before it is part of a workspace. */
export interface NewIdentity {
  id: string
  kind: IdentityRow['kind']
  personId: string | null
  /** DER. */
  certificate: Uint8Array
  /** The issuers, DER, the root last. */
  chain: Uint8Array[]
  /** PKCS #8, encrypted. */
  encryptedKey: Uint8Array
  createdAt: string
}

export async function insertIdentity(tx: Writer, identity: NewIdentity): Promise<void> {
  await tx
    .insertInto('identity')
    .values({
      ...identity,
      certificate: Buffer.from(identity.certificate),
      encryptedKey: Buffer.from(identity.encryptedKey),
      chain: JSON.stringify(identity.chain.map((one) => Buffer.from(one).toString('base64'))),
      revokedAt: null,
      revocationReason: null,
    })
    .execute()
}

export function chainOf(row: IdentityRow): Uint8Array[] {
  return (JSON.parse(row.chain) as string[]).map((one) => new Uint8Array(Buffer.from(one, 'base64')))
}

export function identityById(db: Reader | Writer, id: string): Promise<IdentityRow | undefined> {
  return db.selectFrom('identity').selectAll().where('id', '=', id).executeTakeFirst()
}

/** The newest first. */
export function identitiesOfPerson(db: Reader | Writer, personId: string): Promise<IdentityRow[]> {
  return db
    .selectFrom('identity')
    .selectAll()
    .where('personId', '=', personId)
    .orderBy(made, 'desc')
    .execute()
}

export function allIdentities(db: Reader): Promise<IdentityRow[]> {
  return db.selectFrom('identity').selectAll().orderBy(made).execute()
}

/** Those whose certificate has one of these SHA-256 (lower-case hex). */
export async function identitiesOfCertificates(
  db: Reader,
  sha256s: readonly string[],
): Promise<IdentityRow[]> {
  const wanted = new Set(sha256s)
  const rows = await allIdentities(db)
  return rows.filter(({ certificate }) => wanted.has(createHash('sha256').update(certificate).digest('hex')))
}

export function rootIdentity(db: Reader | Writer): Promise<IdentityRow | undefined> {
  return db.selectFrom('identity').selectAll().where('kind', '=', 'root').orderBy(made).executeTakeFirst()
}
