import { execFile, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, describe, expect, it } from 'vitest'
import { toPem } from '#core/signing/certificates.ts'
import { makeAttacks } from '../packs/attacks.ts'
import { sharedFolder } from '../shared.ts'

const shared = sharedFolder()
const tools = ['pdfsig', 'qpdf', 'mutool', 'openssl'].every(
  (tool) => spawnSync(tool, ['-v']).error === undefined,
)
const skipped = !shared || !tools
if (skipped)
  console.warn('skipped: verify-signed, openssl, pdfsig, qpdf or mutool is not there to judge packs')

const folder = mkdtempSync(join(tmpdir(), 'afterword-judge-'))
afterAll(() => rmSync(folder, { recursive: true }))

/**
 * What the outside judge does not look at, and Afterword's own verifier does: the form of the ZIP beside its files, whether certificates
 * were valid at the time that the signer claims, and
 * whether what the pack tells (record, approvals, log, completeness) agrees with itself.
 */
const ours = [
  /^sealed: /,
  /header|a time$|table of contents|in the end record|prepended|appended|had expired/,
  /META-INF|second signed list|entity|symbolic link|local header|case alone|approval by/,
  /tag manifest removed/,
]

async function judge(path: string): Promise<string[]> {
  const args = [join(shared!, 'tools/verify-signed'), 'pack', path, '--ca', join(folder, 'root.pem')]
  const { stdout } = await promisify(execFile)('python3', args).catch((error: { stdout: string }) => error)
  return stdout.split('\n').filter((line) => line.startsWith('BAD'))
}

describe.skipIf(skipped)('the outside judge of packs (skipped where it is not installed)', async () => {
  const { good, house, attacks } = skipped
    ? { good: '', house: { root: new Uint8Array() }, attacks: [] }
    : await makeAttacks(folder)
  writeFileSync(join(folder, 'root.pem'), toPem(house.root))

  it('finds nothing wrong with an honest pack', async () => {
    expect(await judge(good)).toEqual([])
  })

  it.each(attacks.filter(({ name }) => !ours.some((pattern) => pattern.test(name))))(
    'refuses $name too',
    async ({ path }) => {
      expect(await judge(path)).not.toEqual([])
    },
  )
})
