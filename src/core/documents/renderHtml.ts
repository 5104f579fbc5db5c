import { plainText } from './build/inline.ts'
import { labelNames } from './build/titlePage.ts'
import { formatInstant } from './dates.ts'
import { loadFigures } from './figures.ts'
import { blocksHtml, titleHtml } from './html/blocks.ts'
import { escapeHtml, tag } from './html/escape.ts'
import { flowAttributes, notesHtml } from './html/inlines.ts'
import { PageScope } from './html/scope.ts'
import { style } from './html/style.ts'
import type {
  Block,
  DocumentAssets,
  DocumentMeta,
  ExhibitPaths,
  Heading,
  ReviewDocument,
  TitlePage,
} from './model.ts'
import { printable } from './text.ts'
import { walkBlocks } from './walk.ts'

const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"

export interface HtmlOptions {
  /** Files that lie beside the page, by exhibit number; the index of exhibits links to them. */
  exhibitPaths?: ExhibitPaths
}

/**
 * The document as one page that stands alone: no script, nothing fetched, readable in any browser, on paper and by a
 * screen reader. The same document gives the same page.
 */
export async function renderHtml(
  document: ReviewDocument,
  assets: Pick<DocumentAssets, 'image'>,
  options: HtmlOptions = {},
): Promise<string> {
  const figures = await loadFigures(document, assets)
  const scope = new PageScope(document, figures, options.exhibitPaths ?? new Map())
  const { meta } = document
  const title = document.blocks.find((block): block is TitlePage => block.type === 'titlePage')
  const contents = document.blocks.find((block) => block.type === 'contents')
  const main = blocksHtml(scope, document.blocks)
  const name = `${meta.key} ${meta.title}`
  const end = `Pack ${meta.packId} · exported ${formatInstant(meta.exportedAt)} by ${meta.exportedBy} · ${labelNames[meta.label]}`
  return [
    '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    tag('title', {}, escapeHtml(name)),
    `<style>${style}${printedMargins(meta)}</style></head><body>`,
    '<a class="skip" href="#_main">Skip to the review</a>',
    runningLine(meta),
    '<div class="page">',
    title ? titleHtml(scope, title) : tag('header', { class: 'title' }, tag('h1', {}, escapeHtml(name))),
    contents ? contentsHtml(scope, contents.title, document.blocks) : '',
    tag('main', { id: '_main' }, main, notesHtml(scope)),
    tag('footer', { class: 'end' }, escapeHtml(end)),
    '</div></body></html>\n',
  ].join('\n')
}

const isDraft = (meta: DocumentMeta) => meta.status === 'draft'

/** What stays in sight whatever part is read: key, label, and whether this is a draft. */
function runningLine(meta: DocumentMeta): string {
  const draft = tag('strong', { class: 'draft' }, 'Draft, not approved')
  return tag(
    'div',
    { class: 'running', role: 'region', 'aria-label': 'About this document' },
    tag('span', { class: 'name' }, escapeHtml(`${meta.key}, revision ${meta.revision}`)),
    isDraft(meta) ? draft : '',
    tag('strong', { class: 'label' }, escapeHtml(labelNames[meta.label])),
    isDraft(meta) ? tag('div', { class: 'mark', 'aria-hidden': 'true' }, 'DRAFT') : '',
  )
}

/** The margins of every page on paper (CSS Paged Media 3, 4.2), since the line above is printed once. */
function printedMargins(meta: DocumentMeta): string {
  const left = styleText(`${meta.key} ${meta.title}`.slice(0, 90))
  const right = styleText(labelNames[meta.label].toUpperCase() + (isDraft(meta) ? ' · DRAFT' : ''))
  const foot = styleText(`${meta.packId} · ${formatInstant(meta.exportedAt)}`)
  return (
    `@page{@top-left{content:${left}}@top-right{content:${right}}` +
    `@bottom-left{content:${foot}}@bottom-right{content:"Page " counter(page) " of " counter(pages)}}`
  )
}

/** A string of CSS in which nothing but plain letters stands as itself. */
function styleText(text: string): string {
  const letters = [...printable(text)].map((letter) =>
    /[A-Za-z0-9 .,:-]/u.test(letter) ? letter : `\\${letter.codePointAt(0)?.toString(16)} `,
  )
  return `"${letters.join('')}"`
}

/** Headings of the first two levels, those of the second inside of the one above them. */
function contentsHtml(scope: PageScope, title: string, blocks: Block[]): string {
  const chapters: { heading: Heading; sections: Heading[] }[] = []
  for (const block of walkBlocks(blocks)) {
    if (block.type !== 'heading' || block.depth > 2) continue
    const last = chapters.at(-1)
    if (block.depth === 2 && last) last.sections.push(block)
    else chapters.push({ heading: block, sections: [] })
  }
  const entry = (heading: Heading) => {
    const words = escapeHtml(`${heading.number} ${plainText(heading.children)}`.trim())
    const target = scope.leads(heading.anchor) ? `#${heading.anchor}` : null
    return tag('a', { href: target, ...flowAttributes(heading.flow) }, words)
  }
  const items = chapters.map(({ heading, sections }) => {
    const inside = sections.map((section) => tag('li', {}, entry(section)))
    return tag('li', {}, entry(heading), inside.length > 0 ? tag('ol', {}, ...inside) : '')
  })
  const list = tag('ol', {}, ...items)
  return tag(
    'nav',
    { 'aria-labelledby': '_contents' },
    tag('div', {}, tag('h2', { id: '_contents' }, escapeHtml(title)), list),
  )
}
