import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDFDocument } from 'pdf-lib'
import { afterAll, describe, expect, it } from 'vitest'
import type { ReviewDocument } from '#core/documents/model.ts'
import { renderPdf } from '#core/documents/renderPdf.ts'
import { renderWord } from '#core/documents/renderWord.ts'
import { addPages } from '#core/exports/volume/pages.ts'
import { cornersSeen, photo } from '../fixtures/photo.ts'
import { volumeMeta } from '../fixtures/volumeMeta.ts'

const has = (tool: string) => spawnSync(tool, ['--version']).error === undefined
const poppler = has('pdftoppm')
const office = poppler && has('soffice')
if (!poppler) console.warn('skipped: poppler-utils is not there to show pages')
if (!office) console.warn('skipped: LibreOffice is not there to show Word documents')

const folder = mkdtempSync(join(tmpdir(), 'afterword-photos-'))
afterAll(() => rmSync(folder, { recursive: true }))

const noAssets = { image: async () => undefined, attachments: [] }
const orientations = Object.keys(cornersSeen).map(Number)

/** A document with nothing in it but a photo. */
function documentWith(orientation: number): ReviewDocument {
  const base64 = Buffer.from(photo(orientation)).toString('base64')
  const source = { kind: 'data' as const, mediaType: 'image/jpeg', base64 }
  const figure = { type: 'figure' as const, number: 1, alt: 'A photo', caption: '', source }
  return { meta: volumeMeta, blocks: [figure], footnotes: [] }
}

const colours: Record<string, (r: number, g: number, b: number) => boolean> = {
  red: (r, g, b) => r > 200 && g < 70 && b < 70,
  green: (r, g, b) => r < 70 && g > 200 && b < 70,
  blue: (r, g, b) => r < 70 && g < 70 && b > 200,
  yellow: (r, g, b) => r > 200 && g > 200 && b < 70,
}

/** The colours at the corners of the photo, from the upper left on clockwise, on the page of a PDF that shows it. */
function cornersIn(pdf: Uint8Array, name: string): string {
  writeFileSync(join(folder, `${name}.pdf`), pdf)
  execFileSync('pdftoppm', ['-r', '72', join(folder, `${name}.pdf`), join(folder, name)])
  for (const file of readdirSync(folder).filter(
    (one) => one.startsWith(`${name}-`) && one.endsWith('.ppm'),
  )) {
    const corners = cornersOf(readFileSync(join(folder, file)))
    if (corners !== undefined) return corners
  }
  return 'no photo'
}

/** Of the one picture in a PPM (P6) that has strong colours. */
function cornersOf(ppm: Buffer): string | undefined {
  const head = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(ppm.toString('latin1', 0, 40))!
  const [width, height, start] = [Number(head[1]), Number(head[2]), head[0].length]
  const colourAt = (x: number, y: number) => {
    const [r, g, b] = ppm.subarray(start + (y * width + x) * 3)
    return Object.keys(colours).find((colour) => colours[colour]!(r!, g!, b!))
  }
  let [left, top, right, bottom] = [width, height, -1, -1]
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (colourAt(x, y) === undefined) continue
      ;[left, top, right, bottom] = [
        Math.min(left, x),
        Math.min(top, y),
        Math.max(right, x),
        Math.max(bottom, y),
      ]
    }
  }
  if (right < 0) return undefined
  const [l, r, t, b] = [left + 4, right - 4, top + 4, bottom - 4]
  return [colourAt(l, t), colourAt(r, t), colourAt(r, b), colourAt(l, b)].join(' ')
}

describe.skipIf(!poppler)('a photo stands upright (skipped without poppler-utils)', () => {
  it.each(orientations)('in an exhibit volume, for orientation %i', async (orientation) => {
    const volume = await PDFDocument.create()
    expect(await addPages(volume, photo(orientation))).toHaveLength(1)
    expect(cornersIn(await volume.save(), `volume${orientation}`)).toBe(cornersSeen[orientation])
  })

  it.each(orientations)('in the PDF of a review, for orientation %i', async (orientation) => {
    const pdf = await renderPdf(documentWith(orientation), noAssets)
    expect(cornersIn(pdf, `review${orientation}`)).toBe(cornersSeen[orientation])
  })
})

describe.skipIf(!office)('a photo stands upright in Word (skipped without LibreOffice)', () => {
  it('for every orientation', async () => {
    const names = orientations.map((orientation) => join(folder, `word${orientation}.docx`))
    for (const [index, orientation] of orientations.entries())
      writeFileSync(names[index]!, await renderWord(documentWith(orientation), noAssets))
    const profile = `-env:UserInstallation=file://${folder}/profile`
    execFileSync('soffice', [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, ...names], {
      stdio: 'pipe',
    })
    const seen = orientations.map((orientation) => [
      orientation,
      cornersIn(readFileSync(join(folder, `word${orientation}.pdf`)), `word${orientation}`),
    ])
    expect(Object.fromEntries(seen)).toEqual(cornersSeen)
  })
})
