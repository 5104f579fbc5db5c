import { execFile, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, describe, expect, it } from 'vitest'
import { toPem } from '#core/signing/certificates.ts'
import { signOpc } from '#core/signing/opc.ts'
import { makeDocxAttacks } from '../packs/attacksDocx.ts'
import { makeDocx } from '../packs/sampleDocx.ts'
import { makeHouse, now } from '../packs/samplePack.ts'
import { sharedFolder } from '../shared.ts'
import { person } from '../unit/signing/people.ts'

const shared = sharedFolder()
const skipped = !shared || ['xmlsec1', 'python3'].some((tool) => spawnSync(tool, ['--version']).error)
if (skipped) console.warn('skipped: verify-signed or xmlsec1 is not there to judge Word documents')
/** LibreOffice looks at what is signed alone, not at what was added. */
const seenByOffice = /^(the text changed|a link (retargeted|made external|removed))$/
/** Debian's python3 has LibreOffice's bindings; another one need not. */
const python = '/usr/bin/python3'
const noOffice =
  skipped ||
  spawnSync(python, ['-c', 'import uno']).status !== 0 ||
  ['soffice', 'certutil'].some((tool) => spawnSync('which', [tool]).status !== 0)
if (noOffice)
  console.warn('skipped: LibreOffice, python3-uno or certutil is not there to judge Word documents')

const folder = mkdtempSync(join(tmpdir(), 'afterword-docx-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function judge(file: string, root: string, ...more: string[]): Promise<string> {
  const args = [join(shared!, 'tools/verify-signed'), 'docx', file, '--ca', root, ...more]
  const done = await promisify(execFile)(python, args, { cwd: folder }).catch(
    (error: { stdout: string }) => error,
  )
  return done.stdout
}

describe.skipIf(skipped)(
  'judges of Word documents that are not ours (skipped where not installed)',
  async () => {
    const house = await makeHouse('Example root', 'afterword/house')
    const { good, attacks } = skipped ? { good: new Uint8Array(), attacks: [] } : await makeDocxAttacks(house)
    writeFileSync(join(folder, 'root.pem'), toPem(house.root))
    writeFileSync(join(folder, 'good.docx'), good)

    it('pass the honest document', async () => {
      expect(await judge('good.docx', 'root.pem')).toContain('PASS')
    })

    it.each(attacks.filter(({ oursAlone }) => !oursAlone))('refuse $name too', async ({ name, bytes }) => {
      const file = `${name.replaceAll(' ', '-')}.docx`
      writeFileSync(join(folder, file), bytes)
      expect(await judge(file, 'root.pem')).toMatch(/^BAD/m)
    })

    it.each(['ec', 'rsa'] as const)('pass one signed with an %s key', async (kind) => {
      const { root, signer } = await person({ kind })
      writeFileSync(join(folder, `${kind}.pem`), toPem(root))
      writeFileSync(join(folder, `${kind}.docx`), await signOpc(await makeDocx(), signer, { now }))
      expect(await judge(`${kind}.docx`, `${kind}.pem`)).toContain('PASS')
    })

    it.skipIf(noOffice)(
      'LibreOffice too finds the signature valid (skipped where not installed)',
      async () => {
        expect(await judge('good.docx', 'root.pem', '--libreoffice')).toMatch(/^ok .*LibreOffice.*\n^PASS/m)
      },
    )

    it.skipIf(noOffice).each(attacks.filter(({ name }) => seenByOffice.test(name)))(
      'LibreOffice does not find it valid with $name (skipped where not installed)',
      async ({ name, bytes }) => {
        const file = `office-${name.replaceAll(' ', '-')}.docx`
        writeFileSync(join(folder, file), bytes)
        expect(await judge(file, 'root.pem', '--libreoffice')).toMatch(/^BAD .*LibreOffice/m)
      },
    )
  },
)
