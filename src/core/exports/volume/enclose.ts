import { deflateSync } from 'node:zlib'
import {
  decodePDFRawStream,
  drawObject,
  PDFArray,
  PDFDict,
  PDFName,
  type PDFObject,
  type PDFPage,
  PDFRawStream,
  type PDFRef,
  popGraphicsState,
  pushGraphicsState,
} from 'pdf-lib'

export interface Box {
  x: number
  y: number
  width: number
  height: number
}

/** Of all content of one exhibit: as packed as it is kept, and unpacked on the way. Shared content counts once. */
const MAX_KEPT = 64 * 2 ** 20
const MAX_UNPACKED = 256 * 2 ** 20
const PIECE = 64 * 1024

interface Form {
  box: string
  resources: PDFObject | undefined
  ref: PDFRef
}

/** Puts the content of an exhibit's pages into forms. Throws RangeError where there is too much of it. */
export class Enclosures {
  readonly #made = new Map<PDFObject, Form[]>()
  #kept = 0
  #unpacked = 0

  /**
   * Puts what a page draws into a form of its own (ISO 32000-2, 8.10), cut at `box`. Nothing that it does to the state
   * of graphics, and nothing that it draws beyond its box, reaches what is drawn on the page afterwards.
   */
  enclose({ node, doc: { context } }: PDFPage, box: Box): void {
    const contents = node.get(PDFName.of('Contents'))
    const resources = node.get(PDFName.of('Resources'))
    node.delete(PDFName.of('Contents'))
    node.set(PDFName.of('Resources'), context.obj({}))
    if (contents === undefined) return
    const edges = [box.x, box.y, box.x + box.width, box.y + box.height]
    const made = this.#made.get(contents) ?? []
    this.#made.set(contents, made)
    let form = made.find((one) => one.box === edges.join() && one.resources === resources)
    if (!form) {
      const { bytes, packing } = this.#oneStream(context.lookup(contents))
      this.#kept += bytes.length
      if (this.#kept > MAX_KEPT) throw new RangeError('the content of its pages is too large')
      const dict = context.obj({ Type: 'XObject', Subtype: 'Form', BBox: edges, ...packing })
      if (resources) dict.set(PDFName.of('Resources'), resources)
      form = { box: edges.join(), resources, ref: context.register(PDFRawStream.of(dict, bytes)) }
      made.push(form)
    }
    const name = node.newXObject('Exhibit', form.ref)
    const drawn = context.contentStream([pushGraphicsState(), drawObject(name), popGraphicsState()])
    node.set(PDFName.of('Contents'), context.obj([context.register(drawn)]))
  }

  /** One that is alone stays packed as it is. */
  #oneStream(contents: PDFObject | undefined): { bytes: Uint8Array; packing: Record<string, PDFObject> } {
    if (contents instanceof PDFRawStream) {
      const packing = ['Filter', 'DecodeParms'].flatMap((key) => {
        const value = contents.dict.get(PDFName.of(key))
        return value === undefined ? [] : [[key, value] as const]
      })
      return { bytes: contents.contents, packing: Object.fromEntries(packing) }
    }
    if (!(contents instanceof PDFArray)) return { bytes: new Uint8Array(), packing: {} }
    const parts: Uint8Array[] = []
    for (let index = 0; index < contents.size(); index++) {
      const part = contents.lookup(index)
      if (part instanceof PDFRawStream) parts.push(...this.#unpack(part), Buffer.from('\n'))
    }
    return { bytes: deflateSync(Buffer.concat(parts)), packing: { Filter: PDFName.of('FlateDecode') } }
  }

  *#unpack(stream: PDFRawStream): Generator<Uint8Array> {
    const reader = decodePDFRawStream(stream)
    for (let piece = reader.getBytes(PIECE); piece.length > 0; piece = reader.getBytes(PIECE)) {
      this.#unpacked += piece.length
      if (this.#unpacked > MAX_UNPACKED) throw new RangeError('the content of its pages is too large')
      yield Uint8Array.from(piece)
    }
  }
}

/** Leaves out the annotations of a page that reach further than `slack` beyond a box. */
export function keepWithin({ node }: PDFPage, box: Box, slack: number): void {
  const annotations = node.lookup(PDFName.of('Annots'))
  if (!(annotations instanceof PDFArray)) return
  for (let index = annotations.size() - 1; index >= 0; index--) {
    const annotation = annotations.lookup(index)
    const list = annotation instanceof PDFDict ? annotation.lookup(PDFName.of('Rect')) : undefined
    const rectangle = list instanceof PDFArray && list.size() === 4 ? list.asRectangle() : undefined
    if (!rectangle || !isWithin(rectangle, box, slack)) annotations.remove(index)
  }
}

function isWithin({ x, y, width, height }: Box, box: Box, slack: number): boolean {
  return (
    Math.min(x, x + width) >= box.x - slack &&
    Math.min(y, y + height) >= box.y - slack &&
    Math.max(x, x + width) <= box.x + box.width + slack &&
    Math.max(y, y + height) <= box.y + box.height + slack
  )
}
