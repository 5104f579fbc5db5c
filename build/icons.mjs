/**
 * node build/icons.mjs: draws build/icons/*.png from build/icons/icon.svg with the Chromium at hand. They are kept in the
 * repository, so that a package can be made without a browser; the containers of Windows and macOS are made from them then.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './tools.mjs'

export const sizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024]
export const iconFolder = join(root, 'build/icons')
export const pngOf = (size) => join(iconFolder, `${size}x${size}.png`)

/** @returns {Promise<Map<number, Buffer>>} a PNG for each size, with a transparent ground */
export async function drawIcons() {
  const { chromium } = await import('playwright')
  const { findChromium } = await import('./runtimes.mjs')
  const browser = await chromium.launch({ executablePath: await findChromium(), args: ['--no-sandbox'] })
  const page = await browser.newPage()
  const svg = readFileSync(join(iconFolder, 'icon.svg'), 'utf8')
  const drawn = new Map()
  for (const size of sizes) {
    await page.setViewportSize({ width: size, height: size })
    await page.setContent(
      `<style>*{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`,
    )
    drawn.set(size, await page.screenshot({ omitBackground: true }))
  }
  await browser.close()
  return drawn
}

/** Windows' ICO: a directory of entries, each a PNG here (allowed since Windows Vista). A size of 256 is written as 0. */
export function ico(images) {
  const header = Buffer.alloc(6 + 16 * images.length)
  header.writeUInt16LE(1, 2)
  header.writeUInt16LE(images.length, 4)
  let offset = header.length
  for (const [index, { size, png }] of images.entries()) {
    const entry = 6 + 16 * index
    header.writeUInt8(size % 256, entry)
    header.writeUInt8(size % 256, entry + 1)
    header.writeUInt16LE(1, entry + 4)
    header.writeUInt16LE(32, entry + 6)
    header.writeUInt32LE(png.length, entry + 8)
    header.writeUInt32LE(offset, entry + 12)
    offset += png.length
  }
  return Buffer.concat([header, ...images.map(({ png }) => png)])
}

/** The types under which Apple's ICNS holds PNGs; the ones with @2x in Apple's naming have a type of their own. */
const icnsTypes = [
  ['ic11', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic13', 256],
  ['ic08', 256],
  ['ic14', 512],
  ['ic09', 512],
  ['ic10', 1024],
]

/** Apple's ICNS: `icns`, the whole length, then entries of type, length with this head, and a PNG; big-endian. */
export function icns(images) {
  const entries = icnsTypes.map(([type, size]) => {
    const { png } = images.find((image) => image.size === size)
    return Buffer.concat([head(type, png.length + 8), png])
  })
  const body = Buffer.concat(entries)
  return Buffer.concat([head('icns', body.length + 8), body])
}

function head(type, length) {
  const bytes = Buffer.alloc(8)
  bytes.write(type, 'latin1')
  bytes.writeUInt32BE(length, 4)
  return bytes
}

/** Puts icon.ico, icon.icns and a folder of PNGs into the folder, from the kept PNGs. */
export function writeIcons(folder) {
  mkdirSync(join(folder, 'linux'), { recursive: true })
  const images = sizes.map((size) => ({ size, png: readFileSync(pngOf(size)) }))
  for (const { size, png } of images) writeFileSync(join(folder, `linux/${size}x${size}.png`), png)
  writeFileSync(join(folder, 'icon.ico'), ico(images.filter(({ size }) => size <= 256)))
  writeFileSync(join(folder, 'icon.icns'), icns(images))
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const [size, png] of await drawIcons()) {
    writeFileSync(pngOf(size), png)
    console.log(`build/icons/${size}x${size}.png, ${png.length} bytes`)
  }
}
