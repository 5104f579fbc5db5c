import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto'
import { z } from 'zod'
import { AfterwordError } from '#shared/errors.ts'
import { formatLogKey, type LogKey } from '#verifier/checkpoint.ts'
import { openRootKey } from '../identities/rootKey.ts'
import { rootIdentity } from '../identities/store.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { logKeyOf } from './checkpoint.ts'
import { sha256 } from './sha256.ts'

const settingName = 'auditLog.key'
const voucherName = 'auditLog.keyVoucher'
const wrapped = z.strictObject({ nonce: z.base64(), key: z.base64(), tag: z.base64() })

export interface LogSigner {
  /** The log's name and public key, as checkpoints carry them. */
  logKey: LogKey
  privateKey: KeyObject
  /**
   * The signature (ECDSA with SHA-256, DER) of the workspace's root over {@link logKeyText}: whoever trusts the root
   * knows the log by it. Null while the root's key could not be opened for it.
   */
  voucher: Uint8Array | null
}

/**
 * The Ed25519 key that signs the states of this workspace's audit log; vouched for by the root from its first use on,
 * kept under the workspace key (AES-256-GCM). Throws `corrupt` if what was kept cannot be opened.
 */
export async function openLogKey(workspace: Workspace): Promise<LogSigner> {
  const privateKey = unwrap((await makeLogKey(workspace)) ?? '', workspace)
  const logKey = logKeyOf(`afterword/${workspace.id}`, createPublicKey(privateKey))
  const voucher = await keepOnce(workspace, voucherName, () => vouch(workspace, logKey))
  return { privateKey, logKey, voucher: voucher === null ? null : Buffer.from(voucher, 'base64') }
}

/**
 * Makes the key of the log where there is none yet: at the beginning, so that every backup has it, and a log that goes
 * on from one is known as the same.
 */
export function makeLogKey(workspace: Workspace): Promise<string | null> {
  return keepOnce(workspace, settingName, async () => {
    const { privateKey } = generateKeyPairSync('ed25519')
    return JSON.stringify(wrap(privateKey, workspace))
  })
}

/** `data/audit-log/log-key.txt`: the verifier key (C2SP signed-note), on a line. */
export function logKeyText(logKey: LogKey): string {
  return `${formatLogKey(sha256, logKey)}\n`
}

/** What stands under a name, made where nothing does yet; the first to write it decides. */
async function keepOnce(
  { read, write }: Workspace,
  name: string,
  make: () => Promise<string | null>,
): Promise<string | null> {
  const find = () => read.selectFrom('setting').select('value').where('name', '=', name).executeTakeFirst()
  const kept = await find()
  if (kept) return kept.value
  const value = await make()
  if (value === null) return null
  await write
    .insertInto('setting')
    .values({ name, value })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return (await find())?.value ?? null
}

/** Null for a workspace without a root, and for a root whose key has a passphrase of its own. */
async function vouch(workspace: Workspace, logKey: LogKey): Promise<string | null> {
  const root = await rootIdentity(workspace.read)
  if (!root) return null
  try {
    const rootKey = await openRootKey(workspace, root, undefined)
    return sign('sha256', Buffer.from(logKeyText(logKey), 'utf8'), rootKey).toString('base64')
  } catch (error) {
    if (error instanceof AfterwordError && error.code === 'not-allowed') return null
    throw error
  }
}

type Wrapping = Pick<Workspace, 'id' | 'key'>

function wrap(privateKey: KeyObject, { id, key }: Wrapping): z.infer<typeof wrapped> {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(associated(id))
  const plain = privateKey.export({ type: 'pkcs8', format: 'der' })
  const encrypted = Buffer.concat([cipher.update(plain), cipher.final()])
  plain.fill(0)
  const [text, tag] = [encrypted, cipher.getAuthTag()].map((bytes) => bytes.toString('base64'))
  return { nonce: nonce.toString('base64'), key: text!, tag: tag! }
}

function unwrap(value: string, { id, key }: Wrapping): KeyObject {
  try {
    const parts = wrapped.parse(JSON.parse(value))
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(parts.nonce, 'base64'))
    decipher.setAAD(associated(id))
    decipher.setAuthTag(Buffer.from(parts.tag, 'base64'))
    const plain = Buffer.concat([decipher.update(Buffer.from(parts.key, 'base64')), decipher.final()])
    const privateKey = createPrivateKey({ key: plain, type: 'pkcs8', format: 'der' })
    plain.fill(0)
    return privateKey
  } catch {
    throw new AfterwordError(
      'corrupt',
      'The key of the audit log is damaged. Restore the workspace from a backup.',
    )
  }
}

function associated(id: string): Buffer {
  return Buffer.from(`${settingName} ${id}`, 'utf8')
}
