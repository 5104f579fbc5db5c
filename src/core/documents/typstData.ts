import type { GlyphCoverage } from './glyphs.ts'
import type { Block, Inline, ReviewDocument } from './model.ts'
import { walkAnchors } from './walk.ts'

/** Where a long word may break, in data for Typst; the document itself holds no character of private use. */
export const breakMark = '\ue000'
const longWord = /[^\s\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]{19,}/gu

/**
 * The document as Typst gets it: the same nodes, with all text made showable and breakable, links that lead somewhere, and
 * figures by the name of their file. It stays data: Typst never reads it as source.
 */
export function typstData(
  document: ReviewDocument,
  glyphs: GlyphCoverage,
  files: ReadonlyMap<number, string>,
): unknown {
  const anchors = new Set(walkAnchors(document.blocks))
  const placed = new Set<string>()
  const seenNotes = new Set<number>()

  const words = (value: string): string => glyphs.cover(value)
  const breakable = (value: string): string =>
    words(value).replace(longWord, (word) => [...word].join(breakMark))

  const inlines = (nodes: Inline[]): unknown[] =>
    nodes.map((node): unknown => {
      switch (node.type) {
        case 'text':
        case 'inlineCode':
        case 'hash':
          return { type: node.type, value: breakable(node.value) }
        case 'break':
          return node
        case 'link': {
          const target = node.url.startsWith('#') ? node.url.slice(1) : undefined
          const children = inlines(node.children)
          if (target === undefined) return { ...node, children }
          return anchors.has(target) ? { type: 'jump', anchor: target, children } : { type: 'span', children }
        }
        case 'footnoteReference': {
          const first = !seenNotes.has(node.number)
          seenNotes.add(node.number)
          return { ...node, children: first ? inlines(document.footnotes[node.number - 1] ?? []) : null }
        }
        default:
          return { ...node, children: inlines(node.children) }
      }
    })

  /** An anchor may stand only once; a second of the same name is left out. */
  const place = (anchor: string | null): string | null => {
    if (anchor === null || placed.has(anchor)) return null
    placed.add(anchor)
    return anchor
  }

  const blocks = (nodes: Block[]): unknown[] => nodes.map(block)

  const block = (node: Block): unknown => {
    switch (node.type) {
      case 'paragraph':
        return { ...node, children: inlines(node.children) }
      case 'heading':
        return { ...node, anchor: place(node.anchor), children: inlines(node.children) }
      case 'code':
        return { ...node, lines: words(node.value.replace(/\t/gu, '    ')).split('\n').map(codeLine) }
      case 'list':
        return { ...node, items: node.items.map((item) => ({ ...item, children: blocks(item.children) })) }
      case 'blockquote':
      case 'notice':
        return {
          ...node,
          ...('title' in node ? { title: words(node.title) } : {}),
          children: blocks(node.children),
        }
      case 'table':
        return {
          ...node,
          head: node.head.map(blocks),
          rows: node.rows.map((row) => ({ ...row, anchor: place(row.anchor), cells: row.cells.map(blocks) })),
        }
      case 'facts':
        return {
          ...node,
          rows: node.rows.map((row) => ({ term: breakable(row.term), value: blocks(row.value) })),
        }
      case 'entries':
        return {
          ...node,
          items: node.items.map((item) => ({
            ...item,
            anchor: place(item.anchor),
            label: breakable(item.label),
            title: breakable(item.title),
            children: blocks(item.children),
          })),
        }
      case 'figure': {
        const shown = {
          type: 'figure',
          number: node.number,
          alt: words(node.alt),
          caption: breakable(node.caption),
        }
        return { ...shown, file: files.get(node.number) ?? null }
      }
      case 'titlePage':
        return {
          ...node,
          organisation: words(node.organisation),
          title: breakable(node.title),
          subtitle: words(node.subtitle),
          facts: block(node.facts),
          verdict: block(node.verdict),
          signers: node.signers.map((signer) => ({ ...signer, who: breakable(signer.who) })),
        }
      default:
        return node
    }
  }

  const { meta } = document
  return {
    meta: {
      ...meta,
      organisation: words(meta.organisation),
      title: words(meta.title),
      key: words(meta.key),
      packId: words(meta.packId),
      authors: meta.authors.map(words),
      keywords: meta.keywords.map(words),
      date: dateParts(meta.exportedAt),
    },
    blocks: blocks(document.blocks),
  }
}

/** Code keeps its spaces, and breaks anywhere once it is longer than a line. */
function codeLine(line: string): string {
  const spaced = line.replace(/ /gu, '\u00a0')
  return [...spaced].length > 60 ? [...spaced].join(breakMark) : spaced
}

function dateParts(instant: string): Record<string, number> {
  const date = new Date(instant)
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
  }
}
