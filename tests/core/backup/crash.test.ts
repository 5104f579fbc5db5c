import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { verifyLog } from '#core/auditLog/verify.ts'
import { blobProblem } from '#core/evidence/blobs.ts'
import { restoreWorkspace } from '#core/workspace/restore.ts'
import { openWorkspace, type Workspace } from '#core/workspace/workspace.ts'
import { passphrase } from '../app.ts'
import { startWorld, type World } from '../evidence/world.ts'

const root = resolve(import.meta.dirname, '../../..')
const another = 'another passphrase'
const rounds = 3

let world: World
beforeAll(async () => {
  world = await startWorld()
  for (let n = 0; n < 5; n++) await world.add(world.file(`${n}.bin`, randomBytes(2_000_000)))
  await world.call('workspace.close', {})
})
afterAll(() => world.close())

/** Lets the keeper work until it has done so many steps, and a moment more. */
function keepUntilKilled(scratch: string, steps: number, moreMs: number): Promise<void> {
  const script = join(import.meta.dirname, 'keeper.ts')
  const keeper = spawn(process.execPath, [script, world.workspaceFolder, scratch, passphrase, another], {
    cwd: root,
  })
  let out = ''
  let errors = ''
  let isDoomed = false
  keeper.stderr.on('data', (text) => {
    errors += text
  })
  keeper.stdout.on('data', (text) => {
    out += text
    if (isDoomed || out.split('\n').length <= steps) return
    isDoomed = true
    setTimeout(() => keeper.kill('SIGKILL'), moreMs)
  })
  return new Promise((done, fail) =>
    keeper.on('exit', (_code, signal) => (signal === 'SIGKILL' ? done() : fail(new Error(errors)))),
  )
}

/** The workspace, opened with whichever of the two passphrases holds; the other must not. */
async function openWithOne(folder: string): Promise<Workspace> {
  const now = world.clock.now
  const opened = await openWorkspace(folder, passphrase, now).catch(() => undefined)
  if (!opened) return openWorkspace(folder, another, now)
  return opened
}

async function expectWhole(folder: string): Promise<void> {
  const workspace = await openWithOne(folder)
  try {
    expect(await verifyLog(workspace)).toMatchObject({ problems: [] })
    const blobs = await workspace.read.selectFrom('blob').select('sha256').execute()
    expect(blobs).toHaveLength(5)
    for (const { sha256 } of blobs) expect(await blobProblem(workspace, sha256)).toBeUndefined()
  } finally {
    await workspace.close()
  }
}

it(`a kill at any moment of a change of passphrase, a backup or a restore leaves whole things only, ${rounds} times`, {
  timeout: 180_000,
}, async () => {
  for (let round = 0; round < rounds; round++) {
    const scratch = mkdtempSync(join(world.folder, 'kept-'))
    // After a change comes a backup, after a backup a restore, after a restore a change.
    await keepUntilKilled(scratch, round % 3 === 2 ? 3 : 1 + (round % 3), 20 + Math.random() * 300)
    await expectWhole(world.workspaceFolder)
    for (const name of readdirSync(scratch)) {
      const path = join(scratch, name)
      if (name.endsWith('.zip')) {
        const folder = join(scratch, `again ${name}`)
        await restoreWorkspace(path, folder, passphrase).catch(() => restoreWorkspace(path, folder, another))
        await expectWhole(folder)
      } else if (existsSync(join(path, 'workspace.json'))) await expectWhole(path)
      else expect(name).toMatch(/\.part|\.restoring-/)
    }
    rmSync(scratch, { recursive: true })
  }
})
