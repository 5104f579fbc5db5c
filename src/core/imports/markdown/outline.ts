import type { Heading, Root, RootContent } from 'mdast'
import { kindOfHeading } from './headings.ts'
import { plainText } from './plainText.ts'
import type { SectionKind } from './record.ts'
import { lineOf } from './source.ts'

/** A section with everything in it, deeper headings that belong to it too. The part before any has the heading ''. */
export type Part = { heading: string; kind: SectionKind; level: number; line: number; nodes: RootContent[] }

export type Outline = { title: Heading | undefined; intro: Part; parts: Part[]; headings: number }

const kept = new Set<SectionKind>(['lessons', 'detection', 'resolution', 'background', 'other'])

/** The first heading is the title, unless it is a section's name (`# Summary` in a file of `#` headings). */
function isTitle(heading: Heading, words: string): boolean {
  const section = kindOfHeading(words) !== 'other' && words.split(/\s+/).length <= 3
  return heading.depth === 1 ? !section : kindOfHeading(words) === 'other'
}

/** Whether a deeper heading stays within the section above it: it names nothing else that has a place of its own. */
function belongs(kind: SectionKind, parent: Part): boolean {
  return kind === 'other' || kind === parent.kind || (kept.has(kind) && kept.has(parent.kind))
}

export function outlineOf(root: Root, urls: ReadonlyMap<string, string>): Outline {
  const intro: Part = { heading: '', kind: 'other', level: 0, line: 1, nodes: [] }
  const parts: Part[] = []
  let open: Part[] = []
  let title: Heading | undefined
  let headings = 0
  for (const node of root.children) {
    if (node.type === 'yaml') continue
    if (node.type !== 'heading') {
      ;(open.at(-1) ?? intro).nodes.push(node)
      continue
    }
    headings += 1
    const words = plainText(node.children, urls)
    if (headings === 1 && isTitle(node, words)) {
      title = node
      continue
    }
    const kind = kindOfHeading(words)
    open = open.filter((part) => part.level < node.depth)
    const parent = open.at(-1)
    if (parent && belongs(kind, parent)) {
      parent.nodes.push(node)
      continue
    }
    const part: Part = { heading: words, kind, level: node.depth, line: lineOf(node), nodes: [] }
    parts.push(part)
    open.push(part)
  }
  return { title, intro, parts, headings }
}
