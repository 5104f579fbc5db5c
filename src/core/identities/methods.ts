import { createPublicKey } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import type { Identity } from '#shared/contract/identities.ts'
import type { Input } from '#shared/contract/index.ts'
import { AfterwordError } from '#shared/errors.ts'
import { readCertificate } from '#verifier/certificates.ts'
import type { Call } from '../call.ts'
import { implement } from '../implement.ts'
import { safeFileName } from '../packs/fileNames.ts'
import { openLogKey } from '../packs/logKey.ts'
import { namesOf } from '../people/people.ts'
import { describeCertificate, toPem } from '../signing/certificates.ts'
import { decryptPrivateKey, encryptPrivateKey } from '../signing/keys.ts'
import { identityOfPkcs12, issueIdentity, toldOf } from './create.ts'
import { needRoot, noteWrongPassphrase } from './identities.ts'
import { openRootKey } from './rootKey.ts'
import { stateOf } from './state.ts'
import { allIdentities, type IdentityRow, identityById, insertIdentity, type NewIdentity } from './store.ts'

export const identitiesMethods = implement({
  'identities.list': list,
  'identities.create': create,
  'identities.importPkcs12': importPkcs12,
  'identities.changePassphrase': changePassphrase,
  'identities.revoke': revoke,
  async 'identities.certificate'(call, input) {
    const row = await needIdentity(call, input.id)
    const { subject, sha256 } = describeCertificate(row.certificate)
    return { pem: toPem(row.certificate), fingerprint: sha256, subject }
  },
  async 'identities.certificateFile'(call, input) {
    const row = await needIdentity(call, input.id)
    const name = safeFileName(`${describeCertificate(row.certificate).commonName}.pem`)
    const path = await call.state.files.temporaryPath(name)
    await writeFile(path, toPem(row.certificate), { flag: 'wx' })
    return { file: await call.state.files.offer(path, name) }
  },
})

async function list(call: Call): Promise<Identity[]> {
  const rows = await allIdentities(call.read)
  const name = await namesOf(
    call.read,
    rows.map((row) => row.personId),
  )
  return rows.map((row): Identity => {
    const { subject, issuer, sha256, notBefore, notAfter } = describeCertificate(row.certificate)
    return {
      id: row.id,
      kind: row.kind,
      person: row.personId === null ? null : name(row.personId),
      subject,
      issuer,
      fingerprint: sha256,
      algorithm: algorithmName(row.certificate),
      notBefore,
      notAfter,
      state: stateOf(row, call.now()),
      revocation: row.revokedAt === null ? null : { at: row.revokedAt, reason: row.revocationReason ?? '' },
    }
  })
}

async function create(call: Call, input: Input<'identities.create'>) {
  needOwnOr(call, input.personId, 'create a signing key for somebody else')
  const person = await needActivePerson(call, input.personId)
  const root = await needRoot(call.read)
  const rootKey = await openRootKey(call.workspace, root, input.rootPassphrase)
  const { passphrase } = input
  return add(
    call,
    await issueIdentity({ root: root.certificate, rootKey, person, passphrase, now: call.now() }),
  )
}

async function importPkcs12(call: Call, input: Input<'identities.importPkcs12'>) {
  needOwnOr(call, input.personId, 'import a signing key for somebody else')
  await needActivePerson(call, input.personId)
  const file = call.state.files.get(input.file)
  // What is larger than any such file is refused by its reader; more is not read.
  if (file.size > 1_000_000)
    throw new AfterwordError('invalid-input', `${file.name} is too large to be a PKCS #12 file.`)
  const { filePassphrase, personId, passphrase } = input
  const bytes = await readFile(file.path)
  return add(call, await identityOfPkcs12({ bytes, filePassphrase, personId, passphrase, now: call.now() }))
}

