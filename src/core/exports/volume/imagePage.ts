import {
  concatTransformationMatrix,
  drawObject,
  type PDFDocument,
  type PDFPage,
  popGraphicsState,
  pushGraphicsState,
} from 'pdf-lib'
import { inspectImage } from '../../documents/images.ts'
import { uprightBy } from '../../documents/jpegOrientation.ts'
import { plainPng } from './plainPng.ts'

/** A PNG is decoded: a pixel takes some twelve bytes on the way. */
const MAX_PIXELS = 16_000_000
const A4 = [595.28, 841.89] as const
const IMAGE_MARGIN = 36

/** Adds a page that shows an image upright, as large as its pixels ask for and A4 allows. Throws for a damaged one. */
export async function addImage(volume: PDFDocument, bytes: Uint8Array): Promise<PDFPage[] | string> {
  const shape = inspectImage(bytes)
  if (typeof shape === 'string') return `The image cannot be shown: ${shape}.`
  const { mediaType, width, height, orientation } = shape
  if (mediaType !== 'image/png' && mediaType !== 'image/jpeg') {
    return `Images of the type ${mediaType} are not merged.`
  }
  if (mediaType === 'image/png' && width * height > MAX_PIXELS)
    return `The image has more than ${MAX_PIXELS / 1e6} million pixels.`
  if (mediaType === 'image/jpeg' && !hasEnd(bytes)) return 'The image is cut off.'
  const image = await (mediaType === 'image/png' ? volume.embedPng(plainPng(bytes)) : volume.embedJpg(bytes))
  const size: [number, number] = width > height ? [A4[1], A4[0]] : [A4[0], A4[1]]
  const page = volume.addPage(size)
  const scale = Math.min(1, (size[0] - 2 * IMAGE_MARGIN) / width, (size[1] - 2 * IMAGE_MARGIN) / height)
  const [a, b, c, d] = uprightMatrix(orientation)
  const [x, y] = [width * scale, height * scale]
  page.pushOperators(
    pushGraphicsState(),
    concatTransformationMatrix(x, 0, 0, y, (size[0] - x) / 2, (size[1] - y) / 2),
    concatTransformationMatrix(a, b, c, d, (1 - a - c) / 2, (1 - b - d) / 2),
    drawObject(page.node.newXObject('Image', image.ref)),
    popGraphicsState(),
  )
  return [page]
}

/** Whether the end of a JPEG (ITU-T T.81, B.1.1.3) stands behind its last scan; a preview before it has one as well. */
function hasEnd(jpeg: Uint8Array): boolean {
  const bytes = Buffer.from(jpeg.buffer, jpeg.byteOffset, jpeg.length)
  return bytes.lastIndexOf(Buffer.from([0xff, 0xd9])) > bytes.lastIndexOf(Buffer.from([0xff, 0xda]))
}

/** Turns and mirrors the unit square, about its middle, in which PDF draws an image. */
function uprightMatrix(orientation = 1): [number, number, number, number] {
  const { mirrored, degrees } = uprightBy(orientation)
  const turn = (degrees * Math.PI) / 180
  const [cos, sin] = [Math.round(Math.cos(turn)), Math.round(Math.sin(turn))]
  const side = mirrored ? -1 : 1
  return [side * cos, -side * sin, sin, cos]
}
