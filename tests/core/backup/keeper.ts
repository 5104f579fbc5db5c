import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { backupWorkspace } from '#core/workspace/backup.ts'
import { changePassphrase } from '#core/workspace/changePassphrase.ts'
import { restoreWorkspace } from '#core/workspace/restore.ts'
import { openWorkspace } from '#core/workspace/workspace.ts'

/**
 * Changes a workspace's passphrase between two, backs it up and restores the backup, again and again until it is killed;
 * says of each step that it is done. Run as a process of its own.
 */
const [folder, scratch, first, second] = process.argv.slice(2) as [string, string, string, string]
const now = new Date('2026-11-20T14:05:00.000Z')
let [current, other] = [first, second]
const workspace = await openWorkspace(folder, current, now).catch(() => {
  ;[current, other] = [second, first]
  return openWorkspace(folder, current, now)
})
for (;;) {
  await changePassphrase(workspace, current, other)
  ;[current, other] = [other, current]
  process.stdout.write('changed\n')
  const name = randomBytes(4).toString('hex')
  const backup = join(scratch, `${name}.zip`)
  await backupWorkspace(workspace, backup, { now })
  process.stdout.write('backed up\n')
  await restoreWorkspace(backup, join(scratch, name), current)
  process.stdout.write('restored\n')
}
