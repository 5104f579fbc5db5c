import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type Browser, chromium } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chromiumPath } from './shell.ts'

interface Icons {
  sizes: number[]
  pngOf(size: number): string
  drawIcons(): Promise<Map<number, Buffer>>
  writeIcons(folder: string): void
}
const load = (): Promise<Icons> => import(resolve(import.meta.dirname, '../../build/icons.mjs'))

if (!chromiumPath) console.warn('SKIPPED: the icons as they are seen: no Chromium (CHROME_PATH)')

describe.skipIf(!chromiumPath)('icons as they are seen', () => {
  const folder = mkdtempSync(join(tmpdir(), 'afterword-icons-'))
  let browser: Browser
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: chromiumPath!, args: ['--no-sandbox'] })
  })
  afterAll(async () => {
    await browser?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('are drawn from the one SVG', async () => {
    const { sizes, pngOf, drawIcons } = await load()
    const drawn = await drawIcons()
    const page = await browser.newPage()
    for (const size of sizes) {
      const pair = [readFileSync(pngOf(size)), drawn.get(size)!].map((png) => png.toString('base64'))
      const difference = await page.evaluate(async (images) => {
        const [one, other] = await Promise.all(
          images.map(async (text) => {
            const image = new Image()
            image.src = `data:image/png;base64,${text}`
            await image.decode()
            const context = new OffscreenCanvas(image.width, image.height).getContext('2d')!
            context.drawImage(image, 0, 0)
            return context.getImageData(0, 0, image.width, image.height).data
          }),
        )
        return one!.reduce((sum, value, at) => sum + Math.abs(value - other![at]!), 0) / one!.length
      }, pair)
      expect(difference, `${size} px; draw them again with node build/icons.mjs`).toBeLessThan(1)
    }
  })

  it('stand in an ICO that another program reads', async () => {
    const { writeIcons } = await load()
    writeIcons(folder)
    const page = await browser.newPage()
    const width = await page.evaluate(
      async (text) => {
        const image = new Image()
        image.src = `data:image/x-icon;base64,${text}`
        await image.decode()
        return image.naturalWidth
      },
      readFileSync(join(folder, 'icon.ico')).toString('base64'),
    )
    expect(width).toBe(256)
  })
})
