import { EncryptedPDFError, type PDFDocument, type PDFPage } from 'pdf-lib'
import { addImage } from './imagePage.ts'
import { addPdf } from './pdfPages.ts'

export function isForVolume(mediaType: string): boolean {
  return mediaType === 'application/pdf' || mediaType.startsWith('image/')
}

/**
 * Adds the pages of an exhibit, PDF or image, to a volume, without actions, scripts and attached files. What it is
 * decides by its own bytes. The answer is a sentence where it cannot be: nothing was added then.
 */
export async function addPages(volume: PDFDocument, bytes: Uint8Array): Promise<PDFPage[] | string> {
  const undo = undoFor(volume)
  try {
    return isPdf(bytes) ? await addPdf(volume, bytes) : await addImage(volume, bytes)
  } catch (error) {
    undo()
    // a strict reader may stumble over an encrypted object before it looks at the trailer
    const isEncrypted = error instanceof EncryptedPDFError || Buffer.from(bytes).includes('/Encrypt')
    if (isEncrypted) return 'The PDF is encrypted.'
    return 'It is damaged, or made in a way that cannot be merged.'
  }
}

/** Takes out of a volume what will have been added to it from now on, pages and objects. */
export function undoFor(volume: PDFDocument): () => void {
  const pages = volume.getPageCount()
  const objects = volume.context.largestObjectNumber
  return () => {
    while (volume.getPageCount() > pages) volume.removePage(pages)
    for (const [ref] of volume.context.enumerateIndirectObjects()) {
      if (ref.objectNumber > objects) volume.context.delete(ref)
    }
  }
}

function isPdf(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-')
}
