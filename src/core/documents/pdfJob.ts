import type { DocumentAttachment, ReviewDocument } from './model.ts'

/** What the thread that sets a PDF is given. */
export interface PdfJob {
  document: ReviewDocument
  /** By number: a picture, or the sentence in its place. */
  figures: [number, PdfPicture | string][]
  attachments: DocumentAttachment[]
  paper: 'a4' | 'letter'
  watermark: string | null
  fonts: string
  layout: string
}

export interface PdfPicture {
  bytes: Uint8Array
  mediaType: string
  /** Size on paper as it is seen, upright, in points. */
  width: number
  height: number
  /** What brings it upright: mirrored left to right first, then turned clockwise (degrees). */
  mirrored: boolean
  turned: number
}

export type PdfAnswer = { pdf: Uint8Array } | { error: string }
