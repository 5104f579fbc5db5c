import { PDFArray, type PDFDocument, PDFName, type PDFObject, PDFPageLeaf, PDFPageTree } from 'pdf-lib'
import { hasEndlessNumber } from '#verifier/pdf/numbers.ts'
import { boundObjectStreams } from '#verifier/pdf/object-streams.ts'

const MAX_PAGES = 2_000
/** More than any document of a volume's size has; each takes a reader some ten microseconds and a kilobyte. */
const MAX_OBJECTS = 200_000
/** Levels between a document and its pages. */
const MAX_DEPTH = 200
const damaged = 'It is damaged, or made in a way that cannot be merged.'

/** Why a PDF is not given to a reader of its objects, as far as its bytes alone tell; in a few passes over them. */
export function problemOfBytes(bytes: Uint8Array): string | undefined {
  const pdf = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  let objects = 0
  for (let at = pdf.indexOf(' obj'); at >= 0; at = pdf.indexOf(' obj', at + 4)) objects++
  if (objects > MAX_OBJECTS) return `The PDF has ${objects} objects; up to ${MAX_OBJECTS} are read.`
  if (hasEndlessNumber(bytes)) return damaged
  try {
    boundObjectStreams(bytes)
  } catch {
    return damaged
  }
  return undefined
}

/** Why the pages of a PDF are not taken: there are none or too many, or they do not stand in a tree. */
export function problemOfPages(document: PDFDocument): string | undefined {
  const seen = new Set<PDFObject>()
  const pending: { node: PDFObject | undefined; depth: number }[] = [
    { node: document.catalog.Pages(), depth: 0 },
  ]
  let count = 0
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { node, depth } = next
    if (node instanceof PDFPageLeaf) count++
    if (!(node instanceof PDFPageTree)) continue
    if (seen.has(node) || depth > MAX_DEPTH) return 'The list of its pages is damaged.'
    seen.add(node)
    const kids = node.lookup(PDFName.of('Kids'))
    if (!(kids instanceof PDFArray)) return damaged
    for (let index = 0; index < kids.size(); index++)
      pending.push({ node: kids.lookup(index), depth: depth + 1 })
  }
  if (count === 0) return 'The PDF has no pages.'
  if (count > MAX_PAGES) return `The PDF has ${count} pages; up to ${MAX_PAGES} are merged.`
  return undefined
}
