import type { Inline } from './model.ts'

/** The same words without references to footnotes: for footnotes themselves, contents and links. */
export function withoutNotes(nodes: Inline[]): Inline[] {
  return pruned(nodes, (node) => (node.type === 'footnoteReference' ? [] : undefined))
}

/** The same words without links and footnotes: for the inside of a link. */
export function withoutLinks(nodes: Inline[]): Inline[] {
  return pruned(withoutNotes(nodes), (node) =>
    node.type === 'link' ? withoutLinks(node.children) : undefined,
  )
}

function pruned(nodes: Inline[], replace: (node: Inline) => Inline[] | undefined): Inline[] {
  return nodes.flatMap((node): Inline[] => {
    const other = replace(node)
    if (other) return other
    return 'children' in node ? [{ ...node, children: pruned(node.children, replace) }] : [node]
  })
}
