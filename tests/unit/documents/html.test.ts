import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { buildReviewDocument } from '#core/documents/build/buildReviewDocument.ts'
import { exhibitAddress, webAddress } from '#core/documents/html/links.ts'
import type { DocumentAssets } from '#core/documents/model.ts'
import { renderHtml } from '#core/documents/renderHtml.ts'
import { sampleAssets } from '../../fixtures/sampleAssets.ts'
import { sampleRecord } from '../../fixtures/sampleRecord.ts'
import { hostileDocument } from './wordArbitrary.ts'
import { firstMissing, readingTexts } from './wordReading.ts'

const sample = buildReviewDocument(sampleRecord())
const noAssets: DocumentAssets = { image: async () => undefined, attachments: [] }

const void_ = new Set(['meta', 'br', 'hr', 'img', 'col'])
const known =
  /^(?:html|head|meta|title|style|body|a|div|header|nav|main|footer|section|p|h[1-6]|dl|dt|dd|ul|ol|li|strong|em|del|span|code|pre|br|hr|sup|blockquote|table|colgroup|col|thead|tbody|tr|th|td|figure|figcaption|img)$/
const attribute =
  /^ (?:lang|dir|id|class|href|rel|role|scope|style|src|alt|width|height|start|value|colspan|tabindex|charset|name|content|http-equiv|aria-[a-z]+)$/

interface Token {
  name: string
  attributes: Record<string, string>
}

