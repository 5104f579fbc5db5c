import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { EvidenceCheck } from '#core/evidence/check.ts'
import { backupWorkspace } from '#core/workspace/backup.ts'
import { restoreWorkspace } from '#core/workspace/restore.ts'
import { storageError } from '#core/workspace/storageError.ts'
import { openWorkspace } from '#core/workspace/workspace.ts'
import { type App, passphrase, startApp } from '../app.ts'
import { newReview } from '../evidence/world.ts'
import { canMountDisk, mountSmallDisk, type SmallDisk } from './smallDisk.ts'

const why = canMountDisk ? '' : ' (skipped: no small disk can be mounted here)'

describe.skipIf(!canMountDisk)(`on a disk that is full${why}`, () => {
  let disk: SmallDisk
  let app: App
  let workspace: string
  let reviewId: string

  beforeAll(async () => {
    disk = mountSmallDisk(12)!
    app = await startApp()
    workspace = join(disk.folder, 'workspace')
    const person = { name: 'Dana Vogt' }
    await app.call('workspace.create', { path: workspace, name: 'Small', person, passphrase })
    reviewId = (await newReview(app)).id
  })
  afterAll(async () => {
    await app?.close()
    disk?.remove()
  })

  async function add(bytes: Uint8Array) {
    const path = join(app.folder, 'given.bin')
    writeFileSync(path, bytes)
    return { reviewId, file: (await app.core.files.offer(path)).ref }
  }

  it('evidence is refused in one sentence, and nothing is changed', async () => {
    const error = await app.refused('evidence.add', await add(randomBytes(20_000_000)))
    expect(error).toMatchObject({ code: 'conflict', message: expect.stringContaining('disk is full') })
    expect(readdirSync(join(workspace, 'evidence'))).toEqual([])
    expect(await app.call('evidence.ofReview', { reviewId })).toEqual([])
    expect(await app.call('auditLog.verify', {})).toMatchObject({ problems: [] })
  })

  it('what fits is still taken in, until nothing does, and all that was taken in is whole', async () => {
    let added = 0
    for (let code = ''; code === ''; ) {
      const answer = await app.core.dispatch({
        method: 'evidence.add',
        input: await add(randomBytes(900_000)),
      })
      if ('error' in answer) code = answer.error.code
      else added += 1
      expect(['', 'conflict']).toContain(code)
    }
    expect(added).toBeGreaterThan(2)
    const check = (await app.job(await app.call('evidence.checkAll', {})).catch(() => undefined)) as
      | EvidenceCheck
      | undefined
    if (check) expect(check).toMatchObject({ files: added, missing: [], damaged: [] })
    expect(await app.call('evidence.ofReview', { reviewId })).toHaveLength(added)
  })

  it('a backup is refused, and leaves nothing there; a workspace is not restored there', async () => {
    await app.call('workspace.close', {})
    const open = await openWorkspace(workspace, passphrase, app.clock.now)
    const target = join(disk.folder, 'backup.zip')
    await expect(backupWorkspace(open, target, { now: app.clock.now })).rejects.toThrow()
    expect(readdirSync(disk.folder)).toEqual(['workspace'])
    const elsewhere = join(app.folder, 'backup.zip')
    expect(await backupWorkspace(open, elsewhere, { now: app.clock.now })).toMatchObject({ missing: [] })
    await open.close()
    const again = restoreWorkspace(elsewhere, join(disk.folder, 'again'), passphrase)
    await expect(again).rejects.toSatisfy((error) => /disk is full/.test(storageError(error)!.message))
    expect(existsSync(join(disk.folder, 'again'))).toBe(false)
    expect(readdirSync(disk.folder)).toEqual(['workspace'])
  })
})