async function add(call: Call, identity: NewIdentity): Promise<{ id: string }> {
  await call.write(
    async (tx, change) => {
      const same = await tx
        .selectFrom('identity')
        .select('id')
        .where('certificate', '=', Buffer.from(identity.certificate))
        .executeTakeFirst()
      if (same)
        throw new AfterwordError(
          'conflict',
          'This certificate is in the workspace already. Nothing was changed.',
        )
      await insertIdentity(tx, identity)
      change.subjects.push(`person:${identity.personId}`, `identity:${identity.id}`)
    },
    ['identities', 'people'],
    toldOf(identity),
  )
  return { id: identity.id }
}

/** Only who knows the passphrase can change it; nobody else needs to allow it. */
async function changePassphrase(call: Call, input: Input<'identities.changePassphrase'>) {
  const row = await needIdentity(call, input.id)
  if (row.kind === 'root') {
    call.need('workspace.manage', 'change the passphrase of the root key')
    // while the root opens without a passphrase of its own, it vouches for the key of the log
    await openLogKey(call.workspace)
  }
  const open =
    row.kind === 'root'
      ? openRootKey(call.workspace, row, input.passphrase)
      : decryptPrivateKey(row.encryptedKey, input.passphrase)
  const key = await open.catch(async (error) => {
    // A guess is a failed sign-in here as well.
    if (error instanceof AfterwordError && error.code === 'not-allowed')
      await noteWrongPassphrase(call, row.personId)
    throw error
  })
  const encryptedKey = Buffer.from(await encryptPrivateKey(key, input.newPassphrase))
  await call.write(
    async (tx, change) => {
      await tx.updateTable('identity').set({ encryptedKey }).where('id', '=', row.id).execute()
      change.subjects.push(`identity:${row.id}`)
    },
    ['identities'],
    { id: row.id },
  )
  return {}
}

async function revoke(call: Call, input: Input<'identities.revoke'>) {
  const row = await needIdentity(call, input.id)
  if (row.kind === 'root')
    throw new AfterwordError('not-allowed', 'The root certificate cannot be revoked: all others rest on it.')
  if (row.personId !== call.person.id)
    call.need('workspace.manage', 'revoke the certificate of somebody else')
  await call.write(
    async (tx, change) => {
      const now = await identityById(tx, row.id)
      if (now?.revokedAt)
        throw new AfterwordError(
          'conflict',
          `This certificate was revoked on ${now.revokedAt.slice(0, 10)} already.`,
        )
      await tx
        .updateTable('identity')
        .set({ revokedAt: call.at, revocationReason: input.reason })
        .where('id', '=', row.id)
        .execute()
      change.subjects.push(`person:${row.personId}`, `identity:${row.id}`)
    },
    ['identities', 'people'],
    { ...input, fingerprint: describeCertificate(row.certificate).sha256 },
  )
  return {}
}

function needOwnOr(call: Call, personId: string, what: string): void {
  if (personId !== call.person.id) call.need('people.manage', what)
}

async function needActivePerson(call: Call, id: string) {
  const person = await call.read
    .selectFrom('person')
    .select(['id', 'name', 'email', 'active'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!person) throw new AfterwordError('not-found', 'This person is not known in this workspace.')
  if (!person.active)
    throw new AfterwordError('not-allowed', `${person.name} is no longer active and gets no signing key.`)
  return person
}

/** The identity of this id; the root's where none is given. */
async function needIdentity(call: Call, id: string | undefined): Promise<IdentityRow> {
  if (id === undefined) return needRoot(call.read)
  const row = await identityById(call.read, id)
  if (!row) throw new AfterwordError('not-found', 'This identity is no longer there.')
  return row
}

/** For people: "P-256 (ECDSA)", "RSA 3072". */
function algorithmName(certificate: Uint8Array): string {
  const { publicKey } = readCertificate(certificate)
  const key = createPublicKey({ key: Buffer.from(publicKey), type: 'spki', format: 'der' })
  const { modulusLength, namedCurve } = key.asymmetricKeyDetails ?? {}
  if (modulusLength) return `RSA ${modulusLength}`
  return namedCurve === 'prime256v1' ? 'ECDSA P-256' : (namedCurve ?? 'unknown')
}
