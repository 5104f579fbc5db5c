import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { AxeResults } from 'axe-core'
import { type Browser, chromium } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildReviewDocument } from '#core/documents/build/buildReviewDocument.ts'
import { renderHtml } from '#core/documents/renderHtml.ts'
import { cornersSeen, photo } from '../fixtures/photo.ts'
import { sampleAssets } from '../fixtures/sampleAssets.ts'
import { sampleRecord } from '../fixtures/sampleRecord.ts'
import { volumeMeta } from '../fixtures/volumeMeta.ts'

const browserPath = [process.env.CHROME_PATH, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
  (path): path is string => !!path && existsSync(path),
)
if (!browserPath) console.warn('skipped: no Chromium is there to open the page of a review')
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const folder = mkdtempSync(join(tmpdir(), 'afterword-page-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe.skipIf(!browserPath)(
  'the page of a review in a browser (skipped where there is no Chromium)',
  () => {
    let browser: Browser
    const path = join(folder, 'index.html')
    beforeAll(async () => {
      const exhibitPaths = new Map([['EX-0001', 'exhibits/EX-0001 log.txt']])
      writeFileSync(
        path,
        await renderHtml(buildReviewDocument(sampleRecord()), sampleAssets(), { exhibitPaths }),
      )
      browser = await chromium.launch({ executablePath: browserPath!, args: ['--no-sandbox'] })
    })
    afterAll(() => browser?.close())

    it('shows photos upright, however the camera was held', async () => {
      const figures = Object.keys(cornersSeen).map((orientation, index) => {
        const base64 = Buffer.from(photo(Number(orientation))).toString('base64')
        const source = { kind: 'data' as const, mediaType: 'image/jpeg', base64 }
        return { type: 'figure' as const, number: index + 1, alt: 'A photo', caption: '', source }
      })
      const photos = join(folder, 'photos.html')
      writeFileSync(
        photos,
        await renderHtml({ meta: volumeMeta, blocks: figures, footnotes: [] }, sampleAssets()),
      )
      const page = await browser.newPage()
      await page.goto(pathToFileURL(photos).href)
      const seen = await page.evaluate(() =>
        [...document.images].map((image) => {
          const { width, height } = image
          const canvas = Object.assign(document.createElement('canvas'), { width, height })
          const context = canvas.getContext('2d')!
          context.drawImage(image, 0, 0, width, height)
          const colourAt = (x: number, y: number) => {
            const [r, g, b] = [...context.getImageData(x, y, 1, 1).data].map((value) => value > 127)
            return r ? (g ? 'yellow' : 'red') : b ? 'blue' : 'green'
          }
          const [right, bottom] = [width - 5, height - 5]
          const corners = [colourAt(5, 5), colourAt(right, 5), colourAt(right, bottom), colourAt(5, bottom)]
          return { corners: corners.join(' '), size: [width, height] }
        }),
      )
      expect(seen.map(({ corners }) => corners)).toEqual(Object.values(cornersSeen))
      expect(seen.map(({ size }) => size[0]! > size[1]!)).toEqual(
        [1, 2, 3, 4, 5, 6, 7, 8].map((one) => one < 5),
      )
      await page.close()
    })

    it.each([
      ['in the light', 1280, 'light'],
      ['in the dark', 1280, 'dark'],
      ['on a telephone', 360, 'light'],
    ] as const)('is accessible, fits, and asks for nothing: %s', async (_, width, colorScheme) => {
      const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme })
      const requests: string[] = []
      const complaints: string[] = []
      page.on('request', (request) => requests.push(request.url()))
      page.on('console', (message) => complaints.push(message.text()))
      await page.goto(pathToFileURL(path).href)
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
      const broken = await page.evaluate(
        () => [...document.images].filter((image) => image.naturalWidth === 0).length,
      )
      expect(broken).toBe(0)
      await page.evaluate(axe)
      const results = (await page.evaluate('axe.run()')) as AxeResults
      expect(
        results.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' ')}`),
      ).toEqual([])
      expect(requests.filter((url) => !url.startsWith('data:'))).toEqual([pathToFileURL(path).href])
      expect(complaints).toEqual([])
      await page.close()
    })

    it('reaches the main part by the first key, and its tables by keyboard', async () => {
      const page = await browser.newPage()
      await page.goto(pathToFileURL(path).href)
      await page.keyboard.press('Tab')
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the review')
      await page.keyboard.press('Enter')
      expect(page.url()).toMatch(/#_main$/)
      await page.close()
    })
  },
)
