import type { Block, Inline, Paragraph } from '../model.ts'
import { oneLine, printable, textFlow } from '../text.ts'
import type { DocumentScope } from './scope.ts'

export function text(value: string): Inline {
  return { type: 'text', value: printable(value) }
}

export function muted(value: string): Inline {
  return { type: 'muted', children: [text(value)] }
}

export function strong(value: string): Inline {
  return { type: 'strong', children: [text(value)] }
}

export function hash(value: string): Inline {
  return { type: 'hash', value: oneLine(value) }
}

/** Words in which each SHA-256 in full is set as one. */
export function withHashes(value: string): Inline[] {
  return printable(value)
    .split(/(?<![0-9a-z])([0-9a-f]{64})(?![0-9a-z])/u)
    .flatMap((part, index): Inline[] => (index % 2 === 1 ? [hash(part)] : part === '' ? [] : [text(part)]))
}

/** A paragraph of words or inline nodes. */
export function paragraph(...parts: (string | Inline)[]): Paragraph {
  const children = parts.map((part) => (typeof part === 'string' ? text(part) : part))
  return { type: 'paragraph', children, flow: textFlow(plainText(children)) }
}

/** One paragraph whose lines stand under each other. */
export function lines(...rows: Inline[][]): Paragraph {
  return paragraph(
    ...rows.flatMap((row, index): Inline[] => (index === 0 ? row : [{ type: 'break' }, ...row])),
  )
}

export function anchorOfExhibit(number: string): string {
  return `exhibit-${number.toLowerCase().replace(/[^a-z0-9]+/gu, '-')}`
}

/** Exhibit numbers, each a link to its row in the index. */
export function exhibitLinks(numbers: string[], scope: DocumentScope): Inline[] {
  return numbers.flatMap((number, index): Inline[] => [
    ...(index === 0 ? [] : [text(', ')]),
    scope.exhibits.has(number)
      ? { type: 'link', url: `#${anchorOfExhibit(number)}`, children: [text(number)] }
      : text(number),
  ])
}

export function plainText(nodes: Inline[]): string {
  return nodes
    .map((node) => {
      if ('value' in node) return node.value
      if ('children' in node) return plainText(node.children)
      return node.type === 'break' ? ' ' : ''
    })
    .join('')
}

/** The words of blocks, for measuring and for places that hold only words. */
export function blockText(blocks: Block[]): string {
  return blocks
    .map((block): string => {
      switch (block.type) {
        case 'heading':
        case 'paragraph':
          return plainText(block.children)
        case 'code':
          return block.value
        case 'list':
          return block.items.map((item) => blockText(item.children)).join(' ')
        case 'blockquote':
        case 'notice':
          return blockText(block.children)
        case 'figure':
          return block.caption
        default:
          return ''
      }
    })
    .join(' ')
}
