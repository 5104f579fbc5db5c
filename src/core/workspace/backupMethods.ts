import { stat } from 'node:fs/promises'
import { isAbsolute, resolve } from 'node:path'
import { AfterwordError } from '#shared/errors.ts'
import type { Call } from '../call.ts'
import { namesOfBlobs } from '../evidence/store.ts'
import { implement } from '../implement.ts'
import { safeFileName } from '../packs/fileNames.ts'
import { backupWorkspace } from './backup.ts'
import { changePassphrase } from './changePassphrase.ts'
import { restoreWorkspace } from './restore.ts'
import { salvageWorkspace } from './salvage/salvage.ts'
import { setting } from './settings.ts'

/** Keeping a workspace safe: its passphrase, its backup, and the way back. */
export const backupMethods = implement({
  'workspace.backup': backup,
  async 'workspace.restore'(call, input) {
    const path = absolute(input.path)
    await restoreWorkspace(call.state.files.get(input.file).path, path, input.passphrase)
    return { path }
  },
  'workspace.salvage': (call, input) =>
    salvageWorkspace(absolute(input.path), absolute(input.folder), input.passphrase, { now: call.now() }),
  async 'workspace.changePassphrase'(call, input) {
    call.need('workspace.manage', 'change the workspace’s passphrase')
    await changePassphrase(call.workspace, input.passphrase, input.newPassphrase)
    await call.write(async (_tx, change) => void change.subjects.push('workspace'), ['workspace'], null)
    return {}
  },
})

function absolute(path: string): string {
  if (isAbsolute(path)) return resolve(path)
  throw new AfterwordError('invalid-input', `Name the folder with its full path; ${path} is not one.`)
}

async function backup(call: Call) {
  call.need('workspace.manage', 'make a backup')
  const name = (await setting(call.read, 'name')) ?? 'Workspace'
  const file = safeFileName(`${name} backup ${call.at.slice(0, 10)}.afterword`)
  const path = await call.state.files.temporaryPath(file)
  const report = await backupWorkspace(call.workspace, path, { now: call.now() })
  const names = await namesOfBlobs(call.read, call.person.roles)
  const missing = report.missing.flatMap((sha256) =>
    (names.get(sha256) ?? []).map((one) => `${one.number} of ${one.reviewKey} (“${one.title}”)`),
  )
  await call.write(async (_tx, change) => void change.subjects.push('workspace'), ['auditLog'], {
    ...report,
    name: file,
    size: (await stat(path)).size,
  })
  return { file: await call.state.files.offer(path), missing }
}
