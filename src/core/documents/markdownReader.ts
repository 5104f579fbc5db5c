import type * as mdast from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import { AfterwordError } from '#shared/errors.ts'
import { columnWidths } from './build/columns.ts'
import { anchorOfExhibit, blockText, plainText } from './build/inline.ts'
import type { DocumentScope } from './build/scope.ts'
import { imageSource } from './images.ts'
import type { Block, Figure, Inline, ListItem, Paragraph, Table } from './model.ts'
import { oneLine, printable, textFlow } from './text.ts'

/** Characters of one text that are set; more than this is a file, and belongs among the exhibits. */
export const maxMarkdownLength = 2_000_000
const maxDepth = 12
const maxColumns = 60

/**
 * Markdown (CommonMark with tables, strike-through, task lists and footnotes of GFM) as blocks of a document. HTML is
 * shown as text. `under` is the depth of the heading above: headings inside start one below it.
 * @throws AfterwordError `invalid-input` for a text of more than two million characters, naming `where`.
 */
export function parseMarkdown(source: string, scope: DocumentScope, where: string, under = 1): Block[] {
  if (source.length > maxMarkdownLength)
    throw new AfterwordError(
      'invalid-input',
      `${where} has ${source.length} characters; at most ${maxMarkdownLength} can be printed. Attach the text as a file instead.`,
    )
  if (source.trim() === '') return []
  if (tooDeep.test(source) || isTangled(source))
    return [{ type: 'code', value: printable(source), language: '' }]
  const tree = fromMarkdown(printable(source), {
    extensions: [gfm()],
    mdastExtensions: [gfmFromMarkdown()],
  })
  return new Reader(tree, scope, under).read()
}

