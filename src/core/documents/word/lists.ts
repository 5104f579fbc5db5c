import type { INumberingOptions, ParagraphChild } from 'docx'
import type { List, ListItem } from '../model.ts'
import { type WordBlock, wordBlocks } from './blocks.ts'
import { inlineRuns } from './inlines.ts'
import { paragraphAt } from './paragraphs.ts'
import type { Place, WordScope } from './scope.ts'

const step = 340
const bullets = ['•', '–', '▪']
const formats = ['decimal', 'lowerLetter', 'lowerRoman'] as const
/** Word knows nine levels, and counts to this. */
const deepest = 8
const largest = 32_767
const levels = Array.from({ length: deepest + 1 }, (_, level) => level)

/** Lists are real ones; boxes of tasks are characters that every font of the document has or finds. */
export function list(scope: WordScope, block: List, place: Place): WordBlock[] {
  const instance = scope.nextList()
  const start = Math.max(0, block.start)
  const counted = block.ordered && start + block.items.length <= largest
  if (counted) scope.listStarts.add(start)
  return block.items.flatMap((item, index): WordBlock[] => {
    const literal = literalMark(block, item, counted, start + index)
    const numbering = {
      reference: counted ? `ordered-${start}` : 'bullets',
      level: Math.min(place.listDepth, deepest),
      instance,
      custom: true,
    }
    const ends = place.listDepth === 0 && index === block.items.length - 1
    return listItem(scope, block, item, place, literal ?? numbering, ends ? 120 : 60)
  })
}

function literalMark(block: List, item: ListItem, counted: boolean, number: number): string | undefined {
  if (item.checked !== null) return item.checked ? '☑' : '☐'
  return block.ordered && !counted ? `${number}.` : undefined
}

type Mark = string | { reference: string; level: number; instance: number; custom: boolean }

function listItem(
  scope: WordScope,
  block: List,
  item: ListItem,
  place: Place,
  mark: Mark,
  after: number,
): WordBlock[] {
  const { docx } = scope
  const [first, ...others] = item.children
  const opening = first?.type === 'paragraph' ? first : undefined
  const rest = opening ? others : item.children
  const words = opening ? inlineRuns(scope, opening.children, opening.flow) : []
  const children: ParagraphChild[] =
    typeof mark === 'string' ? [new docx.TextRun({ children: [mark, new docx.Tab()] }), ...words] : words
  const inside: Place = {
    ...place,
    indent: place.indent + step,
    width: place.width - step,
    listDepth: place.listDepth + 1,
  }
  return [
    paragraphAt(scope, place, children, {
      flow: opening?.flow ?? block.flow,
      hanging: step,
      tabStops: [{ type: 'left', position: place.indent + step }],
      spacing: { after },
      ...(typeof mark === 'string' ? {} : { numbering: mark }),
    }),
    ...wordBlocks(scope, rest, inside),
  ]
}

/** The definitions of the lists of a document; to be asked for when all of it is made. */
export function numberingOf(scope: WordScope): INumberingOptions {
  const indent = (level: number) => ({
    paragraph: { indent: { left: step * (level + 1), hanging: step } },
  })
  return {
    config: [
      {
        reference: 'bullets',
        levels: levels.map((level) => ({
          level,
          format: 'bullet' as const,
          text: bullets[level % bullets.length] ?? '•',
          alignment: 'left' as const,
          style: indent(level),
        })),
      },
      ...[...scope.listStarts]
        .sort((a, b) => a - b)
        .map((start) => ({
          reference: `ordered-${start}`,
          levels: levels.map((level) => ({
            level,
            format: formats[level % formats.length] ?? 'decimal',
            text: `%${level + 1}.`,
            alignment: 'left' as const,
            start,
            style: indent(level),
          })),
        })),
    ],
  }
}
