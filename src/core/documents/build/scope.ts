import type { ApprovalKind } from '#shared/domain/reviewRecord.ts'
import type { Heading, Inline } from '../model.ts'
import { oneLine, textFlow } from '../text.ts'

/** What is counted through one document: headings, figures, footnotes, and the anchors that links lead to. */
export class DocumentScope {
  readonly footnotes: Inline[][] = []
  /** Exhibit numbers of this review; only these become links. */
  readonly exhibits: ReadonlySet<string>
  /** Their numbers by the id of the evidence. */
  readonly numbers: ReadonlyMap<string, string>
  #anchors = new Set<string>()
  /** How often the same words were asked for. */
  #counts = new Map<string, number>()
  #figures = 0
  #chapter = 0
  #section = 0

  constructor(exhibits: Iterable<{ number: string; id: string }> = []) {
    this.numbers = new Map([...exhibits].map((exhibit) => [exhibit.id, exhibit.number]))
    this.exhibits = new Set(this.numbers.values())
  }

  heading(depth: Heading['depth'], children: Inline[], words: string): Heading {
    let number = ''
    if (depth === 1) {
      this.#chapter += 1
      this.#section = 0
      number = `${this.#chapter}`
    } else if (depth === 2) {
      this.#section += 1
      number = `${this.#chapter}.${this.#section}`
    }
    return { type: 'heading', depth, number, anchor: this.anchor(words), children, flow: textFlow(words) }
  }

  title(depth: Heading['depth'], words: string): Heading {
    const value = oneLine(words)
    return this.heading(depth, [{ type: 'text', value }], value)
  }

  /** A new anchor made from words; the same words again get a number behind. */
  anchor(words: string): string {
    const slug =
      words
        .normalize('NFKD')
        .toLowerCase()
        .replace(/[^a-z0-9]+/gu, '-')
        .replace(/^-+|-+$/gu, '')
        .slice(0, 60) || 'part'
    let count = this.#counts.get(slug) ?? 0
    let anchor: string
    do {
      count += 1
      anchor = count === 1 ? slug : `${slug}-${count}`
    } while (this.#anchors.has(anchor))
    this.#counts.set(slug, count)
    this.#anchors.add(anchor)
    return anchor
  }

  nextFigure(): number {
    this.#figures += 1
    return this.#figures
  }

  footnote(children: Inline[]): number {
    this.footnotes.push(children)
    return this.footnotes.length
  }
}

export const approvalNames: Record<ApprovalKind, string> = {
  'technical-validation': 'Technical validation',
  'process-review': 'Process review',
}
