import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toPem } from '#core/signing/certificates.ts'
import { makeAttacks } from '../packs/attacks.ts'
import { makeDocxAttacks } from '../packs/attacksDocx.ts'

const root = resolve(import.meta.dirname, '../..')
const browserPath = [process.env.CHROME_PATH, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
  (path): path is string => !!path && existsSync(path),
)
if (!browserPath) console.warn('skipped: no Chromium is there to open the stand-alone verifier')

interface AxeResults {
  violations: { id: string; nodes: { html: string }[] }[]
}

const folder = mkdtempSync(join(tmpdir(), 'afterword-verifier-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe.skipIf(!browserPath)('the stand-alone verifier (skipped where there is no Chromium)', async () => {
  const { good, house, attacks } = browserPath
    ? await makeAttacks(folder)
    : { good: '', house: undefined, attacks: [] }
  const word = house ? await makeDocxAttacks(house) : { good: new Uint8Array(), attacks: [] }
  const rootPem = join(folder, 'root.pem')
  writeFileSync(rootPem, house ? toPem(house.root) : '')
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

  function wordFile(name: string, bytes: Uint8Array): string {
    const path = join(folder, `${name.replaceAll(' ', '-')}.docx`)
    writeFileSync(path, bytes)
    return path
  }

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

  it('finds an honest Word document good in all three verdicts', async () => {
    const path = wordFile('good', word.good)
    expect(await judge(path)).toBe('Signature: good. Integrity: good. Completeness: good.')
  })

  it.each(word.attacks)('does not pass a Word document with $name', async ({ name, bytes, verdict }) => {
    expect(await judge(wordFile(name, bytes))).not.toMatch(new RegExp(`${verdict}: good`, 'i'))
  })

  it.each(['light', 'dark'] as const)('has no barrier that axe finds, in %s colours', async (colorScheme) => {
    // the page's own policy would keep axe out
    const open = await browser.newPage({ bypassCSP: true, colorScheme })
    await open.goto(pathToFileURL(join(root, 'out/verify.html')).href)
    await open.addScriptTag({ path: join(root, 'node_modules/axe-core/axe.min.js') })
    const barriers = () =>
      open.evaluate(async () => {
        const { axe } = globalThis as unknown as { axe: { run(): Promise<AxeResults> } }
        return (await axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
      })
    expect(await barriers()).toEqual([])
    await open.setInputFiles('#file', attacks[0]!.path)
    await open.locator('details').first().click()
    expect(await barriers()).toEqual([])
    await open.close()
  })

  it('asks nothing of any network, and throws no error', () => {
    expect(requests.filter((url) => !/^(file|blob|data):/.test(url))).toEqual([])
    expect(faults).toEqual([])
  })
})
