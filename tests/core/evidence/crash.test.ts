import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'
import type { EvidenceCheck } from '#core/evidence/check.ts'
import { startWorld } from './world.ts'

const root = resolve(import.meta.dirname, '../../..')
const rounds = 5

/** What a process added before it was killed, after as many files as `count` and a moment more. */
function addUntilKilled(
  folder: string,
  reviewId: string,
  scratch: string,
  count: number,
  moreMs: number,
): Promise<string[]> {
  const adder = spawn(
    process.execPath,
    [join(import.meta.dirname, 'adder.ts'), folder, reviewId, scratch, join(root, 'resources')],
    { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  let out = ''
  let errors = ''
  let isDoomed = false
  adder.stderr.on('data', (text) => {
    errors += text
  })
  adder.stdout.on('data', (text) => {
    out += text
    if (isDoomed || out.split('\n').length <= count) return
    isDoomed = true
    setTimeout(() => adder.kill('SIGKILL'), moreMs)
  })
  return new Promise((done, fail) =>
    adder.on('exit', (_code, signal) =>
      signal === 'SIGKILL' ? done(out.split('\n').slice(0, -1)) : fail(new Error(errors)),
    ),
  )
}

it(`evidence is whole or absent, ${rounds} times after a kill while it was added`, {
  timeout: 120_000,
}, async () => {
  const world = await startWorld()
  const { workspaceFolder: folder, reviewId } = world
  const passphrase = 'correct horse battery'
  const scratch = mkdtempSync(join(tmpdir(), 'afterword-adder-'))
  mkdirSync(join(scratch, 'settings'))
  const told = new Set<string>()
  try {
    for (let round = 0; round < rounds; round++) {
      await world.call('workspace.close', {})
      const lines = await addUntilKilled(folder, reviewId, scratch, round + 1, round * 7 + Math.random() * 30)
      for (const line of lines) told.add(line)
      await world.call('workspace.open', { path: folder, passphrase })
      expect(await world.call('auditLog.verify', {})).toMatchObject({ problems: [] })
      const evidence = await world.call('evidence.ofReview', { reviewId })
      const found = evidence.map((one) => `${one.number} ${one.sha256}`)
      expect(found).toEqual(expect.arrayContaining([...told]))
      expect(evidence.map((one) => Number(one.number.slice(3)))).toEqual(
        evidence.map((_, index) => index + 1),
      )
      const custody = await Promise.all(evidence.map(({ id }) => world.call('evidence.custody', { id })))
      expect(custody.every((events) => events.length === 1)).toBe(true)
      const started = await world.call('evidence.checkAll', {})
      const check = (await world.job(started)) as EvidenceCheck
      expect(check).toMatchObject({ files: evidence.length, missing: [], damaged: [] })
      expect(world.stored()).toHaveLength(evidence.length)
    }
    expect(told.size).toBeGreaterThanOrEqual(rounds)
  } finally {
    await world.close()
    rmSync(scratch, { recursive: true, force: true })
  }
})
