import type { Nodes } from 'mdast'

const asUrl = /^(?:https?:\/\/|mailto:|www\.)/i

/** The address that a link, an image or a reference leads to. */
export function urlOf(node: Nodes, urls: ReadonlyMap<string, string>): string | undefined {
  if (node.type === 'link' || node.type === 'image' || node.type === 'definition') return node.url
  if (node.type === 'linkReference' || node.type === 'imageReference') return urls.get(node.identifier)
  return undefined
}

function inner(node: Nodes, urls: ReadonlyMap<string, string>): string {
  if (node.type === 'break') return ' '
  if (node.type === 'html') return /^<br\s*\/?>$/i.test(node.value) ? ' ' : node.value
  if (node.type === 'footnoteReference') return `[^${node.label ?? node.identifier}]`
  const url = urlOf(node, urls)
  let words = ''
  if ('value' in node) words = node.value
  else if ('alt' in node) words = node.alt ?? ''
  else if ('children' in node) words = node.children.map((child) => inner(child, urls)).join('')
  if (url === undefined || url.startsWith('data:')) return words
  const bare = words === url || (asUrl.test(words) && url.endsWith(words))
  if (bare || words === '') return url
  return `${words} (${url})`
}

/** Inline Markdown as plain text on one line; a link becomes `text (address)`. */
export function plainText(nodes: readonly Nodes[], urls: ReadonlyMap<string, string>): string {
  return nodes
    .map((node) => inner(node, urls))
    .join('')
    .replace(/\s+/g, ' ')
    .trim()
}
