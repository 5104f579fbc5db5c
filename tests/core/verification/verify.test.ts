import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writePack } from '#core/packs/container.ts'
import { toPem } from '#core/signing/certificates.ts'
import { verifyApart } from '#core/verification/verifyApart.ts'
import { verifyPath } from '#core/verification/verifyPath.ts'
import { slowPdf } from '../../fixtures/hostilePdfs.ts'
import { type House, makeHouse, makeSample, now, packContent } from '../../packs/samplePack.ts'
import { type App, startApp } from '../app.ts'

const folder = mkdtempSync(join(tmpdir(), 'afterword-verify-'))
const pack = join(folder, 'pack.asice')
let house: House
let app: App

beforeAll(async () => {
  app = await startApp()
  house = await makeHouse('Example root', 'afterword/house')
  await writePack(pack, packContent(await makeSample(house)), house.exporter, { now })
})
afterAll(async () => {
  await app.close()
  rmSync(folder, { recursive: true })
})

async function verify(path: string, trustedPem = '') {
  const { ref } = await app.core.files.offer(path)
  return app.call('verification.verify', { file: ref, trustedPem })
}

describe('verifying a file', () => {
  it('needs no workspace, and trusts the certificate that is given', async () => {
    const result = await verify(pack, toPem(house.root))
    expect([result.signature, result.integrity, result.completeness].map(({ outcome }) => outcome)).toEqual([
      'good',
      'good',
      'good',
    ])
    expect(result.signers[0]).toMatchObject({ name: 'Chris Compliance', level: 'B-B', trusted: true })
  })

  it('leaves open who signed where no certificate is trusted', async () => {
    const result = await verify(pack)
    expect(result.signature.outcome).toBe('unknown')
    expect(result.integrity.outcome).toBe('good')
  })

  it('gives verdicts on whatever file it is given', async () => {
    for (const [name, text] of [
      ['empty.asice', ''],
      ['text.pdf', 'no PDF'],
      ['text.docx', 'no document'],
      ['text.zip', 'PK\u0003\u0004'],
    ] as const) {
      writeFileSync(join(folder, name), text)
      const result = await verify(join(folder, name), toPem(house.root))
      expect(result.integrity.outcome, name).not.toBe('good')
      expect(result.signature.outcome, name).not.toBe('good')
    }
  })

  it('refuses certificates that are none, and a file that is not there', async () => {
    const { ref } = await app.core.files.offer(pack)
    expect(await app.refused('verification.verify', { file: ref, trustedPem: 'nonsense' })).toMatchObject({
      code: 'invalid-input',
    })
    await expect(verifyPath(join(folder, 'nowhere'), { trusted: [], now })).rejects.toMatchObject({
      code: 'not-found',
    })
  })

  it('ends the check of a file that was made to take all time, and says that it is not verified', async () => {
    const path = join(folder, 'slow.pdf')
    writeFileSync(path, slowPdf)
    await expect(verifyApart({ path, name: 'slow.pdf', trusted: [], now }, 2_000)).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining('not verified'),
    })
  })
})
