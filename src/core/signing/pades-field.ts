import { createHash } from 'node:crypto'
import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFRef,
  PDFString,
} from 'pdf-lib'
import { AfterwordError } from '#shared/errors.ts'

/** As wide as any range can be; overwritten once the file's length is known. */
export const PLACEHOLDER = '[ 0 9999999999 9999999999 9999999999 ]'

/** Flags of an annotation: Print and Locked (ISO 32000-2, 12.5.3); PDF/A demands Print. */
const PRINT_AND_LOCKED = 132

export interface FieldOptions {
  now: Date
  name: string
  reason?: string
  location?: string
  /** Octets kept free for the signature. */
  reserved: number
}

/**
 * The PDF followed by one incremental update with an invisible signature field (ISO 32000-2, 12.7.5.5 and 12.8),
 * tagged as a form where the document is tagged (ISO 14289-1, 7.18.4).
 */
export async function addSignatureField(pdf: Uint8Array, options: FieldOptions): Promise<Uint8Array> {
  const document = await load(pdf)
  const { context, catalog } = document
  if (catalog.has(PDFName.of('AcroForm'))) {
    throw new AfterwordError(
      'invalid-input',
      'This PDF has a form already; Afterword signs PDFs without one.',
    )
  }
  const page = document.getPage(0)
  const value = context.obj({
    Type: 'Sig',
    Filter: 'Adobe.PPKLite',
    SubFilter: 'ETSI.CAdES.detached',
    M: PDFString.of(pdfDate(options.now)),
    Name: PDFHexString.fromText(options.name),
    ...(options.reason ? { Reason: PDFHexString.fromText(options.reason) } : {}),
    ...(options.location ? { Location: PDFHexString.fromText(options.location) } : {}),
    ByteRange: [0, 9999999999, 9999999999, 9999999999],
    Contents: PDFHexString.of('00'.repeat(options.reserved)),
  })
  const widget = context.obj({
    Type: 'Annot',
    Subtype: 'Widget',
    FT: 'Sig',
    T: PDFString.of('Signature1'),
    TU: PDFHexString.fromText('Digital signature'),
    Rect: [0, 0, 0, 0],
    F: PRINT_AND_LOCKED,
    P: page.ref,
    V: context.register(value),
  }) as PDFDict
  const widgetRef = context.register(widget)
  tag(document, widget, widgetRef, page.ref)
  const annotations = page.node.Annots()
  if (annotations) annotations.push(widgetRef)
  else page.node.set(PDFName.of('Annots'), context.obj([widgetRef]))
  page.node.set(PDFName.of('Tabs'), PDFName.of('S'))
  catalog.set(PDFName.of('AcroForm'), context.obj({ SigFlags: 3, Fields: [widgetRef] }))
  catalog.set(PDFName.of('Extensions'), extensions(document))
  renewId(document, pdf)
  const signed = await document.save({ useObjectStreams: false, updateFieldAppearances: false })
  return new Uint8Array(signed)
}

async function load(pdf: Uint8Array): Promise<PDFDocument> {
  try {
    return await PDFDocument.load(pdf, { forIncrementalUpdate: true, updateMetadata: false })
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new AfterwordError('invalid-input', `This PDF cannot be read, so it cannot be signed: ${reason}`)
  }
}

/** Announces ETSI's subfilter to readers of PDF 1.7, as ETSI TS 102 778-3 asked for. */
function extensions(document: PDFDocument): PDFDict {
  const found = document.catalog.lookupMaybe(PDFName.of('Extensions'), PDFDict)
  const extended = found ?? document.context.obj({})
  extended.set(PDFName.of('ESIC'), document.context.obj({ BaseVersion: '1.7', ExtensionLevel: 2 }))
  return extended
}

/** Adds the field to the structure tree. A tree of a shape not met so far is left alone: the tags stay whole. */
function tag(document: PDFDocument, widget: PDFDict, widgetRef: PDFRef, pageRef: PDFRef): void {
  const { context, catalog } = document
  const tree = catalog.lookupMaybe(PDFName.of('StructTreeRoot'), PDFDict)
  const treeRef = catalog.get(PDFName.of('StructTreeRoot'))
  const parents = tree?.lookupMaybe(PDFName.of('ParentTree'), PDFDict)
  const key = tree?.lookupMaybe(PDFName.of('ParentTreeNextKey'), PDFNumber)
  const rootKids = tree?.lookup(PDFName.of('K'))
  const topRef = rootKids instanceof PDFArray ? rootKids.get(0) : undefined
  if (!tree || !parents || !key || !(treeRef instanceof PDFRef) || !(topRef instanceof PDFRef)) return
  const top = context.lookupMaybe(topRef, PDFDict)
  const kids = top?.lookupMaybe(PDFName.of('K'), PDFArray)
  const numbers = parents.lookupMaybe(PDFName.of('Nums'), PDFArray)
  const leaves = parents.lookupMaybe(PDFName.of('Kids'), PDFArray)
  if (!kids || (!numbers && !leaves)) return
  const form = context.register(
    context.obj({
      Type: 'StructElem',
      S: 'Form',
      P: topRef,
      Pg: pageRef,
      K: [{ Type: 'OBJR', Pg: pageRef, Obj: widgetRef }],
    }),
  )
  kids.push(form)
  const number = key.asNumber()
  if (numbers) {
    numbers.push(key)
    numbers.push(form)
  } else {
    leaves?.push(context.register(context.obj({ Limits: [number, number], Nums: [number, form] })))
  }
  tree.set(PDFName.of('ParentTreeNextKey'), PDFNumber.of(number + 1))
  widget.set(PDFName.of('StructParent'), key)
}

/** The first identifier stays, the second changes with the content (ISO 32000-2, 14.4). */
function renewId(document: PDFDocument, pdf: Uint8Array): void {
  const { context } = document
  const id: PDFObject | undefined = context.trailerInfo.ID
  if (!(id instanceof PDFArray)) return
  const changed = createHash('sha256').update(pdf).update('signed').digest('hex').slice(0, 32)
  context.trailerInfo.ID = context.obj([id.get(0), PDFHexString.of(changed)])
}

/** D:YYYYMMDDHHmmSSZ (ISO 32000-2, 7.9.4). */
function pdfDate(instant: Date): string {
  return `D:${instant.toISOString().slice(0, 19).replaceAll(/[-:T]/g, '')}Z`
}
