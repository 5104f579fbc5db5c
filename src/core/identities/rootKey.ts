import { hkdfSync, type KeyObject } from 'node:crypto'
import { AfterwordError } from '#shared/errors.ts'
import { decryptPrivateKey } from '../signing/keys.ts'
import { readKeyFile, unwrapKey } from '../workspace/keyFile.ts'
import type { Workspace } from '../workspace/workspace.ts'
import type { IdentityRow } from './store.ts'

/**
 * Under this secret the root's key is kept until it gets a passphrase of its own: it follows from the workspace key, so
 * whoever opened the workspace can issue certificates, and a new passphrase of the workspace changes nothing here.
 */
export function workspaceSecret(workspaceKey: Buffer): string {
  return Buffer.from(hkdfSync('sha256', workspaceKey, Buffer.alloc(0), 'afterword root key 1', 32)).toString(
    'base64url',
  )
}

/**
 * The root's private key. `passphrase` is the root's own; until it has one, the workspace's passphrase is asked, or none.
 * @throws AfterwordError `not-allowed` where the passphrase is another, or is missing.
 */
export async function openRootKey(
  workspace: Workspace,
  root: IdentityRow,
  passphrase: string | undefined,
): Promise<KeyObject> {
  const withWorkspace = await decryptPrivateKey(root.encryptedKey, workspaceSecret(workspace.key)).catch(
    (error: unknown) => {
      if (error instanceof AfterwordError && error.code === 'not-allowed') return undefined
      throw error
    },
  )
  if (withWorkspace) {
    if (passphrase !== undefined) await unwrapKey(await readKeyFile(workspace.folder), passphrase)
    return withWorkspace
  }
  if (passphrase === undefined)
    throw new AfterwordError(
      'not-allowed',
      'The workspace’s root key has a passphrase of its own. Give it to issue certificates.',
    )
  return decryptPrivateKey(root.encryptedKey, passphrase)
}
