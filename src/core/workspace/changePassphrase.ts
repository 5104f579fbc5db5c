import { AfterwordError } from '#shared/errors.ts'
import { readKeyFile, unwrapKey, wrapKey, writeKeyFile } from './keyFile.ts'
import type { Workspace } from './workspace.ts'

/**
 * Wraps the workspace key under another passphrase. Data stays encrypted under the same key; the key file is replaced in
 * one step. Copies of the old key file, in backups too, still open with the old passphrase.
 * @throws AfterwordError `not-allowed` where the old passphrase is another.
 */
export async function changePassphrase(
  workspace: Workspace,
  passphrase: string,
  newPassphrase: string,
): Promise<void> {
  const key = await unwrapKey(await readKeyFile(workspace.folder), passphrase)
  if (!key.equals(workspace.key))
    throw new AfterwordError(
      'corrupt',
      'The key file in the workspace’s folder belongs to another workspace. Restore it from a backup.',
    )
  key.fill(0)
  await writeKeyFile(workspace.folder, await wrapKey(workspace.id, workspace.key, newPassphrase))
}
