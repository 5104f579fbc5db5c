import fc from 'fast-check'
import type { Block, Inline, ReviewDocument, TableColumn, TextFlow } from '#core/documents/model.ts'

/** Any sixteen-bit units at all: controls, halves of pairs, what turns the reading order, and what markup is made of. */
const units = fc.oneof(
  fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
  fc.constantFrom(
    '<',
    '>',
    '&',
    '"',
    "'",
    ']]>',
    '<!--',
    '<script>',
    '&#0;',
    'א',
    'ب',
    '漢',
    '\u0000',
    '\ud800',
    ' ',
  ),
)
export const hostileText = fc.array(units, { maxLength: 24 }).map((list) => list.join(''))

const flow: fc.Arbitrary<TextFlow> = fc.record({
  dir: fc.constantFrom('ltr', 'rtl'),
  lang: fc.constantFrom('en', 'ar', 'he', 'hi', 'zh', 'ja', 'ko'),
})
const url = fc.oneof(
  hostileText,
  hostileText.map((text) => `https://example.org/${text}`),
  hostileText.map((text) => `mailto:${text}`),
  fc.constantFrom(
    '#here',
    '#nowhere',
    'javascript:alert(1)',
    'https://[',
    'data:text/html,x',
    'http://a:b@c/%zz?{}|#a#b',
  ),
)

const inline = fc.letrec<{ node: Inline; list: Inline[] }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3 },
    fc.record({ type: fc.constantFrom('text', 'inlineCode', 'hash'), value: hostileText }),
    fc.constant({ type: 'break' as const }),
    fc.record({ type: fc.constant('footnoteReference' as const), number: fc.integer({ min: 1, max: 3 }) }),
    fc.record({ type: fc.constantFrom('strong', 'emphasis', 'delete', 'muted'), children: tie('list') }),
    fc.record({ type: fc.constant('link' as const), url, children: tie('list') }),
  ),
  list: fc.array(tie('node'), { maxLength: 4 }),
})).list

const anchor = fc.constantFrom(null, 'here', 'there')

const block = fc.letrec<{ block: Block; list: Block[] }>((tie) => ({
  block: fc.oneof(
    { maxDepth: 3 },
    fc.record({ type: fc.constant('paragraph' as const), children: inline, flow }),
    fc.record({
      type: fc.constant('heading' as const),
      depth: fc.constantFrom(1, 2, 3, 4, 5, 6),
      number: fc.constantFrom('', '1', '2.1'),
      anchor: fc.constantFrom('here', 'there'),
      children: inline,
      flow,
    }),
    fc.record({ type: fc.constant('code' as const), value: hostileText, language: hostileText }),
    fc.constantFrom<Block>({ type: 'thematicBreak' }, { type: 'pageBreak' }),
    fc.record({
      type: fc.constant('figure' as const),
      number: fc.integer({ min: 1, max: 3 }),
      source: fc.record({ kind: fc.constant('remote' as const), url: hostileText }),
      alt: hostileText,
      caption: hostileText,
    }),
    fc.record({ type: fc.constant('blockquote' as const), children: tie('list') }),
    fc.record({
      type: fc.constant('list' as const),
      ordered: fc.boolean(),
      start: fc.constantFrom(0, 1, 7, 32_767, 999_999_999),
      items: fc.array(fc.record({ checked: fc.constantFrom(null, true, false), children: tie('list') }), {
        maxLength: 3,
      }),
      flow,
    }),
    fc.record({
      type: fc.constant('table' as const),
      role: fc.constantFrom('section', 'timeline', 'exhibits'),
      columns: fc.constant<TableColumn[]>([
        { width: 0.3, align: 'left' },
        { width: 0.7, align: 'right' },
      ]),
      head: fc.tuple(tie('list'), tie('list')),
      rows: fc.array(
        fc.oneof(
          fc.record({
            kind: fc.constant('row' as const),
            marked: fc.boolean(),
            anchor,
            cells: fc.tuple(tie('list'), tie('list')),
          }),
          fc.record({
            kind: fc.constant('group' as const),
            marked: fc.boolean(),
            anchor,
            cells: fc.tuple(tie('list')),
          }),
        ),
        { maxLength: 3 },
      ),
    }),
    fc.record({
      type: fc.constant('facts' as const),
      rows: fc.array(fc.record({ term: hostileText, value: tie('list') }), { maxLength: 2 }),
    }),
    fc.record({
      type: fc.constant('entries' as const),
      role: fc.constant('factors' as const),
      items: fc.array(
        fc.record({ label: hostileText, title: hostileText, flow, anchor, children: tie('list') }),
        {
          maxLength: 2,
        },
      ),
    }),
    fc.record({
      type: fc.constant('notice' as const),
      tone: fc.constantFrom('plain', 'attention'),
      title: hostileText,
      children: tie('list'),
    }),
  ),
  list: fc.array(tie('block'), { maxLength: 3 }),
})).list

/** Documents that no builder would make, to hold both renderings to: whatever is in them, what comes out is sound. */
export const hostileDocument: fc.Arbitrary<ReviewDocument> = fc.record({
  meta: fc.record({
    organisation: hostileText,
    title: hostileText,
    key: hostileText,
    revision: fc.constant(1),
    label: fc.constantFrom('public', 'internal', 'confidential', 'restricted'),
    status: fc.constantFrom('draft', 'approved', 'sealed'),
    packId: hostileText,
    exportedAt: fc.constant('2026-11-24T10:15:30Z'),
    exportedBy: hostileText,
    authors: fc.array(hostileText, { maxLength: 2 }),
    contentSha256: hostileText,
    keywords: fc.array(hostileText, { maxLength: 2 }),
  }),
  blocks: fc
    .array(block, { maxLength: 3 })
    .map((lists): Block[] => [{ type: 'contents', title: 'Contents' }, ...lists.flat()]),
  footnotes: fc.array(inline, { maxLength: 2 }),
})
