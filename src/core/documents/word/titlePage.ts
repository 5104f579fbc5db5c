import type { TitlePage } from '../model.ts'
import { type WordBlock, wordBlocks } from './blocks.ts'
import { textRuns } from './inlines.ts'
import { paragraphAt } from './paragraphs.ts'
import type { Place, WordScope } from './scope.ts'
import { factsTable } from './tables.ts'
import * as theme from './theme.ts'

const plainFlow = { dir: 'ltr', lang: 'en' } as const

/** The first page: whose review, which, whether it is complete, how it stands, and who approved it. */
export function titlePage(scope: WordScope, page: TitlePage, place: Place): WordBlock[] {
  const { docx } = scope
  const line = (words: string, style: string) =>
    paragraphAt(scope, place, textRuns(scope, words, plainFlow), { style })
  const label = textRuns(scope, ` ${page.label} `, plainFlow, {
    bold: true,
    allCaps: true,
    size: 17,
    characterSpacing: 12,
    border: { style: 'single', size: 6, space: 2, color: theme.ink },
  })
  const tab = new docx.TextRun({ children: [new docx.Tab()] })
  return [
    paragraphAt(scope, place, [...textRuns(scope, page.organisation, plainFlow), tab, ...label], {
      style: 'Organisation',
      tabStops: [{ type: 'right', position: place.width }],
    }),
    line(page.kind, 'Kind'),
    paragraphAt(scope, place, textRuns(scope, page.title, page.flow, titleSize(page.title)), {
      style: 'Title',
      flow: page.flow,
    }),
    line(page.subtitle, 'DocumentKey'),
    ...wordBlocks(scope, [page.verdict], place),
    ...factsTable(scope, page.facts, place),
    ...signers(scope, page, place),
  ]
}

/** A long title is set smaller, so that the first page holds it. */
function titleSize(title: string): { size?: number } {
  const length = [...title].length
  if (length <= 80) return {}
  return { size: length <= 160 ? 40 : 30 }
}

function signers(scope: WordScope, page: TitlePage, place: Place): WordBlock[] {
  if (page.signers.length === 0) return []
  const paragraph = (value: string) => [
    { type: 'paragraph' as const, children: [{ type: 'text' as const, value }], flow: plainFlow },
  ]
  const rows = page.signers.map((signer) => ({
    term: signer.kind,
    value: paragraph(`${signer.who}, ${signer.when}`),
  }))
  return [
    paragraphAt(scope, place, textRuns(scope, 'Approved by', plainFlow), {
      style: 'TableHead',
      spacing: { before: 240 },
    }),
    ...factsTable(scope, { type: 'facts', rows }, place),
  ]
}
