import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { degrees, PDFDocument, PDFName, rgb } from 'pdf-lib'
import { afterAll, describe, expect, it } from 'vitest'
import { Volume } from '#core/exports/volume/volume.ts'
import { volumeMeta } from '../fixtures/volumeMeta.ts'

const tools = ['pdftoppm', 'pdftotext'].every((tool) => spawnSync(tool, ['-v']).error === undefined)
if (!tools) console.warn('skipped: poppler-utils is not there to show the pages of a volume')

const folder = mkdtempSync(join(tmpdir(), 'afterword-margins-'))
afterAll(() => rmSync(folder, { recursive: true }))

interface Page {
  size: [number, number]
  rotate?: number
  /** Where the media box begins. */
  from?: [number, number]
  /** How far the crop box lies within the media box. */
  crop?: number
  /** Content that leaves the state of graphics behind in disorder, and annotations beyond the page. */
  isUnruly?: boolean
}

/** A page that is coloured to its edges and beyond. */
async function pdfOf({
  size,
  rotate = 0,
  from = [0, 0],
  crop = 0,
  isUnruly = false,
}: Page): Promise<Uint8Array> {
  const pdf = await PDFDocument.create()
  const page = pdf.addPage(size)
  const [x, y] = from
  page.setMediaBox(x, y, ...size)
  if (crop > 0) page.setCropBox(x + crop, y + crop, size[0] - 2 * crop, size[1] - 2 * crop)
  page.setRotation(degrees(rotate))
  const beyond = { x: x - 100, y: y - 100, width: size[0] + 200, height: size[1] + 200 }
  page.drawRectangle({ ...beyond, color: rgb(0, 0.5, 1) })
  if (isUnruly) {
    const disorder = 'Q Q 3 0 0 3 0 0 cm 1 0 0 rg -900 -900 5000 890 re f q q 0 0 1 1 re W n q BT'
    page.node.addContentStream(pdf.context.register(pdf.context.flateStream(disorder)))
    const look = { Type: 'Annot', Subtype: 'Square', C: [1, 0, 0], IC: [1, 0, 0], F: 4 }
    const annotation = pdf.context.obj({ ...look, Rect: [x - 20, y - 24, x + size[0], y + 30] })
    page.node.set(PDFName.of('Annots'), pdf.context.obj([annotation]))
  }
  return pdf.save()
}

/** The last page of a volume as a picture of 600 pixels' width: its rows, as triples of red, green and blue. */
function pictureOf(pdf: string): { width: number; rows: Buffer[] } {
  const out = join(folder, 'page')
  execFileSync('pdftoppm', ['-singlefile', '-f', '2', '-scale-to-x', '600', '-scale-to-y', '-1', pdf, out], {
    stdio: 'pipe',
  })
  const ppm = readFileSync(`${out}.ppm`)
  const head = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(ppm.toString('latin1', 0, 40))!
  const [width, height] = [Number(head[1]), Number(head[2])]
  const row = (y: number) =>
    ppm.subarray(head[0].length + y * width * 3, head[0].length + (y + 1) * width * 3)
  return { width, rows: Array.from({ length: height }, (_, y) => row(y)) }
}

const isGrey = (row: Buffer) =>
  row.every((value, index) => index % 3 === 0 || Math.abs(value - row[index - 1]!) < 8)

const a4: [number, number] = [595, 842]
const pages: [string, Page][] = [
  ...[0, 90, 180, 270].map((rotate): [string, Page] => [`A4, turned by ${rotate}`, { size: a4, rotate }]),
  ['landscape', { size: [842, 595] }],
  ['landscape, turned to stand', { size: [842, 595], rotate: 90 }],
  ['with a media box that begins elsewhere', { size: a4, from: [-200, 300] }],
  ['cropped, turned, and begun elsewhere', { size: a4, from: [-200, 300], crop: 50, rotate: 90 }],
  ['cropped and turned back', { size: a4, crop: 50, rotate: 270 }],
  ['A0', { size: [2384, 3370] }],
  ['A0, turned', { size: [2384, 3370], rotate: 90 }],
  ['as small as a stamp', { size: [60, 40] }],
  ['as small as a stamp, turned', { size: [60, 40], rotate: 270, crop: 5 }],
  ['very wide', { size: [6000, 300] }],
  ['with unruly content', { size: a4, isUnruly: true }],
  ['with unruly content, turned', { size: a4, isUnruly: true, rotate: 90 }],
]

describe.skipIf(!tools)('the stamp on a page of a volume (skipped without poppler-utils)', () => {
  it.each(pages)('stands upright below all of it: %s', async (_, page) => {
    const volume = await Volume.create(volumeMeta)
    expect(await volume.add('EX-0001', await pdfOf(page), 0)).toBe(1)
    const path = join(folder, 'volume.pdf')
    writeFileSync(path, await volume.finish(await pdfOf({ size: a4 }), 1))

    const words = execFileSync('pdftotext', ['-f', '2', '-bbox', path, '-'], { encoding: 'utf8' })
    const sides = /<page width="([\d.]+)" height="([\d.]+)"/.exec(words)!
    // told before the page is turned, while the words stand where they are seen
    const height = Number(sides[(page.rotate ?? 0) % 180 === 0 ? 2 : 1])
    const found = /xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">REV-2026-0007-R1-000001</
      .exec(words)!
      .slice(1)
      .map(Number) as [number, number, number, number]
    const [xMin, yMin, xMax, yMax] = found
    expect(xMax - xMin).toBeGreaterThan(5 * (yMax - yMin))
    expect(words).toMatch(/>EX-0001</)

    const { width, rows } = pictureOf(path)
    // the stamp's own rows, and a little around them
    const scale = rows.length / height
    const [first, last] = [
      Math.floor((yMin - 1) * scale),
      Math.min(rows.length, Math.ceil((yMax + 1) * scale)),
    ]
    const band = rows.slice(first, last)
    expect(band.every(isGrey)).toBe(true)
    expect(band.some((row) => row.some((value) => value < 160))).toBe(true)
    // letters of at least a hundredth of the page's width
    expect((yMax - yMin) * scale).toBeGreaterThan(width / 100)
    const blue = rows.filter((row) => row[3]! < 40 && row[5]! > 200).length
    expect(blue).toBeGreaterThan(0)
    expect(rows.findLastIndex((row) => row[3]! < 40 && row[5]! > 200)).toBeLessThan(first)
  })
})
