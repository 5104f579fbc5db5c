import type { TitlePage } from '../model.ts'
import { type WordBlock, wordBlocks } from './blocks.ts'
import { textRuns } from './inlines.ts'
import { paragraphAt } from './paragraphs.ts'
import type { Place, WordScope } from './scope.ts'
import { factsTable } from './tables.ts'
import * as theme from './theme.ts'

const plainFlow = { dir: 'ltr', lang: 'en' } as const

/** The first page: whose review, which, how it stands, whether it is complete, and who signed. */
export function titlePage(scope: WordScope, page: TitlePage, place: Place): WordBlock[] {
  const line = (words: string, style: string) =>
    paragraphAt(scope, place, textRuns(scope, words, plainFlow), { style })
  return [
    line(page.organisation, 'Organisation'),
    line(page.kind, 'Kind'),
    paragraphAt(scope, place, textRuns(scope, page.title, page.flow), { style: 'Title', flow: page.flow }),
    paragraphAt(
      scope,
      place,
      [
        ...textRuns(scope, `${page.subtitle} · `, plainFlow),
        ...textRuns(scope, page.label, plainFlow, { bold: true, color: theme.ink }),
      ],
      { style: 'DocumentKey' },
    ),
    ...factsTable(scope, page.facts, place),
    ...wordBlocks(scope, [page.verdict], place),
    ...signers(scope, page, place),
  ]
}

function signers(scope: WordScope, page: TitlePage, place: Place): WordBlock[] {
  const paragraph = (value: string) => [
    { type: 'paragraph' as const, children: [{ type: 'text' as const, value }], flow: plainFlow },
  ]
  return factsTable(
    scope,
    {
      type: 'facts',
      rows: page.signers.map((signer) => ({
        term: signer.kind,
        value: paragraph(`${signer.who}, ${signer.when}`),
      })),
    },
    place,
  )
}
