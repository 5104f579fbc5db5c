import type { Nodes, Root, RootContent } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { frontmatter } from 'micromark-extension-frontmatter'
import { gfm } from 'micromark-extension-gfm'
import { visit } from 'unist-util-visit'
import { urlOf } from './plainText.ts'

/** A Markdown text with its tree. Positions lead from nodes to lines and words of the source. */
export type Source = {
  text: string
  lines: readonly string[]
  root: Root
  /** Source of each link or footnote definition by its identifier. */
  definitions: ReadonlyMap<string, string>
  urls: ReadonlyMap<string, string>
}

/** Parses Markdown with GitHub's tables, task lists and footnotes. A single `~` is no strike-through: it means "about". */
export function parseSource(text: string, lines: readonly string[]): Source {
  const root = fromMarkdown(text, {
    extensions: [gfm({ singleTilde: false }), frontmatter(['yaml'])],
    mdastExtensions: [gfmFromMarkdown(), frontmatterFromMarkdown(['yaml'])],
  })
  const definitions = new Map<string, string>()
  const urls = new Map<string, string>()
  visit(root, (node) => {
    if (node.type !== 'definition' && node.type !== 'footnoteDefinition') return
    const key = `${node.type === 'footnoteDefinition' ? '^' : ''}${node.identifier}`
    if (definitions.has(key)) return
    definitions.set(key, text.slice(startOf(node), endOf(node)))
    if (node.type === 'definition') urls.set(node.identifier, node.url)
  })
  return { text, lines, root, definitions, urls }
}

export const startOf = (node: Nodes) => node.position?.start.offset ?? 0
export const endOf = (node: Nodes) => node.position?.end.offset ?? 0
export const lineOf = (node: Nodes) => node.position?.start.line ?? 1

/** Nodes' words in the source, the indentation of their own column taken off. */
export function sliceOf(source: Source, first: Nodes, last: Nodes = first): string {
  const column = (first.position?.start.column ?? 1) - 1
  const words = source.text.slice(startOf(first), endOf(last))
  if (column === 0) return words
  const indent = new RegExp(`^[ \\t]{1,${column}}`)
  return words
    .split('\n')
    .map((line, index) => (index === 0 ? line : line.replace(indent, '')))
    .join('\n')
}

/** Definitions that some nodes refer to but do not hold: appended, they let the nodes' words resolve on their own. */
export function withDefinitions(source: Source, markdown: string, nodes: readonly RootContent[]): string {
  const used = new Set<string>()
  const held = new Set<string>()
  for (const node of nodes) {
    visit(node, (inner) => {
      if (inner.type === 'linkReference' || inner.type === 'imageReference') used.add(inner.identifier)
      if (inner.type === 'footnoteReference') used.add(`^${inner.identifier}`)
      if (inner.type === 'definition') held.add(inner.identifier)
      if (inner.type === 'footnoteDefinition') held.add(`^${inner.identifier}`)
    })
  }
  const needed = [...used].filter((key) => !held.has(key)).flatMap((key) => source.definitions.get(key) ?? [])
  return needed.length === 0 ? markdown : `${markdown}\n\n${needed.join('\n')}`
}

export { urlOf }
