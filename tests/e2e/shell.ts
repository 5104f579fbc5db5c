import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type Browser, chromium, type Locator, type Page } from 'playwright'
import { type Core, createCore } from '#core/core.ts'
import { createServer, type Server } from '#server/server.ts'

const root = resolve(import.meta.dirname, '../..')

export const chromiumPath = [process.env.CHROME_PATH, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
  (path): path is string => !!path && existsSync(path),
)
export const isBuilt = existsSync(join(root, 'out/renderer/index.html'))

export interface BrowserShell {
  folder: string
  core: Core
  page: Page
  /** What the page said of errors so far. */
  faults: string[]
  close(): Promise<void>
}

/** The browser shell as a user has it, on an empty machine, opened by its launch link. */
export async function openBrowserShell(): Promise<BrowserShell> {
  const folder = mkdtempSync(join(tmpdir(), 'afterword-e2e-'))
  const core = await createCore({ resources: join(root, 'resources'), settings: join(folder, 'settings') })
  const server: Server = await createServer({ core, staticFolder: join(root, 'out/renderer') })
  const browser: Browser = await chromium.launch({ executablePath: chromiumPath!, args: ['--no-sandbox'] })
  const context = await browser.newContext({ viewport: { width: 1360, height: 860 }, acceptDownloads: true })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text())
  })
  await page.goto(server.launchLink)
  return {
    folder,
    core,
    page,
    faults,
    async close() {
      await browser.close()
      await server.close()
      await core.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Moves the focus by Tab until it stands on this part; there is no other way to it without a mouse. */
export async function tabTo(page: Page, target: Locator, most = 120): Promise<void> {
  await target.waitFor()
  for (let count = 0; count <= most; count++) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not lead to ${target}`)
}

export async function press(page: Page, target: Locator, key = 'Enter'): Promise<void> {
  await tabTo(page, target)
  await page.keyboard.press(key)
}

export async function typeInto(page: Page, target: Locator, text: string): Promise<void> {
  await tabTo(page, target)
  await page.keyboard.press('Control+A')
  await page.keyboard.type(text)
}

/** Runs a command by its name, from the palette. */
export async function command(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+K')
  await page.getByRole('dialog', { name: 'Commands' }).waitFor()
  await page.keyboard.type(name)
  await page.getByRole('option', { name }).first().waitFor()
  await page.keyboard.press('Enter')
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds against WCAG 2.2 AA, in a line each. */
export async function axeFindings(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  return page.evaluate(async () => {
    interface Axe {
      run(
        context: Document,
        options: object,
      ): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }>
    }
    const { violations } = await (window as unknown as { axe: Axe }).axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    })
    return violations.flatMap(({ id, nodes }) =>
      nodes.slice(0, 3).map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`),
    )
  })
}
