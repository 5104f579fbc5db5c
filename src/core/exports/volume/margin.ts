import { degrees, type PDFFont, type PDFPage, rgb } from 'pdf-lib'

/** In points (1/72 inch). */
const BAND = 26
const PADDING = 12
const MIN_WIDTH = 320
const FONT_SIZE = 8
/** A page may be 200 inches long (ISO 32000-2, annex C.2); what is beyond is not shown by readers. */
const MAX_SIDE = 14_400

export interface Stamp {
  /** Exhibit and its page. */
  left: string
  /** Label of the export. */
  middle: string
  /** Bates number. */
  right: string
}

/** A page as it is seen: turned, its corner at the lower left, and where its right and upwards point to. */
interface View {
  angle: number
  width: number
  height: number
  at(x: number, y: number): { x: number; y: number }
}

/**
 * Adds a white band under a page, as it is seen, and writes the stamp into it. The page is made larger, so that the
 * stamp covers nothing of it; what lay hidden outside the page stays hidden. Throws RangeError for a page without a
 * size.
 */
export function stampMargin(page: PDFPage, stamp: Stamp, font: PDFFont): void {
  const box = visibleBox(page)
  const angle = ((Math.round(page.getRotation().angle / 90) % 4) + 4) % 4
  const turned = angle % 2 === 1
  const seen = { width: turned ? box.height : box.width, height: turned ? box.width : box.height }
  if (!(seen.width >= 1 && seen.height >= 1 && seen.width <= MAX_SIDE && seen.height <= MAX_SIDE - BAND))
    throw new RangeError('a page has no size that can be shown')
  const wider = Math.max(seen.width, MIN_WIDTH) - seen.width
  const view = viewOf(box, angle)

  const corners = [view.at(0, -BAND), view.at(seen.width + wider, seen.height)]
  const [x0, x1] = corners.map(({ x }) => x).toSorted((a, b) => a - b)
  const [y0, y1] = corners.map(({ y }) => y).toSorted((a, b) => a - b)
  const size = [x0!, y0!, x1! - x0!, y1! - y0!] as const
  page.setMediaBox(...size)
  page.setCropBox(...size)
  page.setBleedBox(...size)
  page.setTrimBox(...size)
  page.setArtBox(...size)

  const white = (x: number, y: number, width: number, height: number) => {
    const from = view.at(x, y)
    const to = view.at(x + width, y + height)
    page.drawRectangle({
      x: Math.min(from.x, to.x),
      y: Math.min(from.y, to.y),
      width: Math.abs(to.x - from.x),
      height: Math.abs(to.y - from.y),
      color: rgb(1, 1, 1),
    })
  }
  white(0, -BAND, seen.width + wider, BAND)
  if (wider > 0) white(seen.width, 0, wider, seen.height)
  write(page, view, { ...stamp, width: seen.width + wider }, font)
}

function write(page: PDFPage, view: View, stamp: Stamp & { width: number }, font: PDFFont): void {
  const { left, middle, right, width } = stamp
  const parts = [left, middle, right]
  const room = width - 4 * PADDING
  const natural = parts.reduce((sum, text) => sum + font.widthOfTextAtSize(text, FONT_SIZE), 0)
  const size = natural > room ? (FONT_SIZE * room) / natural : FONT_SIZE
  const widths = parts.map((text) => font.widthOfTextAtSize(text, size))
  const places = [PADDING, (width - widths[1]!) / 2, width - PADDING - widths[2]!]
  const afterLeft = PADDING * 2 + widths[0]!
  places[1] = Math.min(Math.max(places[1]!, afterLeft), places[2]! - PADDING - widths[1]!)
  for (const [index, text] of parts.entries()) {
    const { x, y } = view.at(places[index]!, -BAND + 9)
    page.drawText(text, { x, y, size, font, rotate: degrees(view.angle * 90), color: rgb(0, 0, 0) })
  }
}

function viewOf(box: Box, angle: number): View {
  const { x, y, width, height } = box
  const at = [
    (right: number, up: number) => ({ x: x + right, y: y + up }),
    (right: number, up: number) => ({ x: x + width - up, y: y + right }),
    (right: number, up: number) => ({ x: x + width - right, y: y + height - up }),
    (right: number, up: number) => ({ x: x + up, y: y + height - right }),
  ][angle]!
  return { angle, width, height, at }
}

interface Box {
  x: number
  y: number
  width: number
  height: number
}

/** What readers show: the crop box within the media box (ISO 32000-2, 14.11.2). */
function visibleBox(page: PDFPage): Box {
  const [media, crop] = [page.getMediaBox(), page.getCropBox()].map(upright)
  const x = Math.max(media!.x, crop!.x)
  const y = Math.max(media!.y, crop!.y)
  const width = Math.min(media!.x + media!.width, crop!.x + crop!.width) - x
  const height = Math.min(media!.y + media!.height, crop!.y + crop!.height) - y
  return width >= 1 && height >= 1 ? { x, y, width, height } : media!
}

function upright({ x, y, width, height }: Box): Box {
  return {
    x: Math.min(x, x + width),
    y: Math.min(y, y + height),
    width: Math.abs(width),
    height: Math.abs(height),
  }
}
