import { blockText } from '../build/inline.ts'
import type { Block, Heading, List, TitlePage } from '../model.ts'
import { textFlow } from '../text.ts'
import { escapeHtml, open, tag } from './escape.ts'
import { figureHtml } from './figures.ts'
import { flowAttributes, inlineHtml } from './inlines.ts'
import type { PageScope } from './scope.ts'
import { tableHtml } from './tables.ts'

/** Blocks of the document as HTML. The title page and the contents have places of their own on the page. */
export function blocksHtml(scope: PageScope, blocks: Block[]): string {
  return blocks.map((block) => blockHtml(scope, block)).join('')
}

function blockHtml(scope: PageScope, block: Block): string {
  switch (block.type) {
    case 'titlePage':
    case 'contents':
    case 'pageBreak':
      return ''
    case 'heading':
      return headingHtml(scope, block)
    case 'paragraph':
      return tag('p', flowAttributes(block.flow), inlineHtml(scope, block.children))
    case 'list':
      return listHtml(scope, block)
    case 'blockquote':
      return tag(
        'blockquote',
        flowAttributes(textFlow(blockText(block.children))),
        blocksHtml(scope, block.children),
      )
    case 'code':
      return tag('pre', {}, tag('code', {}, escapeHtml(block.value)))
    case 'thematicBreak':
      return '<hr>'
    case 'table':
      return tableHtml(scope, block)
    case 'figure':
      return figureHtml(scope, block)
    case 'facts':
      return block.rows.length === 0
        ? ''
        : tag(
            'dl',
            { class: 'facts' },
            ...block.rows.flatMap((row) => [
              tag('dt', {}, escapeHtml(row.term)),
              tag('dd', {}, blocksHtml(scope, row.value)),
            ]),
          )
    case 'entries':
      return block.items
        .map((item) =>
          tag(
            'div',
            { class: 'entry', id: scope.place(item.anchor) },
            tag('p', { class: 'entry-label' }, escapeHtml(item.label)),
            tag('p', { class: 'entry-title', ...flowAttributes(item.flow) }, escapeHtml(item.title)),
            blocksHtml(scope, item.children),
          ),
        )
        .join('')
    case 'notice':
      return tag(
        'div',
        { class: block.tone === 'attention' ? 'notice attention' : 'notice' },
        tag('p', { class: 'notice-title' }, escapeHtml(block.title)),
        blocksHtml(scope, block.children),
      )
  }
}

/** The page's own title is the first level; below the sixth, HTML has roles instead of elements. */
function headingHtml(scope: PageScope, block: Heading): string {
  const level = block.depth + 1
  const number = block.number === '' ? '' : `${tag('span', { class: 'number' }, escapeHtml(block.number))} `
  const attributes = { id: scope.place(block.anchor), ...flowAttributes(block.flow) }
  const words = number + inlineHtml(scope, block.children)
  return level <= 6
    ? tag(`h${level}`, attributes, words)
    : tag('div', { ...attributes, class: 'h7', role: 'heading', 'aria-level': level }, words)
}

function listHtml(scope: PageScope, list: List): string {
  const items = list.items.map((item) => {
    const content = blocksHtml(scope, item.children)
    if (item.checked === null) return tag('li', {}, content)
    const box = tag(
      'span',
      { class: 'box', role: 'img', 'aria-label': item.checked ? 'done' : 'not done' },
      item.checked ? '☑' : '☐',
    )
    return tag('li', { class: 'task' }, box, content)
  })
  return list.ordered
    ? tag('ol', { start: list.start === 1 ? null : list.start, ...flowAttributes(list.flow) }, ...items)
    : tag('ul', flowAttributes(list.flow), ...items)
}

export function titleHtml(scope: PageScope, page: TitlePage): string {
  const signers = page.signers.map(
    (signer) =>
      tag('dt', {}, escapeHtml(signer.kind)) + tag('dd', {}, escapeHtml(`${signer.who}, ${signer.when}`)),
  )
  return [
    open('header', { class: 'title' }),
    tag(
      'p',
      { class: 'organisation' },
      escapeHtml(page.organisation),
      ' ',
      tag('span', { class: 'label' }, escapeHtml(page.label)),
    ),
    tag('p', { class: 'kind' }, escapeHtml(page.kind)),
    tag('h1', flowAttributes(page.flow), escapeHtml(page.title)),
    tag('p', { class: 'key' }, escapeHtml(page.subtitle)),
    blocksHtml(scope, [page.verdict, page.facts]),
    signers.length === 0
      ? ''
      : tag('p', { class: 'approved' }, 'Approved by') + tag('dl', { class: 'facts' }, ...signers),
    '</header>',
  ].join('')
}