/** Containers and brackets opened a hundred times over say nothing, and cost a parser much: such a text is shown as it is. */
const tooDeep = /^(?:[ \t]*(?:[>*+-]|\d{1,9}[.)])[ \t]*){40}|[[(!*_~`<]{400}/mu

/** Marks of emphasis that may open or close; telling which belong together takes time that grows with their square. */
const maxMarks = 3000

/** Whether one paragraph holds so many marks of emphasis that it is no text that somebody wrote. */
function isTangled(source: string): boolean {
  let marks = 0
  for (const line of source.split(/\r\n?|\n/u)) {
    if (line.trim() === '') marks = 0
    // Marks in a table are told apart within their cell.
    else if (!line.startsWith('|')) marks += line.match(/[*_~]+/gu)?.length ?? 0
    if (marks > maxMarks || (line.match(/[*_~]+/gu)?.length ?? 0) > maxMarks) return true
  }
  return false
}

class Reader {
  #tree: mdast.Root
  #scope: DocumentScope
  #shift: number
  #definitions = new Map<string, mdast.Definition>()
  #notes = new Map<string, mdast.FootnoteDefinition>()
  #noteNumbers = new Map<string, number>()

  constructor(tree: mdast.Root, scope: DocumentScope, under: number) {
    this.#tree = tree
    this.#scope = scope
    const highest = tree.children.reduce(
      (depth, node) => (node.type === 'heading' ? Math.min(depth, node.depth) : depth),
      6,
    )
    this.#shift = under + 1 - highest
    this.#collect(tree, 0)
  }

  read(): Block[] {
    return this.#blocks(this.#tree.children, 0)
  }

  #collect(node: mdast.Nodes, depth: number): void {
    if (node.type === 'definition' && !this.#definitions.has(node.identifier))
      this.#definitions.set(node.identifier, node)
    if (node.type === 'footnoteDefinition' && !this.#notes.has(node.identifier))
      this.#notes.set(node.identifier, node)
    if ('children' in node && depth < 200) for (const child of node.children) this.#collect(child, depth + 1)
  }

  #blocks(nodes: mdast.RootContent[], depth: number): Block[] {
    return nodes.flatMap((node) => this.#block(node, depth))
  }

  #block(node: mdast.RootContent, depth: number): Block[] {
    switch (node.type) {
      case 'heading':
        return this.#heading(node)
      case 'paragraph':
        return this.#paragraph(node.children)
      case 'blockquote':
        if (depth >= maxDepth) return this.#blocks(node.children, depth)
        return [{ type: 'blockquote', children: this.#blocks(node.children, depth + 1) }]
      case 'list':
        return this.#list(node, depth)
      case 'code':
        return [{ type: 'code', value: node.value, language: oneLine(node.lang ?? '').slice(0, 40) }]
      case 'html':
        return [{ type: 'code', value: node.value, language: 'html' }]
      case 'thematicBreak':
        return [{ type: 'thematicBreak' }]
      case 'table':
        return this.#table(node)
      default:
        return []
    }
  }

  #heading(node: mdast.Heading): Block[] {
    const { children, figures } = this.#inlines(node.children)
    const depth = Math.min(6, Math.max(1, node.depth + this.#shift)) as 1 | 2 | 3 | 4 | 5 | 6
    const words = plainText(children)
    if (words.trim() === '') return [...this.#alone(children), ...figures]
    return [this.#scope.heading(depth, children, words), ...figures]
  }

  /** Images in a paragraph stand below it, as figures with captions. */
  #paragraph(nodes: mdast.PhrasingContent[]): Block[] {
    const { children, figures } = this.#inlines(nodes)
    return [...this.#alone(children), ...figures]
  }

  #alone(children: Inline[]): Paragraph[] {
    const blank = children.every(
      (node) => node.type !== 'footnoteReference' && plainText([node]).trim() === '',
    )
    return blank ? [] : [paragraphOf(children)]
  }

  #list(node: mdast.List, depth: number): Block[] {
    if (depth >= maxDepth) return node.children.flatMap((item) => this.#blocks(item.children, depth))
    const items = node.children.map(
      (item): ListItem => ({
        checked: item.checked ?? null,
        children: this.#blocks(item.children, depth + 1),
      }),
    )
    const flow = textFlow(blockText(items[0]?.children ?? []))
    return [{ type: 'list', ordered: node.ordered === true, start: node.start ?? 1, items, flow }]
  }

  #table(node: mdast.Table): Block[] {
    const longest = node.children.reduce((count, row) => Math.max(count, row.children.length), 1)
    const count = Math.min(maxColumns, longest)
    const figures: Figure[] = []
    const rows = node.children.map((row) =>
      Array.from({ length: count }, (_, index): Block[] => {
        const cell = this.#inlines(row.children[index]?.children ?? [])
        figures.push(...cell.figures)
        const named = cell.figures.map(
          (figure): Inline => ({ type: 'text', value: `Figure ${figure.number}` }),
        )
        const children = [...cell.children, ...named]
        return children.length === 0 ? [] : [paragraphOf(children)]
      }),
    )
    const [head = [], ...body] = rows
    const widths = columnWidths(rows)
    const table: Table = {
      type: 'table',
      role: 'section',
      columns: widths.map((width, index) => ({ width, align: node.align?.[index] ?? 'left' })),
      head,
      rows: body.map((cells) => ({ kind: 'row', marked: false, anchor: null, cells })),
    }
    return [table, ...figures]
  }

  #inlines(nodes: mdast.PhrasingContent[]): { children: Inline[]; figures: Figure[] } {
    const figures: Figure[] = []
    const walk = (list: mdast.PhrasingContent[], depth: number): Inline[] =>
      list.flatMap((node): Inline[] => {
        if ('children' in node && depth >= maxDepth) return [{ type: 'text', value: wordsOf(node) }]
        switch (node.type) {
          case 'text':
            return [{ type: 'text', value: node.value.replace(/\s*\n\s*/gu, ' ') }]
          case 'html':
            return [{ type: 'text', value: node.value }]
          case 'inlineCode':
            return [{ type: 'inlineCode', value: node.value }]
          case 'break':
            return [{ type: 'break' }]
          case 'strong':
          case 'emphasis':
          case 'delete':
            return [{ type: node.type, children: walk(node.children, depth + 1) }]
          case 'link':
            return this.#link(node.url, walk(node.children, depth + 1))
          case 'linkReference':
            return this.#link(
              this.#definitions.get(node.identifier)?.url ?? '',
              walk(node.children, depth + 1),
            )
          case 'image':
            figures.push(this.#figure(node.url, node.alt, node.title))
            return []
          case 'imageReference': {
            const definition = this.#definitions.get(node.identifier)
            figures.push(this.#figure(definition?.url ?? '', node.alt, definition?.title))
            return []
          }
          case 'footnoteReference':
            return this.#footnote(node.identifier)
          default:
            return []
        }
      })
    return { children: walk(nodes, 0), figures }
  }

  /** A link to evidence of this review leads to its row in the index. */
  #link(url: string, children: Inline[]): Inline[] {
    const source = imageSource(url)
    const number = source.kind === 'evidence' ? this.#scope.numbers.get(source.id) : undefined
    if (number === undefined) return linkOf(url, children)
    const shown: Inline[] = plainText(children).trim() === '' ? [{ type: 'text', value: number }] : children
    return [{ type: 'link', url: `#${anchorOfExhibit(number)}`, children: shown }]
  }

  #figure(url: string, alt: string | null | undefined, title: string | null | undefined): Figure {
    const words = oneLine(alt ?? '').slice(0, 1000)
    return {
      type: 'figure',
      number: this.#scope.nextFigure(),
      source: imageSource(url),
      alt: words || 'Image without a description',
      caption: oneLine(title ?? '').slice(0, 1000) || words,
    }
  }

  #footnote(identifier: string): Inline[] {
    const known = this.#noteNumbers.get(identifier)
    if (known !== undefined) return [{ type: 'footnoteReference', number: known }]
    const definition = this.#notes.get(identifier)
    if (!definition) return [{ type: 'text', value: `[^${oneLine(identifier)}]` }]
    const children: Inline[] = []
    const number = this.#scope.footnote(children)
    this.#noteNumbers.set(identifier, number)
    children.push(...this.#noteWords(definition))
    return [{ type: 'footnoteReference', number }]
  }

  /** Footnotes hold words: their paragraphs follow each other, and anything else is given as its text. */
  #noteWords(definition: mdast.FootnoteDefinition): Inline[] {
    return definition.children.flatMap((node, index): Inline[] => {
      const words =
        node.type === 'paragraph'
          ? this.#inlines(node.children).children.filter((inline) => inline.type !== 'footnoteReference')
          : [{ type: 'text' as const, value: wordsOf(node) }]
      return index === 0 ? words : [{ type: 'text', value: ' ' }, ...words]
    })
  }
}

function paragraphOf(children: Inline[]): Paragraph {
  return { type: 'paragraph', children, flow: textFlow(plainText(children)) }
}

function linkOf(url: string, children: Inline[]): Inline[] {
  const safe = /^(?:https?:\/\/|mailto:)\S+$/iu.test(url) && url.length <= 2000
  if (!safe) return children
  const shown: Inline[] = plainText(children).trim() === '' ? [{ type: 'text', value: url }] : children
  return [{ type: 'link', url, children: shown }]
}

function wordsOf(node: mdast.Nodes): string {
  const words: string[] = []
  const pending: mdast.Nodes[] = [node]
  for (let next = pending.pop(); next; next = pending.pop()) {
    if ('value' in next) words.push(next.value)
    if ('children' in next) pending.push(...[...next.children].reverse())
  }
  return words.join(' ')
}
