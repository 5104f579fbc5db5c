import { degrees, type PDFFont, type PDFPage, rgb } from 'pdf-lib'
import type { Box } from './enclose.ts'

/** In points (1/72 inch), for pages up to the width of Letter; a wider one gets more, as it is made smaller to be read. */
const BAND = 26
const PADDING = 12
const BASELINE = 9
const MIN_WIDTH = 320
const FONT_SIZE = 8
const FULL_WIDTH = 612
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
 * Adds a band under a page, as it is seen, and writes the stamp into it. The page is made larger, so that the stamp
 * covers nothing of it. Throws RangeError for a page without a size.
 */
export function stampMargin(page: PDFPage, stamp: Stamp, font: PDFFont): void {
  const box = visibleBox(page)
  const angle = ((Math.round(page.getRotation().angle / 90) % 4) + 4) % 4
  const turned = angle % 2 === 1
  const seen = { width: turned ? box.height : box.width, height: turned ? box.width : box.height }
  const unit = Math.max(1, seen.width / FULL_WIDTH)
  const band = BAND * unit
  if (!(seen.width >= 1 && seen.height >= 1 && seen.width <= MAX_SIDE && seen.height <= MAX_SIDE - band))
    throw new RangeError('a page has no size that can be shown')
  const width = Math.max(seen.width, MIN_WIDTH)
  const view = viewOf(box, angle)

  const corners = [view.at(0, -band), view.at(width, seen.height)]
  const [x0, x1] = corners.map(({ x }) => x).toSorted((a, b) => a - b)
  const [y0, y1] = corners.map(({ y }) => y).toSorted((a, b) => a - b)
  const size = [x0!, y0!, x1! - x0!, y1! - y0!] as const
  page.setRotation(degrees(angle * 90))
  page.setMediaBox(...size)
  page.setCropBox(...size)
  page.setBleedBox(...size)
  page.setTrimBox(...size)
  page.setArtBox(...size)
  write(page, view, { ...stamp, width, unit }, font)
}

function write(
  page: PDFPage,
  view: View,
  stamp: Stamp & { width: number; unit: number },
  font: PDFFont,
): void {
  const { left, middle, right, width, unit } = stamp
  const parts = [left, middle, right]
  const padding = PADDING * unit
  const room = width - 4 * padding
  const natural = parts.reduce((sum, text) => sum + font.widthOfTextAtSize(text, FONT_SIZE * unit), 0)
  const size = FONT_SIZE * unit * Math.min(1, room / natural)
  const widths = parts.map((text) => font.widthOfTextAtSize(text, size))
  const places = [padding, (width - widths[1]!) / 2, width - padding - widths[2]!]
  const afterLeft = padding * 2 + widths[0]!
  places[1] = Math.min(Math.max(places[1]!, afterLeft), places[2]! - padding - widths[1]!)
  for (const [index, text] of parts.entries()) {
    const { x, y } = view.at(places[index]!, (BASELINE - BAND) * unit)
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

/** What readers show: the crop box within the media box (ISO 32000-2, 14.11.2). */
export function visibleBox(page: PDFPage): Box {
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
