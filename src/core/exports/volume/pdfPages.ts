import { PDFArray, PDFDict, PDFDocument, PDFName, type PDFPage } from 'pdf-lib'
import { Enclosures, keepWithin } from './enclose.ts'
import { visibleBox } from './margin.ts'
import { problemOfBytes, problemOfPages } from './pdfBounds.ts'

/** Annotations that start something or carry files; the exhibit itself has them still. */
const activeAnnotations = new Set(['FileAttachment', 'RichMedia', 'Screen', 'Movie', 'Sound', '3D'])

/** In points: annotations may reach a little beyond their page, but not to where a stamp is. */
const SLACK = 4

/** Adds the pages of a PDF. Throws for a damaged one, and EncryptedPDFError. */
export async function addPdf(volume: PDFDocument, bytes: Uint8Array): Promise<PDFPage[] | string> {
  const unread = problemOfBytes(bytes)
  if (unread !== undefined) return unread
  const document = await PDFDocument.load(bytes, {
    updateMetadata: false,
    throwOnInvalidObject: true,
    warnOnInvalidObjects: false,
  })
  const problem = problemOfPages(document)
  if (problem !== undefined) return problem
  for (const page of document.getPages()) makePassive(page)
  await proveWritable(document)
  const pages = await volume.copyPages(document, document.getPageIndices())
  const enclosures = new Enclosures()
  for (const page of pages) {
    volume.addPage(page)
    const box = visibleBox(page)
    enclosures.enclose(page, box)
    keepWithin(page, box, SLACK)
  }
  return pages
}

/** What can be read but not written would take the whole volume with it. */
async function proveWritable(document: PDFDocument): Promise<void> {
  const trial = await PDFDocument.create({ updateMetadata: false })
  for (const page of await trial.copyPages(document, document.getPageIndices())) trial.addPage(page)
  await trial.save({ addDefaultPage: false })
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
