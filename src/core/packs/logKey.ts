import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto'
import { z } from 'zod'
import { AfterwordError } from '#shared/errors.ts'
import type { LogKey } from '#verifier/checkpoint.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { logKeyOf } from './checkpoint.ts'

const settingName = 'auditLog.key'
const wrapped = z.strictObject({ nonce: z.base64(), key: z.base64(), tag: z.base64() })

export interface LogSigner {
  /** The log's name and public key, as checkpoints carry them. */
  logKey: LogKey
  privateKey: KeyObject
}

/**
 * The Ed25519 key that signs the states of this workspace's audit log; made at first use, kept under the workspace
 * key (AES-256-GCM). Throws `corrupt` if what was kept cannot be opened.
 */
export async function openLogKey(
  workspace: Pick<Workspace, 'id' | 'key' | 'read' | 'write'>,
): Promise<LogSigner> {
  const find = () =>
    workspace.read.selectFrom('setting').select('value').where('name', '=', settingName).executeTakeFirst()
  let kept = await find()
  if (!kept) {
    const { privateKey } = generateKeyPairSync('ed25519')
    const value = JSON.stringify(wrap(privateKey, workspace))
    await workspace.write
      .insertInto('setting')
      .values({ name: settingName, value })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    kept = (await find())!
  }
  const privateKey = unwrap(kept.value, workspace)
  return { privateKey, logKey: logKeyOf(`afterword/${workspace.id}`, createPublicKey(privateKey)) }
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
