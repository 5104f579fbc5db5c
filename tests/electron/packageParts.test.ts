import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { type Browser, chromium } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { root } from './desktop.ts'

interface Licences {
  isAccepted(expression: string): boolean
  collectLicences(packages: { name: string; place: string; version: string }[]): {
    text: string
    refused: string[]
  }
}
interface Icons {
  sizes: number[]
  pngOf(size: number): string
  drawIcons(): Promise<Map<number, Buffer>>
  writeIcons(folder: string): void
}
const load = <T>(name: string): Promise<T> => import(join(root, 'build', name))

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'afterword-parts-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('licences of what ships', () => {
  it.each([
    ['MIT', true],
    ['MIT OR GPL-3.0-only', true],
    ['(MIT OR CC0-1.0)', true],
    ['MIT AND OFL-1.1', true],
    ['(GPL-2.0-only OR MIT) AND Apache-2.0', true],
    ['GPL-3.0-only', false],
    ['AGPL-3.0-or-later', false],
    ['LGPL-2.1-only', false],
    ['MIT AND GPL-3.0-only', false],
    ['(MIT OR Apache-2.0) AND GPL-2.0-only', false],
    ['SEE LICENSE IN LICENSE.md', false],
    ['UNLICENSED', false],
    ['MIT OR', false],
    ['(MIT', false],
    ['MIT)', false],
    ['', false],
    ['constructor', false],
  ])('takes “%s”: %s', async (expression, accepted) => {
    const { isAccepted } = await load<Licences>('licences.mjs')
    expect(isAccepted(expression)).toBe(accepted)
  })

  it.each([
    ['under the GPL', { license: 'GPL-3.0-only' }, 'GPL-3.0-only'],
    ['that declares none', {}, 'no licence declared'],
    ['under one that nobody knows', { license: 'Best effort 1.0' }, 'Best effort 1.0'],
    ['that brings no text, where no standard one is known', { license: 'BSD-3-Clause' }, 'without its text'],
  ])('refuses a package %s', async (_what, manifest, reason) => {
    const { collectLicences } = await load<Licences>('licences.mjs')
    const at = join(folder, 'refused')
    mkdirSync(at, { recursive: true })
    writeFileSync(join(at, 'package.json'), JSON.stringify({ name: 'some', ...manifest }))
    const { refused } = collectLicences([{ name: 'some', place: relative(root, at), version: '1.0.0' }])
    expect(refused).toEqual([expect.stringContaining(reason)])
  })

  it('gives the standard text under the author’s name where a package brings none', async () => {
    const { collectLicences } = await load<Licences>('licences.mjs')
    const at = join(folder, 'textless')
    mkdirSync(at)
    writeFileSync(
      join(at, 'package.json'),
      JSON.stringify({ name: 'some', license: 'MIT', author: 'Mira Example' }),
    )
    const { text } = collectLicences([{ name: 'some', place: relative(root, at), version: '1.0.0' }])
    expect(text).toContain('some 1.0.0: MIT')
    expect(text).toContain('Copyright (c) Mira Example')
    expect(text).toContain('Permission is hereby granted')
  })
})

describe('a package for a system whose parts are not installed', () => {
  const foreign = process.platform === 'win32' ? 'mac' : 'win'
  it('is refused with what is missing, and what to do', () => {
    const made = spawnSync(
      process.execPath,
      ['build/package.mjs', `--${foreign}`, '--dir', '--out', folder],
      {
        cwd: root,
        encoding: 'utf8',
      },
    )
    expect(made.status).toBe(1)
    expect(made.stderr).toMatch(
      /typst-ts-node-compiler-(win32|darwin)-.* is not installed.*npm install --no-save/,
    )
  })
})

const browserPath = [process.env.CHROME_PATH, '/usr/bin/chromium'].find((path) => path && existsSync(path))
if (!browserPath) console.warn('SKIPPED: the icons as they are seen: no Chromium (CHROME_PATH)')

describe('icons', () => {
  it('stand in an ICNS, each size under its type', async () => {
    const { writeIcons } = await load<Icons>('icons.mjs')
    writeIcons(folder)
    const bytes = readFileSync(join(folder, 'icon.icns'))
    expect(bytes.toString('latin1', 0, 4)).toBe('icns')
    expect(bytes.readUInt32BE(4)).toBe(bytes.length)
    const found: [string, number][] = []
    for (let at = 8; at < bytes.length; at += bytes.readUInt32BE(at + 4)) {
      // The width stands in the first chunk of a PNG (PNG 3rd edition, 11.2.1).
      expect(bytes.toString('latin1', at + 9, at + 12)).toBe('PNG')
      found.push([bytes.toString('latin1', at, at + 4), bytes.readUInt32BE(at + 8 + 16)])
    }
    expect(found).toEqual([
      ['ic11', 32],
      ['ic12', 64],
      ['ic07', 128],
      ['ic13', 256],
      ['ic08', 256],
      ['ic14', 512],
      ['ic09', 512],
      ['ic10', 1024],
    ])
  })

  describe.skipIf(!browserPath)('as they are seen', () => {
    let browser: Browser
    beforeAll(async () => {
      browser = await chromium.launch({ executablePath: browserPath, args: ['--no-sandbox'] })
    })
    afterAll(() => browser?.close())

    it('are drawn from the one SVG', async () => {
      const { sizes, pngOf, drawIcons } = await load<Icons>('icons.mjs')
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
      const { writeIcons } = await load<Icons>('icons.mjs')
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
})
