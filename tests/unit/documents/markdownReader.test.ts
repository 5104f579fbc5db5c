import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { blockText } from '#core/documents/build/inline.ts'
import { DocumentScope } from '#core/documents/build/scope.ts'
import { maxMarkdownLength, parseMarkdown } from '#core/documents/markdownReader.ts'
import type { Block } from '#core/documents/model.ts'
import { walkBlocks } from '#core/documents/walk.ts'

const id = '0192f0c1-0000-7000-8000-000000000021'
const scope = () => new DocumentScope([{ number: 'EX-0001', id }])
const read = (source: string, within = scope()) => parseMarkdown(source, within, 'The section “Summary”')
const types = (blocks: Block[]) => [...walkBlocks(blocks)].map((block) => block.type)

describe('Markdown becomes blocks', () => {
  it('with headings one below the chapter they stand in, whatever depth they were written with', () => {
    const blocks = read('### A\n\ntext\n\n#### B\n')
    expect(blocks).toMatchObject([
      { type: 'heading', depth: 2, number: '0.1' },
      { type: 'paragraph' },
      { type: 'heading', depth: 3, number: '' },
    ])
  })

  it('with lists, ordered from where they start, and tasks with their state', () => {
    const [ordered, tasks] = read('4. four\n5. five\n\n---\n\n- [x] done\n- [ ] open\n').filter(
      (block) => block.type === 'list',
    )
    expect(ordered).toMatchObject({ ordered: true, start: 4, items: [{ checked: null }, { checked: null }] })
    expect(tasks).toMatchObject({ ordered: false, items: [{ checked: true }, { checked: false }] })
  })

  it('with tables whose short rows are filled and whose columns are shares of the width', () => {
    const [table] = read('| a | b | c |\n|:--|:-:|--:|\n| 1 | 2 |\n| a long text in this cell | x | y |\n')
    expect(table).toMatchObject({
      type: 'table',
      columns: [{ align: 'left' }, { align: 'center' }, { align: 'right' }],
    })
    if (table?.type !== 'table') return
    expect(table.rows.map((row) => row.cells.length)).toEqual([3, 3])
    const sum = table.columns.reduce((all, column) => all + column.width, 0)
    expect(sum).toBeCloseTo(1, 2)
    expect(table.columns[0]?.width).toBeGreaterThan(table.columns[1]?.width ?? 1)
  })

  it('with code, quotes, breaks and emphasis', () => {
    expect(types(read('> quote\n> - a\n\n```yaml\na: 1\n```\n\n***\n'))).toEqual([
      'blockquote',
      'paragraph',
      'list',
      'paragraph',
      'code',
      'thematicBreak',
    ])
    const [paragraph] = read('a **b** *c* ~~d~~ `e`\\\nf')
    expect(paragraph).toMatchObject({
      children: [
        { type: 'text', value: 'a ' },
        { type: 'strong' },
        {},
        { type: 'emphasis' },
        {},
        { type: 'delete' },
        {},
        { type: 'inlineCode', value: 'e' },
        { type: 'break' },
        { type: 'text', value: 'f' },
      ],
    })
  })

  it('with footnotes counted once, however often they are referred to', () => {
    const within = scope()
    const text = JSON.stringify(read('a[^x] b[^x] c[^y] d[^z]\n\n[^x]: One **two**\n[^y]: - three\n', within))
    expect(text.match(/"number":1/gu)).toHaveLength(2)
    expect(within.footnotes).toHaveLength(2)
    expect(text).toContain('[^z]')
  })

  it('with figures below the paragraph their images stood in', () => {
    const blocks = read(`before ![a](evidence:${id} "Title") after ![](data:image/png;base64,AAAA)`)
    expect(blocks).toMatchObject([
      { type: 'paragraph' },
      { type: 'figure', number: 1, source: { kind: 'evidence', id }, alt: 'a', caption: 'Title' },
      { type: 'figure', number: 2, source: { kind: 'data' }, alt: 'Image without a description' },
    ])
  })

  it('with the direction and language of each paragraph', () => {
    const flows = read(
      'plain\n\nמה קרה\n\nماذا حدث\n\n何が起きたか\n\n发生了什么\n\n무슨 일이\n\nक्या हुआ',
    ).map((block) => (block.type === 'paragraph' ? `${block.flow.lang} ${block.flow.dir}` : ''))
    expect(flows).toEqual(['en ltr', 'he rtl', 'ar rtl', 'ja ltr', 'zh ltr', 'ko ltr', 'hi ltr'])
  })
})

