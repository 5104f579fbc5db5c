import type { FileChild, Paragraph, Table } from 'docx'
import type { Block } from '../model.ts'
import { figure } from './figures.ts'
import { contents, heading } from './headings.ts'
import { inlineRuns, textRuns } from './inlines.ts'
import { list } from './lists.ts'
import { paragraphAt } from './paragraphs.ts'
import type { Place, WordScope } from './scope.ts'
import { dataTable, factsTable } from './tables.ts'
import * as theme from './theme.ts'
import { titlePage } from './titlePage.ts'

export type WordBlock = (Paragraph | Table) & FileChild

const plainFlow = { dir: 'ltr', lang: 'en' } as const

/** Blocks of the document as paragraphs and tables of Word, in the same order. */
export function wordBlocks(scope: WordScope, blocks: Block[], place: Place): WordBlock[] {
  return blocks.flatMap((block, index) => wordBlock(scope, block, place, blocks[index + 1]))
}

function wordBlock(scope: WordScope, block: Block, place: Place, next: Block | undefined): WordBlock[] {
  switch (block.type) {
    case 'titlePage':
      return titlePage(scope, block, place)
    case 'contents':
      return contents(scope, block.title, place)
    case 'pageBreak':
      scope.pageBreakPending = true
      return []
    case 'heading':
      return [heading(scope, block, place)]
    case 'paragraph':
      return [
        paragraphAt(scope, place, inlineRuns(scope, block.children, block.flow), {
          flow: block.flow,
          // the words that open a table stay with it
          ...(next?.type === 'table' ? { keepNext: true } : {}),
        }),
      ]
    case 'list':
      return list(scope, block, place)
    case 'blockquote':
      return wordBlocks(scope, block.children, {
        ...place,
        style: place.style === 'Normal' ? 'Quote' : place.style,
        indent: place.indent + 284,
        width: place.width - 284,
        bar: { color: theme.edge, fill: null },
      })
    case 'code':
      return codeLines(block.value).map((line) =>
        paragraphAt(scope, place, textRuns(scope, line, plainFlow), { style: 'Code' }),
      )
    case 'thematicBreak':
      return [paragraphAt(scope, place, [], { style: 'Rule' })]
    case 'table':
      return dataTable(scope, block, place)
    case 'figure':
      return figure(scope, block, place)
    case 'facts':
      return factsTable(scope, block, place)
    case 'entries':
      return block.items.flatMap((item) => [
        paragraphAt(scope, place, scope.anchored(item.anchor, textRuns(scope, item.label, plainFlow)), {
          style: 'EntryLabel',
        }),
        paragraphAt(scope, place, textRuns(scope, item.title, item.flow), {
          style: 'EntryTitle',
          flow: item.flow,
        }),
        ...wordBlocks(scope, item.children, place),
      ])
    case 'notice': {
      const color = block.tone === 'attention' ? theme.amber : theme.accent
      const inside: Place = {
        ...place,
        style: 'Notice',
        indent: place.indent + 198,
        width: place.width - 198,
        bar: { color, fill: block.tone === 'attention' ? theme.amberSoft : theme.sunk },
      }
      return [
        paragraphAt(scope, inside, textRuns(scope, block.title, plainFlow, { color }), {
          style: 'NoticeTitle',
        }),
        ...wordBlocks(scope, block.children, inside),
        paragraphAt(scope, place, [], { style: 'Spacer' }),
      ]
    }
  }
}

/** Lines as they were written; a tab is four spaces, as on the other renderings. */
function codeLines(value: string): string[] {
  return value.replace(/\t/gu, '    ').split('\n')
}