/** Reads a page as strictly as it was written: each tag known, quoted, closed in turn. Gives its tags and its words. */
function readPage(html: string): { tags: Token[]; words: string } {
  const page = html.replace(/^<!doctype html>\n/, '').replace(/<style>[^<]*<\/style>/, '')
  const tags: Token[] = []
  const open: string[] = []
  let words = ''
  const token = /<(\/?)([a-z][a-z0-9]*)((?: [a-z-]+="[^"<>]*")*)>|([^<>]+)/gy
  while (token.lastIndex < page.length) {
    const at = token.lastIndex
    const found = token.exec(page)
    if (!found) throw new Error(`not sound at ${at}: ${page.slice(at, at + 80)}`)
    const [, closing, name = '', source = '', text] = found
    if (text !== undefined) {
      if (/&(?!(?:amp|lt|gt|quot|#39);)/.test(text)) throw new Error(`a bare & in ${text}`)
      words += decode(text)
      continue
    }
    if (!known.test(name)) throw new Error(`<${name}>`)
    if (closing) {
      if (open.pop() !== name) throw new Error(`</${name}> ends another element`)
      continue
    }
    if (!void_.has(name)) open.push(name)
    const attributes: Record<string, string> = {}
    for (const [, key = '', value = ''] of source.matchAll(/( [a-z-]+)="([^"]*)"/g)) {
      if (!attribute.test(key)) throw new Error(`the attribute${key}`)
      attributes[key.trim()] = decode(value)
    }
    tags.push({ name, attributes })
    words += ['p', 'td', 'th', 'br', 'li', 'dt', 'dd'].includes(name) ? ' ' : ''
  }
  expect(open).toEqual([])
  return { tags, words }
}

function decode(text: string): string {
  const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }
  return text.replace(/&([a-z]+|#39);/g, (_, name: string) => entities[name] ?? '')
}

function checkSound(html: string): void {
  const { tags } = readPage(html)
  const ids = tags.flatMap(({ attributes }) => (attributes.id === undefined ? [] : [attributes.id]))
  expect(new Set(ids).size).toBe(ids.length)
  for (const { attributes } of tags) {
    const { href, src } = attributes
    if (href?.startsWith('#')) expect(ids).toContain(href.slice(1))
    else if (href !== undefined) expect(href).toMatch(/^(?:https?:\/\/|mailto:|exhibits\/)/)
    if (src !== undefined) expect(src).toMatch(/^data:image\/(?:png|jpeg|gif|webp|svg\+xml);base64,/)
  }
}

describe('the page of a review', () => {
  let html: string
  beforeAll(async () => {
    html = await renderHtml(sample, sampleAssets(), {
      exhibitPaths: new Map([['EX-0001', 'exhibits/EX-0001 log ü.txt']]),
    })
  })

  it('has all words of the review, in their order', () => {
    expect(firstMissing(readingTexts(sample), readPage(html).words)).toBeUndefined()
  })

  it('is sound, runs nothing, and leads nowhere but to the web, its own parts and its exhibits', () => {
    checkSound(html)
    expect(html).toContain(
      `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">`,
    )
    expect(html).not.toMatch(/<script|\son[a-z]+=|@import|url\(/i)
  })

  it('links the index of exhibits to the files beside it', () => {
    expect(html).toContain('href="exhibits/EX-0001%20log%20%C3%BC.txt"')
  })

  it('has a place for each part, heads for its tables, and words for its images', () => {
    const { tags } = readPage(html)
    const count = (name: string) => tags.filter((one) => one.name === name).length
    for (const name of ['header', 'nav', 'main', 'footer', 'h1']) expect(count(name)).toBe(1)
    expect(count('table')).toBe(sample.blocks.filter((block) => block.type === 'table').length)
    for (const head of tags.filter((one) => one.name === 'th'))
      expect(head.attributes.scope).toMatch(/^(col|rowgroup)$/)
    for (const image of tags.filter((one) => one.name === 'img')) expect(image.attributes.alt).not.toBe('')
  })

  it('shows its label on the screen and in the margin of every sheet of paper', () => {
    expect(readPage(html).words).toContain('REV-2026-0007, revision 2Confidential')
    expect(html).toMatch(/@top-right\{content:"CONFIDENTIAL"\}/)
    expect(html).not.toMatch(/DRAFT|Draft, not approved/)
  })

  it('says in sight of every part, and across every sheet, that a draft is one', async () => {
    const draft = await renderHtml(buildReviewDocument({ ...sampleRecord(), status: 'draft' }), noAssets)
    checkSound(draft)
    expect(readPage(draft).words).toContain('REV-2026-0007, revision 2Draft, not approvedConfidentialDRAFT')
    expect(draft).toContain('@top-right{content:"CONFIDENTIAL \\b7  DRAFT"}')
  })

  it('leads from each footnote back to its place', () => {
    expect(html).toContain('href="#_note-1"')
    expect(html).toContain('href="#_reference-1-1"')
  })

  it('is the same page for the same review', async () => {
    const once = await renderHtml(sample, sampleAssets())
    expect(await renderHtml(sample, sampleAssets())).toBe(once)
  })
})

describe('hostile text in the page of a review', () => {
  it('stays text, whatever the document holds', async () => {
    await fc.assert(
      fc.asyncProperty(hostileDocument, async (document) => checkSound(await renderHtml(document, noAssets))),
      { numRuns: 150, interruptAfterTimeLimit: 6000 },
    )
  })

  it.each([
    ['a script', '<script>alert(1)</script><img src=x onerror=alert(1)>'],
    ['the end of the style sheet', '</style><script>alert(1)</script>'],
    ['quotes', `" onmouseover="alert(1)' x='`],
    ['entities', '&lt;b&gt; &#60;script&#62;'],
  ])('%s', async (_, text) => {
    const record = sampleRecord()
    record.content.review.title = text
    record.content.organisation = text
    record.content.sections = [
      { id: 'x', title: text, markdown: `${text}\n\n[${text}](javascript:alert(1))\n\n![a](${text})` },
    ]
    const html = await renderHtml(buildReviewDocument(record), noAssets, {
      exhibitPaths: new Map([['EX-0001', `exhibits/${text}`]]),
    })
    checkSound(html)
    expect(readPage(html).words).toContain(text)
    const sheet = /<style>(.*?)<\/style>/s.exec(html)?.[1] ?? ''
    expect(sheet).toMatch(/@top-left\{content:"(?:[A-Za-z0-9 .,:-]|\\[0-9a-f]{1,6} )*"\}@top-right/)
  })
})

describe('addresses on the page', () => {
  it.each([
    ['https://example.org/ä', 'https://example.org/%C3%A4'],
    ['mailto:a@example.org', 'mailto:a@example.org'],
    ['javascript:alert(1)', undefined],
    [' java\tscript:alert(1)', undefined],
    ['data:text/html,x', undefined],
    ['//example.org', undefined],
    ['file:///etc/passwd', undefined],
  ])('of a link: %s', (url, expected) => expect(webAddress(url)).toBe(expected))

  it.each([
    ['exhibits/EX-0001 a b.txt', 'exhibits/EX-0001%20a%20b.txt'],
    ['exhibits/100%#?.txt', 'exhibits/100%25%23%3F.txt'],
    ['javascript:alert(1)', 'javascript%3Aalert(1)'],
    ['../secret', undefined],
    ['exhibits/../../secret', undefined],
    ['/etc/passwd', undefined],
    ['exhibits\\..\\x', undefined],
    ['//example.org/x', undefined],
    ['exhibits/\ud800', undefined],
    ['', undefined],
  ])('of an exhibit: %s', (path, expected) => expect(exhibitAddress(path)).toBe(expected))
})
