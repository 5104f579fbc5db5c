import { exifOrientation } from './jpegOrientation.ts'
import type { ImageSource } from './model.ts'

/** Decoded size above which a pasted image is not shown: it belongs among the exhibits. */
export const maxPastedImageBytes = 5_000_000
/** Above this an exhibit is not shown on the page; it is still listed, and embedded. */
export const maxShownImageBytes = 25_000_000
const maxPixels = 80_000_000
export const shownMediaTypes = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/svg+xml']

/** Where an image in Markdown comes from. Remote ones are named, never fetched. */
export function imageSource(url: string): ImageSource {
  const evidence = /^evidence:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/iu.exec(url)
  if (evidence?.[1]) return { kind: 'evidence', id: evidence[1].toLowerCase() }
  if (/^data:/iu.test(url)) return dataSource(url)
  if (/^https?:\/\//iu.test(url)) return { kind: 'remote', url: url.slice(0, 2000) }
  return { kind: 'refused', reason: 'its place is outside this review' }
}

function dataSource(url: string): ImageSource {
  const parts = /^data:(image\/[a-z+.-]{1,20});base64,([A-Za-z0-9+/=\s]*)$/u.exec(url)
  if (!parts?.[1] || !parts[2])
    return { kind: 'refused', reason: 'it is not a pasted PNG, JPEG, GIF, WebP or SVG image' }
  const mediaType = parts[1] === 'image/jpg' ? 'image/jpeg' : parts[1]
  if (!shownMediaTypes.includes(mediaType))
    return { kind: 'refused', reason: `the type ${mediaType} is not shown` }
  if (parts[2].length * 0.75 > maxPastedImageBytes)
    return { kind: 'refused', reason: 'it is larger than 5 MB' }
  return { kind: 'data', mediaType, base64: parts[2].replace(/\s/gu, '') }
}

export interface ImageShape {
  mediaType: string
  /** Of the image as it is to be seen, upright; in pixels, or in CSS pixels for SVG. */
  width: number
  height: number
  /** EXIF's word for how a photo lies in its file, 2 to 8, where it does not stand upright. */
  orientation?: number
}

/** What an image is by its own first bytes, whatever it is called; a sentence where it cannot be shown. */
export function inspectImage(bytes: Uint8Array): ImageShape | string {
  const shape = readShape(bytes)
  if (typeof shape === 'string') return shape
  if (!(shape.width >= 1 && shape.height >= 1)) return 'its size cannot be read'
  if (shape.width * shape.height > maxPixels) return `it has more than ${maxPixels / 1e6} million pixels`
  return shape
}

function readShape(bytes: Uint8Array): ImageShape | string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const ascii = (at: number, length: number) => String.fromCharCode(...bytes.subarray(at, at + length))
  if (bytes.length < 16) return 'it is too short to be an image'
  if (ascii(1, 3) === 'PNG' && bytes.length >= 24)
    return { mediaType: 'image/png', width: view.getUint32(16), height: view.getUint32(20) }
  if (/^GIF8[79]a$/u.test(ascii(0, 6)))
    return { mediaType: 'image/gif', width: view.getUint16(6, true), height: view.getUint16(8, true) }
  if (ascii(0, 4) === 'RIFF' && ascii(8, 4) === 'WEBP') return webpShape(bytes, view, ascii(12, 4))
  if (view.getUint16(0) === 0xffd8) return jpegShape(view)
  return svgShape(bytes)
}

function webpShape(bytes: Uint8Array, view: DataView, chunk: string): ImageShape | string {
  const shape = (width: number, height: number) => ({ mediaType: 'image/webp', width, height })
  if (bytes.length < 30) return 'it is cut off'
  if (chunk === 'VP8 ') return shape(view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff)
  if (chunk === 'VP8L') {
    const bits = view.getUint32(21, true)
    return shape((bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1)
  }
  const width = view.getUint16(24, true) + (view.getUint8(26) << 16) + 1
  return shape(width, view.getUint16(27, true) + (view.getUint8(29) << 16) + 1)
}

/** Walks the segments to the start of frame (ITU-T T.81, B.2.2); EXIF stands before it. */
function jpegShape(view: DataView): ImageShape | string {
  let at = 2
  let orientation = 1
  while (at + 9 < view.byteLength) {
    if (view.getUint8(at) !== 0xff) return 'it is damaged'
    const marker = view.getUint8(at + 1)
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) {
      const [height, width] = [view.getUint16(at + 5), view.getUint16(at + 7)]
      const seen = orientation > 4 ? { width: height, height: width } : { width, height }
      return { mediaType: 'image/jpeg', ...seen, ...(orientation === 1 ? {} : { orientation }) }
    }
    if (marker === 0xff) at += 1
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) at += 2
    else {
      const length = view.getUint16(at + 2)
      if (marker === 0xe1 && orientation === 1 && length >= 2 && at + 2 + length <= view.byteLength)
        orientation = exifOrientation(new DataView(view.buffer, view.byteOffset + at + 4, length - 2))
      at += 2 + length
    }
  }
  return 'it is cut off'
}

const svgDangers: [RegExp, string][] = [
  [/<!(?:DOCTYPE|ENTITY)/iu, 'it declares entities'],
  [
    /<\s*(?:[a-z]+:)?(?:script|foreignObject|iframe|object|embed|image|use|feImage|animate\w*|set|style|a|audio|video)\b/iu,
    'it holds scripts, styles, links or other images',
  ],
  [/\son[a-z]+\s*=/iu, 'it holds event handlers'],
  [/(?:href|src)\s*=\s*["']?\s*(?!#|["'])/iu, 'it refers to something outside'],
  [/url\s*\(\s*["']?\s*(?!#)/iu, 'it refers to something outside'],
  [/<\?(?!xml\s)/u, 'it holds processing instructions'],
]

/** SVG is shown only where it is plain drawing: no script, no style sheet, no reference to anything else. */
function svgShape(bytes: Uint8Array): ImageShape | string {
  if (bytes.length > 1_000_000) return 'it is not a PNG, JPEG, GIF, WebP or small SVG image'
  const source = new TextDecoder().decode(bytes)
  const root = /^\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--[^>]{0,2000}-->\s*)*<svg\b([^>]{0,4000})>/u.exec(
    source,
  )
  if (!root) return 'it is not a PNG, JPEG, GIF, WebP or SVG image'
  for (const [danger, why] of svgDangers)
    if (danger.test(source)) return `SVG is shown only if it is plain drawing; ${why}`
  const attribute = (name: string) => {
    const found = new RegExp(`\\s${name}\\s*=\\s*["']\\s*([0-9.]{1,12})(?:px)?\\s*["']`, 'u').exec(
      root[1] ?? '',
    )
    return found ? Number(found[1]) : undefined
  }
  const box = /\sviewBox\s*=\s*["']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)/u.exec(root[1] ?? '')
  const width = attribute('width') ?? Number(box?.[1] ?? 300)
  const height = attribute('height') ?? Number(box?.[2] ?? 150)
  return { mediaType: 'image/svg+xml', width, height }
}
