import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { degrees, PDFDocument, rgb, StandardFonts } from 'pdf-lib'
import { afterAll } from 'vitest'
import { type Placed, placeInWords } from '#core/exports/volume/indexPages.ts'
import { writeVolumes } from '#core/exports/volume/volumes.ts'
import type { ExhibitContent } from '#shared/domain/reviewContent.ts'
import { volumeMeta } from '../fixtures/volumeMeta.ts'

const folder = await mkdtemp(join(tmpdir(), 'afterword-volume-'))
afterAll(() => rm(folder, { recursive: true }))

/** A page with words at its four corners, in the box that is seen. */
export async function pdfOf(options: {
  rotate?: number
  size?: [number, number]
  crop?: boolean
  pages?: number
}) {
  const { rotate = 0, size = [595, 842], crop = false, pages = 1 } = options
  const pdf = await PDFDocument.create({ updateMetadata: false })
  const font = await pdf.embedFont(StandardFonts.Helvetica)
  for (let number = 0; number < pages; number++) {
    const page = pdf.addPage(size)
    const inset = crop ? 40 : 0
    if (crop) {
      page.setCropBox(inset, inset, size[0] - 2 * inset, size[1] - 2 * inset)
      page.drawText('hidden outside', { x: 5, y: 10, size: 8, font })
    }
    page.setRotation(degrees(rotate))
    page.drawRectangle({
      x: inset,
      y: inset,
      width: size[0] - 2 * inset,
      height: size[1] - 2 * inset,
      color: rgb(0.8, 0.9, 1),
    })
    page.drawText('corner', { x: inset, y: inset + 2, size: 8, font })
  }
  return pdf.save()
}

export function exhibitsOf(files: [name: string, mediaType: string, bytes: Uint8Array, size?: number][]) {
  const bytesOf = new Map<string, Uint8Array>()
  const exhibits = files.map(([fileName, mediaType, bytes, size], index): ExhibitContent => {
    const number = `EX-${String(index + 1).padStart(4, '0')}`
    bytesOf.set(number, bytes)
    return {
      number,
      id: `0192f0c1-0000-7000-8000-00000000000${index}`,
      title: `Exhibit ${index + 1}`,
      fileName,
      mediaType,
      size: size ?? bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      source: '',
      receivedAt: volumeMeta.exportedAt,
      receivedBy: { id: '0192f0c1-0000-7000-8000-000000000001', name: 'Otto Author' },
      effectiveFrom: null,
      effectiveTo: null,
      label: 'internal',
    }
  })
  return { exhibits, bytesOf }
}

export async function volumesOf(
  files: Parameters<typeof exhibitsOf>[0],
  options: { patience?: number; signal?: AbortSignal } = {},
) {
  const { exhibits, bytesOf } = exhibitsOf(files)
  const indexes: string[] = []
  const result = await writeVolumes({
    exhibits,
    read: async ({ number }) => bytesOf.get(number)!,
    meta: volumeMeta,
    renderIndex: async (document) => {
      indexes.push(JSON.stringify(document.blocks))
      return pdfOf({})
    },
    pathFor: async (name) => join(await mkdtemp(join(folder, 'out-')), name),
    signal: new AbortController().signal,
    ...options,
  })
  return { ...result, indexes }
}

export const reasons = (placed: Placed[]) =>
  placed.map(({ exhibit, place }) => `${exhibit.number}: ${placeInWords(place)}`)
