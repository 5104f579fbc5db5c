import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toPem } from '#core/signing/certificates.ts'
import { makeAttacks } from '../packs/attacks.ts'

const root = resolve(import.meta.dirname, '../..')
const browserPath = [process.env.CHROME_PATH, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
  (path): path is string => !!path && existsSync(path),
)
if (!browserPath) console.warn('skipped: no Chromium is there to open the stand-alone verifier')

const folder = mkdtempSync(join(tmpdir(), 'afterword-verifier-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe.skipIf(!browserPath)('the stand-alone verifier (skipped where there is no Chromium)', async () => {
  const { good, house, attacks } = browserPath
    ? await makeAttacks(folder)
    : { good: '', house: { root: new Uint8Array() }, attacks: [] }
  const rootPem = join(folder, 'root.pem')
  writeFileSync(rootPem, toPem(house.root))
  let browser: Browser
  let page: Page
  const requests: string[] = []
  const faults: string[] = []

  beforeAll(async () => {
    execFileSync(process.execPath, [join(root, 'build/verifier.mjs')], { cwd: root })
    browser = await chromium.launch({ executablePath: browserPath!, args: ['--no-sandbox'] })
    page = await browser.newPage()
    page.on('request', (request) => requests.push(request.url()))
    page.on('pageerror', (error) => faults.push(String(error)))
    await page.goto(pathToFileURL(join(root, 'out/verify.html')).href)
    await page.setInputFiles('#root', rootPem)
    await page.waitForFunction(() => document.querySelector('#root-name')?.textContent?.includes('SHA-256'))
  })
  afterAll(() => browser?.close())

  async function judge(path: string): Promise<string> {
    await page.evaluate(() => {
      document.querySelector('#status')!.textContent = ''
    })
    await page.setInputFiles('#file', path)
    const ended = /^Signature: |could not be read/
    await page.waitForFunction(
      (source) => new RegExp(source).test(document.querySelector('#status')?.textContent ?? ''),
      ended.source,
    )
    return (await page.textContent('#status')) ?? ''
  }

  it('finds an honest pack good in all three verdicts', async () => {
    expect(await judge(good)).toBe('Signature: good. Integrity: good. Completeness: good.')
  })

  it.each(attacks)('does not pass $name', async ({ path, verdict }) => {
    expect(await judge(path)).not.toMatch(new RegExp(`${verdict}: good`, 'i'))
  })

  it('asks nothing of any network, and throws no error', () => {
    expect(requests.filter((url) => !/^(file|blob|data):/.test(url))).toEqual([])
    expect(faults).toEqual([])
  })
})
