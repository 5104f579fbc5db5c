import type { HandbookPage } from './page.ts'

export interface FoundPage {
  page: HandbookPage
  /** The first line of the page with one of the words, without its marks; empty where the title has them all. */
  line: string
}

/** The pages that have every word of the query, however it is written, those with the words in their title first. */
export function findPages(pages: readonly HandbookPage[], query: string): FoundPage[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  const has = (text: string) => words.every((word) => text.toLowerCase().includes(word))
  const titled = pages.filter(({ title }) => has(title))
  const others = pages.filter((page) => !titled.includes(page) && has(`${page.title}\n${page.markdown}`))
  return [
    ...titled.map((page) => ({ page, line: '' })),
    ...others.map((page) => ({ page, line: lineWith(page.markdown, words) })),
  ]
}

function lineWith(markdown: string, words: string[]): string {
  const count = (line: string) => words.filter((word) => line.toLowerCase().includes(word)).length
  const lines = markdown.split('\n').filter((line) => !line.startsWith('```'))
  const best = lines.reduce((one, other) => (count(other) > count(one) ? other : one), '')
  return best.replace(/[*`#|>]|^\s*(-|\d+\.)\s/g, '').trim()
}
