import { execFile, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, describe, expect, it } from 'vitest'
import { bytesSource } from '#verifier/byteSource.ts'
import { verifyFile } from '#verifier/verify.ts'
import { isGood } from '#verifier/words.ts'
import { type Format, formats, makeTable } from '../packs/table/table.ts'
import { sharedFolder } from '../shared.ts'

const shared = sharedFolder()
const missing = ['openssl', 'qpdf', 'pdfsig', 'mutool', 'xmlsec1', 'python3'].filter(
  (tool) => spawnSync(tool, ['--version']).error,
)
const skipped = !shared || missing.length > 0
if (skipped) {
  const what = missing.join(', ') || 'verify-signed'
  console.warn(`skipped: whether the outside judge agrees on the table of attacks; missing: ${what}`)
}

const folder = mkdtempSync(join(tmpdir(), 'afterword-agreement-'))
afterAll(() => rmSync(folder, { recursive: true }))
const endings = { pack: 'asice', pdf: 'pdf', docx: 'docx' }

async function passesOutside(format: Format, name: string): Promise<boolean> {
  const args = [join(shared!, 'tools/verify-signed'), format, name, '--ca', 'root.pem']
  const { stdout } = await promisify(execFile)('/usr/bin/python3', args, { cwd: folder }).catch(
    (error: { stdout: string }) => error,
  )
  expect(stdout).toMatch(/^(PASS|FAIL) /m)
  return /^PASS /m.test(stdout)
}

describe.skipIf(skipped)(
  'Afterword and the outside judge on what was exported (skipped where its tools are missing)',
  async () => {
    if (skipped) return
    const { world, attacks } = await makeTable(folder)
    writeFileSync(join(folder, 'root.pem'), world.rootPem)
    const passesHere = async (bytes: Uint8Array, name: string) => {
      const trust = { trusted: [world.root], now: world.now }
      const verification = await verifyFile(bytesSource(bytes), name, trust)
      // a report alone need not say whether all is there
      return isGood({ ...verification, completeness: { outcome: 'good', checks: [] } })
    }
    let count = 0
    const save = (bytes: Uint8Array, format: Format) => {
      const name = `${++count}.${endings[format]}`
      writeFileSync(join(folder, name), bytes)
      return name
    }

    it('both pass what is honest', async () => {
      expect(await passesOutside('pack', 'good.asice')).toBe(true)
      for (const format of ['pdf', 'docx'] as const) {
        const bytes = world.good[format]
        expect(await passesHere(bytes, `good.${format}`)).toBe(true)
        expect(await passesOutside(format, save(bytes, format))).toBe(true)
      }
    })

    describe.each(formats)('%s', (format) => {
      const [both, ours] = [
        attacks[format].filter(({ oursAlone }) => oursAlone === undefined),
        attacks[format].filter(({ oursAlone }) => oursAlone !== undefined),
      ]
      it.each(both)('neither passes $name', async ({ bytes }) => {
        const name = save(bytes, format)
        expect([await passesHere(bytes, name), await passesOutside(format, name)]).toEqual([false, false])
      })

      it.each(ours)('Afterword alone sees $name: $oursAlone', async ({ bytes }) => {
        const name = save(bytes, format)
        expect([await passesHere(bytes, name), await passesOutside(format, name)]).toEqual([false, true])
      })
    })
  },
)
