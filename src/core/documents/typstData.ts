import { bodyWord, breakable, breakCodeLine, breakHash, firm } from './breaking.ts'
import { blockText } from './build/inline.ts'
import { labelNames } from './build/titlePage.ts'
import { formatInstant } from './dates.ts'
import type { GlyphCoverage } from './glyphs.ts'
import type { Block, Inline, ReviewDocument, Table } from './model.ts'
import { isShort } from './shortTables.ts'
import { textFlow } from './text.ts'
import { walkAnchors } from './walk.ts'
import { lettersOf, splitWideTable } from './wideTables.ts'

/** A figure's file with its size in points and what brings it upright, or the sentence that stands in its place. */
export type TypstFigure =
  | { file: string; width: number; height: number; mirrored: boolean; turned: number }
  | string

/**
 * The document as Typst gets it: the same nodes, with all text made showable and breakable, links that lead somewhere, and
 * figures by the name of their file. It stays data: Typst never reads it as source.
 */
export function typstData(
  document: ReviewDocument,
  glyphs: GlyphCoverage,
  figures: ReadonlyMap<number, TypstFigure>,
): { meta: unknown; blocks: unknown[] } {
  const anchors = new Set(walkAnchors(document.blocks))
  const placed = new Set<string>()
  const seenNotes = new Set<number>()
  /** Letters of the longest word that fits where the text stands. */
  let limit = bodyWord

  const words = (value: string): string => glyphs.cover(value)
  const fitting = (value: string): string => breakable(words(value), limit)

  const inlines = (nodes: Inline[]): unknown[] =>
    nodes.map((node): unknown => {
      switch (node.type) {
        case 'text':
        case 'inlineCode':
          return { type: node.type, value: fitting(node.value) }
        case 'hash':
          return { type: node.type, value: breakHash(words(node.value)) }
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

  const blocks = (nodes: Block[]): unknown[] => nodes.flatMap(block)

  const table = (node: Table): unknown => {
    const outside = limit
    const cells = (row: Block[][]) =>
      row.map((cell, index) => {
        const width = node.columns[index]?.width ?? 1
        // Afterword's own columns are wide enough for its own words.
        const fits = Math.max(node.role === 'section' ? 0 : 14, lettersOf(width, node.columns.length))
        limit = row.length === 1 ? outside : Math.min(outside, fits)
        return blocks(cell)
      })
    const shown = {
      ...node,
      dir: textFlow(node.head.map(blockText).join(' ')).dir,
      keep: isShort(node),
      head: cells(node.head),
      rows: node.rows.map((row) => ({
        ...row,
        anchor: place(row.anchor),
        keep: staysWhole(row.cells.flat(), 900),
        cells: cells(row.cells),
      })),
    }
    limit = outside
    return shown
  }

  const block = (node: Block): unknown => {
    switch (node.type) {
      case 'paragraph':
        return { ...node, children: inlines(node.children) }
      case 'heading':
        return { ...node, anchor: place(node.anchor), children: inlines(node.children) }
      case 'code': {
        // Spaces become firm before the fonts are asked, since a mark may stand on one.
        const code = words(firm(node.value.replace(/\t/gu, '    ')))
        return { type: 'code', language: words(node.language), lines: code.split('\n').map(breakCodeLine) }
      }
      case 'list':
        return { ...node, items: node.items.map((item) => ({ ...item, children: blocks(item.children) })) }
      case 'blockquote':
        return { ...node, flow: textFlow(blockText(node.children)), children: blocks(node.children) }
      case 'notice':
        return { ...node, title: words(node.title), children: blocks(node.children) }
      case 'table':
        return splitWideTable(node).map(table)
      case 'facts':
        return {
          ...node,
          keep: staysWhole(
            node.rows.flatMap((row) => row.value),
            600,
          ),
          rows: node.rows.map((row) => ({ term: fitting(row.term), value: blocks(row.value) })),
        }
      case 'entries':
        return {
          ...node,
          items: node.items.map((item) => ({
            ...item,
            anchor: place(item.anchor),
            label: breakable(words(item.label), 16),
            title: fitting(item.title),
            children: blocks(item.children),
          })),
        }
      case 'figure': {
        const shown = figures.get(node.number) ?? 'Not shown.'
        const texts = { alt: words(node.alt), caption: fitting(node.caption) }
        const picture = typeof shown === 'string' ? { file: null, reason: fitting(shown) } : shown
        return { type: 'figure', number: node.number, ...texts, ...picture }
      }
      case 'titlePage':
        return {
          ...node,
          organisation: fitting(node.organisation),
          title: breakable(words(node.title), 18),
          subtitle: fitting(node.subtitle),
          facts: block(node.facts),
          verdict: block(node.verdict),
          signers: node.signers.map((signer) => ({ ...signer, who: fitting(signer.who) })),
        }
      default:
        return node
    }
  }

  return { meta: metaData(document, words), blocks: blocks(document.blocks) }
}

/** Whether blocks are so short that they are better not divided between two pages. */
function staysWhole(nodes: Block[], letters: number): boolean {
  return (
    nodes.length < 30 && nodes.every((node) => node.type === 'paragraph') && blockText(nodes).length < letters
  )
}

/** What of a title fits on the one line of a running head. */
function shortened(title: string): string {
  const letters = [...title]
  let width = 0
  const fits = letters.findIndex((letter) => {
    width += /[\u1100-\uffef]/u.test(letter) ? 2 : /\p{Lu}/u.test(letter) ? 1.5 : 1
    return width > 80
  })
  return fits === -1 ? title : `${letters.slice(0, fits).join('').trimEnd()} …`
}

function metaData({ meta }: ReviewDocument, words: (value: string) => string): unknown {
  return {
    title: words(`${meta.key} ${meta.title}`),
    head: shortened(words(meta.title)),
    key: words(meta.key),
    label: labelNames[meta.label],
    packId: words(meta.packId),
    exported: formatInstant(meta.exportedAt),
    authors: meta.authors.map(words),
    keywords: meta.keywords.map(words),
    description: words(
      `Post-incident review ${meta.key}, revision ${meta.revision}, of ${meta.organisation}; SHA-256 of its content ${meta.contentSha256}`,
    ),
  }
}
