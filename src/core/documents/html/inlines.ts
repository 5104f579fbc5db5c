import type { Inline, TextFlow } from '../model.ts'
import { withoutLinks, withoutNotes } from '../pruned.ts'
import { escapeHtml, tag } from './escape.ts'
import { webAddress } from './links.ts'
import type { PageScope } from './scope.ts'

const elements = { strong: 'strong', emphasis: 'em', delete: 'del' } as const

/** Inline nodes as HTML; everything that is text is escaped. */
export function inlineHtml(scope: PageScope, nodes: Inline[]): string {
  return nodes.map((node) => inline(scope, node)).join('')
}

function inline(scope: PageScope, node: Inline): string {
  switch (node.type) {
    case 'text':
      return escapeHtml(node.value)
    case 'strong':
    case 'emphasis':
    case 'delete':
      return tag(elements[node.type], {}, inlineHtml(scope, node.children))
    case 'muted':
      return tag('span', { class: 'muted' }, inlineHtml(scope, node.children))
    case 'inlineCode':
      return tag('code', {}, escapeHtml(node.value))
    case 'hash':
      return tag('span', { class: 'hash' }, escapeHtml(node.value))
    case 'break':
      return '<br>'
    case 'link': {
      const words = inlineHtml(scope, withoutLinks(node.children))
      const target = linkTarget(scope, node.url)
      return target === undefined ? words : tag('a', { href: target, rel: 'noreferrer' }, words)
    }
    case 'footnoteReference':
      return noteReference(scope, node.number)
  }
}

function linkTarget(scope: PageScope, url: string): string | undefined {
  if (!url.startsWith('#')) return webAddress(url)
  return scope.leads(url.slice(1)) ? url : undefined
}

function noteReference(scope: PageScope, number: number): string {
  const count = scope.noteReference(number)
  const link = tag(
    'a',
    { href: `#_note-${number}`, id: `_reference-${number}-${count}`, 'aria-label': `Footnote ${number}` },
    String(number),
  )
  return tag('sup', {}, link)
}

/** Footnotes with links back to each place that refers to them. */
export function notesHtml(scope: PageScope): string {
  const notes = [...scope.noteReferences.entries()].sort(([a], [b]) => a - b)
  if (notes.length === 0) return ''
  const items = notes.map(([number, count]) => {
    const words = withoutNotes(scope.document.footnotes[number - 1] ?? [])
    const back = Array.from({ length: count }, (_, index) =>
      tag(
        'a',
        {
          href: `#_reference-${number}-${index + 1}`,
          'aria-label': `Back to where footnote ${number} stands${count > 1 ? `, place ${index + 1}` : ''}`,
        },
        '↩',
      ),
    )
    return tag('li', { id: `_note-${number}`, value: number }, inlineHtml(scope, words), ' ', back.join(' '))
  })
  return tag(
    'section',
    { class: 'notes', 'aria-labelledby': '_notes' },
    '<h2 id="_notes">Footnotes</h2>',
    tag('ol', {}, ...items),
  )
}

/** Direction and language of a text, where they are not those of the page. */
export function flowAttributes(flow: TextFlow): { dir?: string; lang?: string } {
  return {
    ...(flow.dir === 'rtl' ? { dir: 'rtl' } : {}),
    ...(flow.lang === 'en' ? {} : { lang: flow.lang }),
  }
}
