import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { fromPem } from '#core/signing/certificates.ts'
import { approvedReview, exportAs, rootPem } from './approvedReview.ts'
import { type Attack, onPack } from './attacks.ts'
import { verifyPath } from './packFiles.ts'

const folder = await mkdtemp(join(tmpdir(), 'afterword-attacks-'))
const approved = await approvedReview([
  { name: 'Protokoll – ü.log', bytes: 'first log\n'.repeat(500) },
  { name: 'Protokoll – ü.log', bytes: 'another log of the same name, longer than its own name is\n' },
])
afterAll(async () => {
  await approved.app.close()
  await rm(folder, { recursive: true })
})
const pack = (await exportAs(approved, { formats: ['pack'] })).path('pack')
const [root] = fromPem(await rootPem(approved.app))
const attacks: Attack[] = []
await onPack(pack, async (name, verdict, reason, bytes) => {
  const path = join(folder, `attack-${attacks.length}.asice`)
  await bytes(path)
  attacks.push({ name, path, verdict, reason })
})

describe('no attack on a pack that was exported passes', () => {
  it.each(attacks)('$name', async ({ path, verdict, reason }) => {
    const verification = await verifyPath(path, root!)
    const failed = verification[verdict].checks.filter(({ outcome }) => outcome !== 'good')
    expect(failed.map(({ message, subject }) => `${subject ?? ''}: ${message}`).join('\n')).toMatch(reason)
    expect(verification[verdict].outcome).not.toBe('good')
  })
})
