import { type ImageShape, inspectImage, maxShownImageBytes } from './images.ts'
import type { DocumentAssets, Figure, ReviewDocument } from './model.ts'
import { figuresOf } from './walk.ts'

export interface ShownFigure extends ImageShape {
  bytes: Uint8Array
}

/** The sum of all images of one document. */
const maxAllImageBytes = 300_000_000

/**
 * The images of a document by the number of their figure; a sentence instead where one cannot be shown, and why.
 * The type is told by an image's own bytes.
 */
export async function loadFigures(
  document: ReviewDocument,
  assets: Pick<DocumentAssets, 'image'>,
): Promise<Map<number, ShownFigure | string>> {
  const figures = new Map<number, ShownFigure | string>()
  let total = 0
  for (const figure of figuresOf(document)) {
    const shown = await loadFigure(figure, assets)
    total += typeof shown === 'string' ? 0 : shown.bytes.length
    figures.set(
      figure.number,
      total > maxAllImageBytes ? 'Not shown: the images of this document exceed 300 MB.' : shown,
    )
  }
  return figures
}

async function loadFigure(
  figure: Figure,
  assets: Pick<DocumentAssets, 'image'>,
): Promise<ShownFigure | string> {
  const { source } = figure
  if (source.kind === 'remote') return `Not shown: the image lies outside this document, at ${source.url}`
  if (source.kind === 'refused') return `Not shown: ${source.reason}.`
  const bytes =
    source.kind === 'data'
      ? new Uint8Array(Buffer.from(source.base64, 'base64'))
      : (await assets.image(source.id))?.bytes
  if (!bytes) return 'Not shown: the file is not part of this export.'
  if (bytes.length > maxShownImageBytes) return 'Not shown: the image is larger than 25 MB.'
  const shape = inspectImage(bytes)
  return typeof shape === 'string' ? `Not shown: ${shape}.` : { ...shape, bytes }
}
