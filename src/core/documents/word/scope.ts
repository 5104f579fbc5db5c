import type * as Docx from 'docx'
import type { ShownFigure } from '../figures.ts'
import type { Align, Inline, ReviewDocument } from '../model.ts'
import { printable } from '../text.ts'
import { walkAnchors } from '../walk.ts'

export type DocxLibrary = typeof Docx

/** Where a block stands: how wide its place is and what surrounds it. Distances in twips. */
export interface Place {
  width: number
  indent: number
  /** The style of plain paragraphs. */
  style: string
  /** A bar at the side of each paragraph, and a ground behind it. */
  bar: { color: string; fill: string | null } | null
  align: Align
  listDepth: number
}

/** What is counted and looked up through one Word document. */
export class WordScope {
  readonly docx: DocxLibrary
  readonly document: ReviewDocument
  readonly figures: ReadonlyMap<number, ShownFigure | string>
  /** The next paragraph starts a page. */
  pageBreakPending = false
  /** What a link leads to, carried by the next paragraph: the row of a table has no bookmark of its own. */
  anchorPending: string | null = null
  /** Starting numbers of ordered lists, each a definition of its own. */
  readonly listStarts = new Set<number>()
  /** Footnotes in the order of their first references: as Word numbers them. */
  readonly notes: Inline[][] = []
  #listCount = 0
  #bookmarks = new Map<string, string>()
  #placed = new Set<string>()
  #noteNumbers = new Map<number, number>()

  constructor(
    docx: DocxLibrary,
    document: ReviewDocument,
    figures: ReadonlyMap<number, ShownFigure | string>,
  ) {
    this.docx = docx
    this.document = document
    this.figures = figures
    for (const anchor of walkAnchors(document.blocks)) {
      if (this.#bookmarks.has(anchor)) continue
      const words = anchor.replace(/[^A-Za-z0-9]+/gu, '_').slice(0, 30)
      this.#bookmarks.set(anchor, `a${this.#bookmarks.size + 1}_${words}`)
    }
  }

  /** The bookmark of an anchor; undefined for one that does not stand in this document. */
  bookmark(anchor: string): string | undefined {
    return this.#bookmarks.get(anchor)
  }

  /** The words as what a link to `anchor` leads to; an anchor may stand only once. */
  anchored(anchor: string | null, children: Docx.ParagraphChild[]): Docx.ParagraphChild[] {
    const id = anchor === null ? undefined : this.#bookmarks.get(anchor)
    if (id === undefined || this.#placed.has(id)) return children
    this.#placed.add(id)
    return [new this.docx.Bookmark({ id, children })]
  }

  /** Whether a footnote is referred to for the first time, and the number that it has in Word. */
  note(number: number): { first: boolean; shown: number } {
    const known = this.#noteNumbers.get(number)
    if (known !== undefined) return { first: false, shown: known }
    this.notes.push(this.document.footnotes[number - 1] ?? [])
    this.#noteNumbers.set(number, this.notes.length)
    return { first: true, shown: this.notes.length }
  }

  /** The words of a paragraph, which carries what waits for the next one. */
  opened(children: Docx.ParagraphChild[]): Docx.ParagraphChild[] {
    const anchor = this.anchorPending
    this.anchorPending = null
    return this.anchored(anchor, children)
  }

  nextList(): number {
    this.#listCount += 1
    return this.#listCount
  }

  takePageBreak(): boolean {
    const pending = this.pageBreakPending
    this.pageBreakPending = false
    return pending
  }
}

/** The text as XML 1.0 can carry it (production 2 of the recommendation); the document model holds no other. */
export function words(text: string): string {
  return printable(text)
}