describe('hostile Markdown', () => {
  const links = (source: string) =>
    JSON.stringify(read(source))
      .match(/"type":"link","url":"[^"]*"/gu)
      ?.map((link) => link.slice(21, -1)) ?? []

  it.each([
    ['[a](javascript:alert(1))', []],
    ['[a](JAVASCRIPT:alert(1))', []],
    ['[a](data:text/html,x)', []],
    ['[a](file:///etc/passwd)', []],
    ['[a](//evil.example)', []],
    ['[a](../../x)', []],
    ['[a](#at-anything)', []],
    ['<javascript:alert(1)>', []],
    ['[a][r]\n\n[r]: javascript:alert(1)', []],
    ['[a](evidence:00000000-0000-0000-0000-000000000000)', []],
    [`[a](https://e.example/${'x'.repeat(3000)})`, []],
    ['[a](https://e.example/) <m@e.example>', ['https://e.example/', 'mailto:m@e.example']],
  ])('%s links to %j', (source, expected) => {
    expect(links(source)).toEqual(expected)
  })

  it.each([
    ['an image elsewhere', '![a](https://evil.example/p.png)', 'remote'],
    ['an image of the machine', '![a](file:///etc/passwd)', 'refused'],
    ['an image above', '![a](../../../etc/passwd)', 'refused'],
    ['a pasted page', '![a](data:text/html;base64,AAAA)', 'refused'],
    ['a pasted image without base64', '![a](data:image/svg+xml,<svg/>)', 'refused'],
    ['evidence by another name', '![a](evidence:../x)', 'refused'],
  ])('%s is never fetched', (_, source, kind) => {
    expect(read(source)).toMatchObject([{ type: 'figure', source: { kind } }])
  })

  it('shows HTML as text', () => {
    expect(types(read('<script>alert(1)</script>'))).toEqual(['code'])
    expect(blockText(read('a <img src=x onerror=alert(1)> b'))).toContain('<img src=x onerror=alert(1)>')
  })

  it('names characters that turn the reading order, and controls', () => {
    expect(blockText(read('a\u202eb\u0007c\ue000d\u0000e'))).toBe('a[U+202E]b[U+0007]c[U+E000]d\ufffde')
  })

  it.each([
    ['quotes in quotes', '>'.repeat(50_000)],
    ['lists in lists', '- '.repeat(20_000)],
    ['brackets', '['.repeat(100_000)],
    ['images without an end', '!['.repeat(50_000)],
    ['emphasis without an end', '*a_'.repeat(50_000)],
    ['code without an end', '`'.repeat(100_000)],
    ['a table of a thousand columns', `|${'a|'.repeat(1000)}\n|${'-|'.repeat(1000)}\n|${'b|'.repeat(1000)}`],
    ['a footnote in itself', '[^a]\n\n[^a]: see [^a]'],
    ['footnotes in each other', '[^a]\n\n[^a]: x[^b]\n[^b]: y[^a]'],
    ['a reference to itself', '[a]\n\n[a]: [a]'],
    ['entities', '&#0;&#xD800;&#x110000;&amp;lt;'.repeat(1000)],
    ['autolinks without an end', 'http://'.repeat(20_000)],
    ['ten thousand headings', '# a\n'.repeat(10_000)],
  ])('%s: read, and soon', (_, source) => {
    const began = performance.now()
    expect(read(source).length).toBeGreaterThan(0)
    expect(performance.now() - began).toBeLessThan(15_000)
  })

  it('refuses a text that is too long, by its name', () => {
    expect(() => read('a'.repeat(maxMarkdownLength + 1))).toThrow(
      /The section “Summary” has 2000001 characters; at most 2000000 can be printed/u,
    )
  })

  it('is read without an error, whatever it is', () => {
    const pieces = fc.constantFrom(
      ...[
        '# ',
        '> ',
        '- ',
        '1. ',
        '| ',
        '|-|-|\n',
        '\n',
        '\n\n',
        '```',
        '**',
        '_',
        '[',
        '](',
        ')',
        '![',
        '[^a]',
        '[^a]: ',
      ],
      ...[
        '<b>',
        '&amp;',
        '\\',
        '\t',
        '    ',
        'word',
        'مرحبا',
        '日本',
        '\u202e',
        '\ud800',
        'https://e.example',
        '~~',
        '---\n',
      ],
    )
    const source = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join('')),
    )
    fc.assert(
      fc.property(source, (text) => {
        const blocks = read(text)
        const json = JSON.stringify(blocks)
        expect(json).not.toMatch(/[\u202a-\u202e\u2066-\u2069\ue000]/u)
        expect(json.isWellFormed()).toBe(true)
        expect(json).not.toMatch(/\\ud[89a-f]/u)
      }),
      { numRuns: 1500, interruptAfterTimeLimit: 5000 },
    )
  })
})
