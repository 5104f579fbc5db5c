import type { ParagraphChild } from 'docx'
import type { ShownFigure } from '../figures.ts'
import { uprightBy } from '../jpegOrientation.ts'
import type { Figure } from '../model.ts'
import { textFlow } from '../text.ts'
import type { WordBlock } from './blocks.ts'
import { textRuns } from './inlines.ts'
import { paragraphAt } from './paragraphs.ts'
import { type Place, type WordScope, words } from './scope.ts'
import * as theme from './theme.ts'

/** A CSS pixel (96 to the inch) in twips. */
const pixel = 15
const highest = 600
/** One grey pixel: what a program shows that cannot draw SVG. */
const grey = new Uint8Array(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGN4BwAA8ADv8GkuoQAAAABJRU5ErkJggg==',
    'base64',
  ),
)
const vectorNote = 'an SVG drawing; a program that cannot draw it shows a grey area'
const types = { 'image/png': 'png', 'image/jpeg': 'jpg', 'image/gif': 'gif' } as const

/** An image with its caption and its words for those who do not see it; a sentence where it cannot be shown, and why. */
export function figure(scope: WordScope, block: Figure, place: Place): WordBlock[] {
  const found = scope.figures.get(block.number) ?? 'Not shown: the file is not part of this export.'
  const image = typeof found === 'string' ? undefined : imageRun(scope, block, found, place.width)
  const name = `Figure ${block.number}`
  const flow = textFlow(block.caption)
  const caption = (text: string): ParagraphChild[] => [
    ...textRuns(scope, name, { dir: 'ltr', lang: 'en' }, { bold: true, color: theme.ink }),
    ...textRuns(scope, text, flow),
  ]
  if (image === undefined) {
    const reason =
      typeof found === 'string'
        ? found
        : 'Not shown: Word documents hold no WebP images. A PDF of this review shows it.'
    const told = [block.caption || block.alt, reason].join('. ')
    return [paragraphAt(scope, place, caption(`. ${told}`), { style: 'Caption' })]
  }
  const told = block.caption === '' ? '' : `. ${block.caption}`
  const drawn = typeof found !== 'string' && found.mediaType === 'image/svg+xml'
  return [
    paragraphAt(scope, place, [image], { style: 'Figure' }),
    paragraphAt(scope, place, caption(drawn ? `${told} (${vectorNote})` : told), { style: 'Caption', flow }),
  ]
}

function imageRun(
  scope: WordScope,
  block: Figure,
  shown: ShownFigure,
  width: number,
): ParagraphChild | undefined {
  const scale = Math.min(1, width / pixel / shown.width, highest / shown.height)
  const look = {
    data: shown.bytes,
    transformation: placed(shown, scale),
    altText: { id: String(block.number), name: `Figure ${block.number}`, description: words(block.alt) },
  }
  if (shown.mediaType === 'image/svg+xml')
    return new scope.docx.ImageRun({ ...look, type: 'svg', fallback: { type: 'png', data: grey } })
  const type = types[shown.mediaType as keyof typeof types]
  return type === undefined ? undefined : new scope.docx.ImageRun({ ...look, type })
}

/** A photo that lies on its side in its file is turned about its middle: its own width and height are those it has there. */
function placed({ width, height, orientation }: ShownFigure, scale: number) {
  const [across, down] = [width, height].map((side) => Math.max(1, Math.round(side * scale))) as [
    number,
    number,
  ]
  const { mirrored, degrees } = uprightBy(orientation)
  const lies = degrees % 180 !== 0
  return {
    width: lies ? down : across,
    height: lies ? across : down,
    ...(degrees === 0 ? {} : { rotation: degrees }),
    ...(mirrored ? { flip: { horizontal: true } } : {}),
  }
}
