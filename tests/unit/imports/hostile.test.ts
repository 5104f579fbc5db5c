import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parsePostmortem } from '#core/imports/markdown/parsePostmortem.ts'
import { postmortemRecord } from '#core/imports/markdown/record.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const parse = (input: Uint8Array | string) =>
  parsePostmortem(typeof input === 'string' ? bytes(input) : input, { fileName: 'review.md' })
const yaml = (text: string) => `---\n${text}\n---\n# Outage\n`

describe('a file that cannot be read is rejected with a sentence', () => {
  it.each<[string, () => Uint8Array | string, RegExp]>([
    ['200 MB', () => new Uint8Array(200 * 1024 * 1024).fill(97), /200\.0 MB; at most 5\.0 MB/],
    ['a program', () => new Uint8Array([35, 32, 0, 1]), /byte 3 is zero/],
    ['a PDF', () => '%PDF-1.7', /a PDF/],
    ['invalid UTF-8', () => new Uint8Array([35, 32, 97, 10, 0xff, 97]), /byte offset 4, in line 2/],
    ['a cut character', () => new Uint8Array([35, 32, 0xe2, 0x82]), /byte offset/],
    ['a YAML bomb', () => yaml('a: &a [x, x]\nb: [*a, *a]'), /alias or anchor/],
    ['a YAML tag', () => yaml('a: !!js/function "x"'), /YAML tag/],
    ['deep YAML', () => yaml(`a: ${'['.repeat(10_000)}`), /nested/],
    ['a very long line', () => `# Outage\n${'a'.repeat(1_000_000)}`, /Line 2 is 1,000,000/],
    [
      '100,000 table rows',
      () => `# Outage\n|a|b|\n|-|-|\n${'|1|2|\n'.repeat(49_000)}`,
      /more than 10,000 rows/,
    ],
    ['100,000 quotes', () => `# Outage\n${'>'.repeat(10_000)} a`, /nested more than/],
    [
      'deep lists',
      () => `# Outage\n${Array.from({ length: 200 }, (_, n) => `${'  '.repeat(n)}- a`).join('\n')}`,
      /nested/,
    ],
    [
      'millions of backslashes',
      () => `# Outage\n\n${`${'\\'.repeat(19_000)}\n\n`.repeat(100)}`,
      /backslashes/,
    ],
    ['too many lines', () => '\n'.repeat(100_000), /lines/],
  ])('%s', (_name, make, reason) => {
    const start = performance.now()
    const record = parse(make())
    expect(record.outcome).toBe('rejected')
    expect(record.reason).toMatch(reason)
    expect(performance.now() - start).toBeLessThan(5_000)
  })
})

describe('marks that a parser pairs end soon', () => {
  it.each(['*a ', '[', '![', '[a](', '`', '<a', '_a*', '**a', '~~a', 'a@', 'www.', '&', '[^a]', '\\'])(
    '%s',
    (mark) => {
      const line = mark.repeat(Math.floor(19_000 / mark.length))
      const record = parse(`# Outage\n\n## Timeline\n\n${`${line}\n`.repeat(4)}`)
      expect(['review', 'rejected']).toContain(record.outcome)
    },
  )
})

it('any bytes give a valid record', () => {
  const piece = fc.constantFrom(
    '# Outage',
    '## Timeline',
    '| Time | Event |',
    '|---|---|',
    '- ',
    '10:45 x',
    '---',
    '| 10:45',
    '\n',
    '\n\n',
    '[a]: b',
    '[a]',
    '> ',
    '```',
    '\r',
    '\ufeff',
  )
  const text = fc
    .array(fc.oneof(piece, fc.string({ unit: 'binary', maxLength: 8 })), { maxLength: 40 })
    .map((parts) => parts.join('\n'))
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), text), (input) => {
      postmortemRecord.parse(parse(input))
    }),
    { numRuns: 500 },
  )
})
