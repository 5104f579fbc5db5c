import type { KeyObject } from 'node:crypto'
import { AfterwordError } from '#shared/errors.ts'
import { readCertificate } from '#verifier/certificates.ts'
import { newId } from '../ids.ts'
import { createRoot, describeCertificate, issueCertificate } from '../signing/certificates.ts'
import { encryptPrivateKey, generateKeyPair } from '../signing/keys.ts'
import { algorithmOf } from '../signing/signer.ts'
import type { Writer } from '../workspace/database.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { workspaceSecret } from './rootKey.ts'
import { insertIdentity, type NewIdentity } from './store.ts'

interface Holder {
  id: string
  name: string
  email: string
}

/** What the log tells of an identity. */
type Told = ReturnType<typeof toldOf>

/**
 * The root and the first person's identity of a new workspace, in the transaction that makes it. `name` is the
 * workspace's. Takes about half a second, since keys are hardened. Answers what the log is to tell of the two.
 */
export async function createFirstIdentities(
  tx: Writer,
  workspace: Workspace,
  options: { name: string; person: Holder; passphrase: string; now: Date },
): Promise<{ root: Told; identity: Told }> {
  const { root, privateKey } = await makeRoot(workspace, options.name, options.now)
  await insertIdentity(tx, root)
  const { person, passphrase, now } = options
  const own = await issueIdentity({ root: root.certificate, rootKey: privateKey, person, passphrase, now })
  await insertIdentity(tx, own)
  return { root: toldOf(root), identity: toldOf(own) }
}

/** Whose certificate it is, and which; never its key. */
export function toldOf({ id, kind, personId, certificate }: NewIdentity) {
  const { sha256, subject } = describeCertificate(certificate)
  return { id, kind, personId, fingerprint: sha256, subject }
}

/** The workspace's root alone. Answers its id. */
export async function createRootIdentity(
  tx: Writer,
  workspace: Workspace,
  options: { name: string; now: Date },
): Promise<string> {
  const { root } = await makeRoot(workspace, options.name, options.now)
  await insertIdentity(tx, root)
  return root.id
}

async function makeRoot(workspace: Workspace, name: string, now: Date) {
  const organisation = certificateName(name)
  const { certificate, privateKey } = await createRoot({
    name: certificateName(`${organisation} root`, ' root'),
    organisation,
    now,
  })
  const root: NewIdentity = {
    id: newId(now),
    kind: 'root',
    personId: null,
    certificate,
    chain: [],
    encryptedKey: await encryptPrivateKey(privateKey, workspaceSecret(workspace.key)),
    createdAt: now.toISOString(),
  }
  return { root, privateKey }
}

/** A new P-256 key for a person, certified by the root, kept under the person's passphrase. */
export async function issueIdentity(options: {
  root: Uint8Array
  rootKey: KeyObject
  person: Holder
  passphrase: string
  now: Date
}): Promise<NewIdentity> {
  const { root, rootKey, person, passphrase, now } = options
  const { publicKey, privateKey } = await generateKeyPair()
  const email = person.email.trim()
  const certificate = issueCertificate({
    root,
    rootKey,
    name: certificateName(person.name),
    // An address that a certificate cannot carry is left out of it; the name is what counts.
    ...(/^[\x21-\x7e]{3,254}$/.test(email) ? { email } : {}),
    publicKey,
    now,
  })
  return {
    id: newId(now),
    kind: 'issued',
    personId: person.id,
    certificate,
    chain: [root],
    encryptedKey: await encryptPrivateKey(privateKey, passphrase),
    createdAt: now.toISOString(),
  }
}

/**
 * A key and certificate that a person's organisation gave them, with the issuers that came along.
 * @throws AfterwordError `not-allowed` for a wrong passphrase of the file, `invalid-input` for what cannot sign.
 */
export async function identityOfPkcs12(options: {
  bytes: Uint8Array
  filePassphrase: string
  personId: string
  passphrase: string
  now: Date
}): Promise<NewIdentity> {
  const { bytes, filePassphrase, personId, passphrase, now } = options
  // Its ASN.1 library is large, and a start of Afterword does without.
  const { readPkcs12 } = await import('../signing/pkcs12.ts')
  const { certificate, chain, privateKey } = await readPkcs12(bytes, filePassphrase)
  algorithmOf(privateKey)
  const { notBefore, notAfter, keyUsage } = readCertificate(certificate)
  if (keyUsage && !keyUsage.digitalSignature && !keyUsage.nonRepudiation)
    throw new AfterwordError(
      'invalid-input',
      'The certificate in this file was not issued for signatures. Ask who issued it for one that is.',
    )
  if (now.getTime() > Date.parse(notAfter))
    throw new AfterwordError(
      'invalid-input',
      `The certificate in this file expired on ${notAfter.slice(0, 10)}. Ask who issued it for a new one.`,
    )
  if (now.getTime() < Date.parse(notBefore))
    throw new AfterwordError(
      'invalid-input',
      `The certificate in this file is valid from ${notBefore.slice(0, 10)} on. Import it then, or check this computer’s clock.`,
    )
  return {
    id: newId(now),
    kind: 'imported',
    personId,
    certificate,
    chain,
    encryptedKey: await encryptPrivateKey(privateKey, passphrase),
    createdAt: now.toISOString(),
  }
}

/** A name as a certificate can carry it: at most 64 characters (RFC 5280, ub-common-name), `end` kept. */
function certificateName(name: string, end = ''): string {
  const clean = name
    .normalize('NFC')
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
  if (clean.length <= 64) return clean
  return (
    [...clean]
      .reduce((text, letter) => ((text + letter + end).length <= 64 ? text + letter : text), '')
      .trim() + end
  )
}
