import { loadFigures } from './figures.ts'
import type { DocumentAssets, ReviewDocument } from './model.ts'
import { wordBlocks } from './word/blocks.ts'
import { headsAndFeet } from './word/headFoot.ts'
import { footnotes } from './word/inlines.ts'
import { numberingOf } from './word/lists.ts'
import { settledPackage } from './word/package.ts'
import { customProperties } from './word/properties.ts'
import { type Place, WordScope, words } from './word/scope.ts'
import { wordStyles } from './word/styles.ts'
import { type Paper, pageMargin, papers } from './word/theme.ts'

export interface WordOptions {
  paper?: Paper
  /** Words across every page; a draft has its own even without. */
  watermark?: string
  signal?: AbortSignal
}

/**
 * The document as a Word file (ECMA-376, WordprocessingML), with the same content in the same order as the PDF: real
 * styles, no field that would have to be updated, and the same bytes for the same document whenever and wherever it is
 * made. Files of `assets.attachments` are not carried; Word would warn of them.
 * @throws what `options.signal` was aborted with.
 */
export async function renderWord(
  document: ReviewDocument,
  assets: DocumentAssets,
  options: WordOptions = {},
): Promise<Uint8Array> {
  const { signal } = options
  signal?.throwIfAborted()
  const [docx, { TextWatermark }] = await Promise.all([import('docx'), import('docx/watermarks')])
  const figures = await loadFigures(document, assets)
  signal?.throwIfAborted()
  const scope = new WordScope(docx, document, figures)
  const paper = papers[options.paper ?? 'a4']
  const width = paper.width - 2 * pageMargin
  const place: Place = { width, indent: 0, style: 'Normal', bar: null, align: 'left', listDepth: 0 }
  const mark = words(options.watermark ?? (document.meta.status === 'draft' ? 'Draft' : '')).slice(0, 40)
  const watermark = () =>
    mark === ''
      ? []
      : [
          new TextWatermark({
            text: mark,
            font: 'Arial',
            color: 'D9D4CA',
            opacity: 0.4,
            width: 380,
            height: watermarkHeight(mark),
          }),
        ]
  const children = wordBlocks(scope, document.blocks, place)
  const file = new docx.Document({
    title: document.meta.title,
    customProperties: customProperties(document),
    styles: wordStyles(),
    numbering: numberingOf(scope),
    footnotes: footnotes(scope),
    compatibility: { version: 15 },
    sections: [
      {
        properties: {
          titlePage: true,
          page: {
            size: { width: paper.width, height: paper.height },
            margin: {
              top: 1588,
              bottom: 1474,
              left: pageMargin,
              right: pageMargin,
              header: 737,
              footer: 680,
            },
          },
        },
        ...headsAndFeet(scope, width, watermark),
        children,
      },
    ],
  })
  const bytes = await docx.Packer.pack(file, 'uint8array')
  signal?.throwIfAborted()
  return settledPackage(bytes, document.meta)
}

/** Points; the shape stretches its words, so few letters must not fill the page. */
function watermarkHeight(mark: string): number {
  return Math.min(110, Math.round(560 / mark.length))
}
