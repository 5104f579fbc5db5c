import type { Paragraph } from 'docx'
import { plainText } from '../build/inline.ts'
import type { Block, Heading } from '../model.ts'
import { withoutNotes } from '../pruned.ts'
import { textFlow } from '../text.ts'
import { walkBlocks } from '../walk.ts'
import { inlineRuns, textRuns } from './inlines.ts'
import { paragraphAt } from './paragraphs.ts'
import type { Place, WordScope } from './scope.ts'
import * as theme from './theme.ts'

const levels = ['Heading1', 'Heading2', 'Heading3', 'Heading4', 'Heading5', 'Heading6'] as const
const plainFlow = { dir: 'ltr', lang: 'en' } as const

/** A heading in its real style, with its number as words: nothing counts again when the document is opened. */
export function heading(scope: WordScope, block: Heading, place: Place): Paragraph {
  const { docx } = scope
  const number =
    block.number === ''
      ? []
      : [new docx.TextRun({ children: [block.number, new docx.Tab()], color: theme.inkMuted })]
  const words = inlineRuns(scope, block.children, block.flow)
  const style = levels[block.depth - 1]
  return paragraphAt(
    scope,
    { ...place, indent: 0, bar: null },
    [...number, ...scope.anchored(block.anchor, words)],
    {
      flow: block.flow,
      style,
    },
  )
}

/** Headings of the first two levels, each a link. No field: what Word would update, it would change under a signature. */
export function contents(scope: WordScope, title: string, place: Place): Paragraph[] {
  const { docx } = scope
  const head = paragraphAt(scope, place, textRuns(scope, title, plainFlow), {
    style: 'ContentsTitle',
    pageBreakBefore: true,
  })
  const entries = listed(scope.document.blocks).map((entry) => {
    const anchor = scope.bookmark(entry.anchor)
    const words = plainText(withoutNotes(entry.children))
    const runs = [
      new docx.TextRun({ children: [entry.number, new docx.Tab()] }),
      ...textRuns(scope, words, textFlow(words)),
    ]
    const children = anchor === undefined ? runs : [new docx.InternalHyperlink({ anchor, children: runs })]
    return paragraphAt(scope, place, children, { style: `Contents${entry.depth}`, flow: entry.flow })
  })
  scope.pageBreakPending = true
  return [head, ...entries]
}

function listed(blocks: Block[]): Heading[] {
  return [...walkBlocks(blocks)].filter(
    (block): block is Heading => block.type === 'heading' && block.depth <= 2,
  )
}
