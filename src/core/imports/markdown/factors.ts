import { itemsOf, splitStrong } from './blocks.ts'
import type { Part } from './outline.ts'
import { plainText } from './plainText.ts'
import type { Reading, Rest } from './reading.ts'
import { noteFinding, noteMapped } from './reading.ts'
import { lineOf } from './source.ts'
import { isPlaceholder } from './template.ts'

/** Notes an item that holds nothing, or only what the template had there. */
export function noteEmpty(reading: Reading, line: number, text: string): void {
  if (text === '') noteFinding(reading, line, 'empty-item', 'An item of the list is empty.')
  else noteFinding(reading, line, 'placeholder', `“${text}” was left from the template.`)
}

/** Each list item is a contributing factor. Prose stays in the section: which factors are in it, its reader decides. */
export function readFactors(reading: Reading, part: Part): Rest[] {
  const rest: Rest[] = []
  for (const node of part.nodes) {
    if (node.type === 'list') {
      for (const item of itemsOf(reading, node)) {
        if (isPlaceholder(item.text) && item.detail === '') {
          noteEmpty(reading, item.line, item.text)
          continue
        }
        const { text, detail } = splitStrong(item)
        reading.record.factors.push({ text, ...(detail ? { detail } : {}), line: item.line })
        noteMapped(reading, item.line, text, 'contributing factor')
      }
    } else if (node.type === 'heading') {
      noteMapped(reading, lineOf(node), plainText(node.children, reading.source.urls), 'group of factors')
      rest.push(node)
    } else {
      rest.push(node)
    }
  }
  const prose = rest.find((node) => node.type === 'paragraph')
  if (prose) {
    noteFinding(
      reading,
      lineOf(prose),
      'factors-in-prose',
      `The prose of “${part.heading}” stays a section; factors in it are not taken out.`,
    )
  }
  return rest.some((node) => node.type !== 'heading') ? rest : []
}
