import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openLogKey } from '#core/packs/logKey.ts'
import { signLogState } from '#core/packs/logState.ts'
import { sha256 } from '#core/packs/sha256.ts'
import { openWorkspace } from '#core/workspace/workspace.ts'
import { parseCheckpoint, parseLogKey, verifyCheckpoint } from '#verifier/checkpoint.ts'
import { verifyConsistency } from '#verifier/merkle.ts'
import { type App, passphrase, startWorkspace } from '../app.ts'

let app: App & { personId: string }
beforeAll(async () => {
  app = await startWorkspace()
  for (const name of ['Lena Moreau', 'Ivo Marsh', 'Noor Haddad']) await app.call('people.create', { name })
})
afterAll(() => app.close())

const path = () => `${app.folder}/workspace`
const reopen = () => app.call('workspace.open', { path: path(), passphrase })

describe('the state of the log', () => {
  it('is signed with one key, before and after the workspace was closed', async () => {
    const one = await app.call('auditLog.checkpoint', {})
    const key = parseLogKey(sha256, one.key)
    expect(await verifyCheckpoint(sha256, parseCheckpoint(one.note), key)).toBe(true)
    await app.call('workspace.close', {})
    await reopen()
    const two = await app.call('auditLog.checkpoint', {})
    expect(two.key).toBe(one.key)
    expect(two.size).toBeGreaterThanOrEqual(one.size)
  })

  it('goes on from an earlier one, and proves it', async () => {
    await app.call('workspace.close', {})
    const workspace = await openWorkspace(path(), passphrase, app.clock.now)
    const { tree, checkpoint } = await signLogState(workspace)
    const later = parseCheckpoint(checkpoint).checkpoint
    for (const size of [1, 2, later.size - 1]) {
      const earlier = { size, root: tree.root(size) }
      const proof = { earlier, later, path: tree.consistencyProof(size, later.size) }
      expect(verifyConsistency(sha256, proof)).toBe(true)
    }
    await workspace.close()
    await reopen()
  })

  it('is refused where its key was damaged, with what to do', async () => {
    await app.call('workspace.close', {})
    const workspace = await openWorkspace(path(), passphrase, app.clock.now)
    const setting = workspace.write.updateTable('setting').where('name', '=', 'auditLog.key')
    const { value } = await workspace.read
      .selectFrom('setting')
      .select('value')
      .where('name', '=', 'auditLog.key')
      .executeTakeFirstOrThrow()
    for (const damaged of [
      '',
      '{}',
      value.replace(/"key":"../, '"key":"AA'),
      '{"nonce":"","key":"","tag":""}',
    ]) {
      await setting.set({ value: damaged }).execute()
      await expect(openLogKey(workspace)).rejects.toMatchObject({
        code: 'corrupt',
        message: expect.stringContaining('backup'),
      })
    }
    await setting.set({ value }).execute()
    expect((await openLogKey(workspace)).voucher).not.toBeNull()
    await workspace.close()
    await reopen()
  })
})
