import { EncryptedPDFError, PDFArray, PDFDict, PDFDocument, PDFName, type PDFPage } from 'pdf-lib'
import { boundObjectStreams } from '#verifier/pdf/object-streams.ts'
import { inspectImage } from '../../documents/images.ts'
import { plainPng } from './plainPng.ts'

const MAX_PAGES = 2_000
/** A PNG is decoded: a pixel takes some twelve bytes on the way. */
const MAX_PIXELS = 16_000_000
const A4 = [595.28, 841.89] as const
const IMAGE_MARGIN = 36

/** Annotations that start something or carry files; the exhibit itself has them still. */
const activeAnnotations = new Set(['FileAttachment', 'RichMedia', 'Screen', 'Movie', 'Sound', '3D'])

export function isForVolume(mediaType: string): boolean {
  return mediaType === 'application/pdf' || mediaType.startsWith('image/')
}

/**
 * Adds the pages of an exhibit, PDF or image, to a volume, without actions, scripts and attached files. What it is
 * decides by its own bytes. The answer is a sentence where it cannot be: nothing was added then.
 */
export async function addPages(volume: PDFDocument, bytes: Uint8Array): Promise<PDFPage[] | string> {
  try {
    return isPdf(bytes) ? await addPdf(volume, bytes) : await addImage(volume, bytes)
  } catch (error) {
    // a strict reader may stumble over an encrypted object before it looks at the trailer
    const isEncrypted = error instanceof EncryptedPDFError || Buffer.from(bytes).includes('/Encrypt')
    if (isEncrypted) return 'The PDF is encrypted.'
    return 'It is damaged, or made in a way that cannot be merged.'
  }
}

function isPdf(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-')
}

async function addPdf(volume: PDFDocument, bytes: Uint8Array): Promise<PDFPage[] | string> {
  boundObjectStreams(bytes)
  const document = await PDFDocument.load(bytes, {
    updateMetadata: false,
    throwOnInvalidObject: true,
    warnOnInvalidObjects: false,
  })
  const count = document.getPageCount()
  if (count === 0) return 'The PDF has no pages.'
  if (count > MAX_PAGES) return `The PDF has ${count} pages; up to ${MAX_PAGES} are merged.`
  for (const page of document.getPages()) makePassive(page)
  const pages = await volume.copyPages(document, document.getPageIndices())
  for (const page of pages) volume.addPage(page)
  return pages
}

function makePassive({ node }: PDFPage): void {
  node.delete(PDFName.of('AA'))
  const annotations = node.lookup(PDFName.of('Annots'))
  if (!(annotations instanceof PDFArray)) return
  for (let index = annotations.size() - 1; index >= 0; index--) {
    const annotation = annotations.lookup(index)
    if (!(annotation instanceof PDFDict)) continue
    const kind = annotation.lookup(PDFName.of('Subtype'))
    if (kind instanceof PDFName && activeAnnotations.has(kind.decodeText())) annotations.remove(index)
    // a field's parent would bring the whole form along, and a reply's target other pages
    for (const key of ['A', 'AA', 'PA', 'Dest', 'Parent', 'Popup', 'IRT', 'P']) {
      annotation.delete(PDFName.of(key))
    }
  }
}

async function addImage(volume: PDFDocument, bytes: Uint8Array): Promise<PDFPage[] | string> {
  const shape = inspectImage(bytes)
  if (typeof shape === 'string') return `The image cannot be shown: ${shape}.`
  const { mediaType, width, height } = shape
  if (mediaType !== 'image/png' && mediaType !== 'image/jpeg') {
    return `Images of the type ${mediaType} are not merged.`
  }
  if (mediaType === 'image/png' && width * height > MAX_PIXELS)
    return `The image has more than ${MAX_PIXELS / 1e6} million pixels.`
  const image = await (mediaType === 'image/png' ? volume.embedPng(plainPng(bytes)) : volume.embedJpg(bytes))
  const size: [number, number] = width > height ? [A4[1], A4[0]] : [A4[0], A4[1]]
  const page = volume.addPage(size)
  const scale = Math.min(
    1,
    (size[0] - 2 * IMAGE_MARGIN) / image.width,
    (size[1] - 2 * IMAGE_MARGIN) / image.height,
  )
  const [shownWidth, shownHeight] = [image.width * scale, image.height * scale]
  page.drawImage(image, {
    x: (size[0] - shownWidth) / 2,
    y: (size[1] - shownHeight) / 2,
    width: shownWidth,
    height: shownHeight,
  })
  return [page]
}
