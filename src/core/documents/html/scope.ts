import type { ShownFigure } from '../figures.ts'
import type { ExhibitPaths, ReviewDocument } from '../model.ts'
import { walkAnchors } from '../walk.ts'

/** What is looked up and counted through one page. */
export class PageScope {
  readonly document: ReviewDocument
  readonly figures: ReadonlyMap<number, ShownFigure | string>
  readonly exhibitPaths: ExhibitPaths
  /** References to each footnote so far. */
  readonly noteReferences = new Map<number, number>()
  #anchors: Set<string>
  #placed = new Set<string>()

  constructor(
    document: ReviewDocument,
    figures: ReadonlyMap<number, ShownFigure | string>,
    exhibitPaths: ExhibitPaths,
  ) {
    this.document = document
    this.figures = figures
    this.exhibitPaths = exhibitPaths
    this.#anchors = new Set(walkAnchors(document.blocks))
  }

  leads(anchor: string): boolean {
    return this.#anchors.has(anchor)
  }

  /** The id of an element; an anchor may stand only once. */
  place(anchor: string | null): string | null {
    if (anchor === null || this.#placed.has(anchor)) return null
    this.#placed.add(anchor)
    return anchor
  }

  noteReference(number: number): number {
    const count = (this.noteReferences.get(number) ?? 0) + 1
    this.noteReferences.set(number, count)
    return count
  }
}
