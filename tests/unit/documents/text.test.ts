import { describe, expect, it } from 'vitest'
import { breakable, breakCodeLine, breakHash, breakMark, firm } from '#core/documents/breaking.ts'
import { formatDuration, formatOffset, formatSize } from '#core/documents/dates.ts'
import { GlyphCoverage } from '#core/documents/glyphs.ts'
import type { Table } from '#core/documents/model.ts'
import { fontFolder } from '#core/documents/resources.ts'
import { oneLine, printable, textFlow } from '#core/documents/text.ts'
import { maxColumnsAcross, splitWideTable } from '#core/documents/wideTables.ts'
import { collectFonts } from './fonts.ts'

describe('text that is printed', () => {
  it.each([
    ['line ends of all systems', 'a\r\nb\rc\u2028d\u2029e\u0085f\vg\fh', 'a\nb\nc\nd\ne\nf\ng\nh'],
    ['a byte order mark and soft hyphens', '\ufeffa\u00adb', 'ab'],
    ['controls', 'a\u0001\u001b[31m', 'a[U+0001][U+001B][31m'],
    ['tabs stay', 'a\tb', 'a\tb'],
    ['turning characters', '\u202eexe.pdf', '[U+202E]exe.pdf'],
    ['isolates', '\u2066a\u2069', '[U+2066]a[U+2069]'],
    ['a lone surrogate', 'a\ud800b', 'a[U+D800]b'],
    ['non-characters', '\ufffe\u{1ffff}\ufdd0', '[U+FFFE][U+1FFFF][U+FDD0]'],
    ['private use', '\ue000\u{10fffd}', '[U+E000][U+10FFFD]'],
    ['emoji stay', '🔥', '🔥'],
  ])('%s', (_, text, expected) => {
    expect(printable(text)).toBe(expected)
  })

  it('stands on one line where there is only one', () => {
    expect(oneLine('  a\n\n b\tc ')).toBe('a b c')
  })

  it('has the direction of its first strong letter', () => {
    expect(textFlow('12. שלום hello')).toEqual({ dir: 'rtl', lang: 'he' })
    expect(textFlow('hello שלום')).toEqual({ dir: 'ltr', lang: 'en' })
    expect(textFlow('“引き継ぎ”')).toEqual({ dir: 'ltr', lang: 'ja' })
    expect(textFlow('Ελληνικά')).toEqual({ dir: 'ltr', lang: 'en' })
    expect(textFlow('การชำระเงิน')).toEqual({ dir: 'ltr', lang: 'th' })
    expect(textFlow('ქართული עברית')).toEqual({ dir: 'ltr', lang: 'ka' })
  })
})

describe('what fonts can show', () => {
  const glyphs = () => {
    collectFonts()
    return new GlyphCoverage(fontFolder())
  }

  it('stays as it was written', () => {
    const shown = [
      'plain ASCII ~',
      'Ünïcode €, Ж, Ω, → ✓ 日本 한 مر של हि',
      'สวัสดี বাংলা தமிழ் ქართული Հայերեն',
      '∀x∈ℝ ⊕ ⏎ ⌘ ─│┌┐ ① ㊙',
      '✅ ❌ ⚠️ 🔥 👍🏽 👩🏾‍🚒 👨‍👩‍👧‍👦 🏳️‍🌈 ❤️‍🔥 🇩🇪 1️⃣ #️⃣ 🏴󠁧󠁢󠁥󠁮󠁧󠁿',
      'e\u0301 n\u0303 e\u0323\u0302 か\u3099',
      'مُحَمَّد שָׁלוֹם می\u200cخواهم',
      '葛\u{e0100}城市 \u1112\u1161\u11ab',
    ]
    const coverage = glyphs()
    for (const text of shown) expect(coverage.cover(text)).toBe(text)
  })

  it('is named where no font has it', () => {
    expect(glyphs().cover('ꀀ ក \u{1fae9}\u{1faea}')).toMatch(/^\[U\+A000\] \[U\+1780\] /u)
  })

  it.each([
    ['a mark that no font sets on its letter', 'ก\u0301 漢\u0301', 'ก[U+0301] 漢[U+0301]'],
    ['a mark without a letter', '\u06eb \u0301x', '[U+06EB] [U+0301]x'],
    ['a skin tone without a person', '\u{1f3fd}', '[U+1F3FD]'],
    ['a keycap of a letter', 'b\u20e3', 'b[U+20E3]'],
    ['a skin tone of a letter', 'a\u{1f3fd}', 'a[U+1F3FD]'],
    ['Hebrew with a Latin mark', 'שלום\u0301', 'שלום[U+0301]'],
  ])('keeps each letter: %s', (_, text, expected) => {
    expect(glyphs().cover(text)).toBe(expected)
  })

  it('holds nothing that is not seen and does nothing', () => {
    expect(glyphs().cover('a\u200bb a\u200db a\ufe0f \u2060x a\u{e0067}')).toBe('ab ab a x a')
  })
})

describe('long words', () => {
  const shown = (text: string, limit?: number) => breakable(text, limit).replaceAll(breakMark, '|')

  it('break after seams, and anywhere only inside what is too long itself', () => {
    expect(shown('short words stay as they are, every one of them')).not.toContain('|')
    expect(shown('see https://runbooks.example.org/ledger/planned-failover now')).toBe(
      'see https://|runbooks.|example.|org/|ledger/|planned-|failover now',
    )
    expect(shown('abcdefghij', 5)).toBe('a|b|c|d|e|f|g|h|i|j')
  })

  it('never break letters that are joined or combined', () => {
    expect(shown('المستشفياتالمستشفياتالمستشفيات', 5)).not.toContain('|')
    expect(shown(`${'日本'.repeat(40)}`, 5)).not.toContain('|')
    expect(shown('การชำระเงินถูกปฏิเสธ'.repeat(4), 5)).not.toContain('|')
    expect(shown('👩🏾‍🚒🇩🇪'.repeat(9), 5)).not.toMatch(/\|[\u200d\u{1f3fe}\u{1f1ea}]|\u200d\|/u)
  })

  it('keep their letters', () => {
    const word = 'x'.repeat(5000)
    expect(breakable(word).replaceAll(breakMark, '')).toBe(word)
  })

  it('of code break between letters that are neither joined nor combined, and keep their spaces', () => {
    const line = firm(`  ${'SELECT e\u0301 👩🏾‍🚒 ตาราง مستشفى 日本 '.repeat(4)}`)
    const broken = breakCodeLine(line)
    expect(broken.replaceAll(breakMark, '')).toBe(line)
    expect(broken).toContain(`S${breakMark}E${breakMark}L`)
    expect(broken).not.toMatch(
      /\ue000[\u0301\u{1f3fe}\u200d]|\u200d\ue000|[ก-๙\u0600-\u06ff]\ue000[ก-๙\u0600-\u06ff]/u,
    )
    expect(breakCodeLine(firm('  short'))).toBe('\u00a0\u00a0short')
  })

  it('break a hash in its middle', () => {
    const [first, second, ...more] = breakHash('0123456789abcdef'.repeat(4)).split(breakMark)
    expect([first?.length, second?.length, more.length]).toEqual([32, 32, 0])
  })
})

describe('wide tables', () => {
  const cell = (value: string): Table['head'][number] => [
    { type: 'paragraph', children: [{ type: 'text', value }], flow: { dir: 'ltr', lang: 'en' } },
  ]
  const table = (count: number): Table => ({
    type: 'table',
    role: 'section',
    columns: Array.from({ length: count }, () => ({ align: 'left' as const, width: 1 / count })),
    head: Array.from({ length: count }, (_, index) => cell(`h${index}`)),
    rows: [
      {
        kind: 'row',
        marked: false,
        anchor: null,
        cells: Array.from({ length: count }, (_, index) => cell(`c${index}`)),
      },
    ],
  })

  it.each([1, maxColumnsAcross, maxColumnsAcross + 1, 15, 16, 60])(
    'of %i columns keep each column',
    (count) => {
      const parts = splitWideTable(table(count))
      const heads = parts.map((part) =>
        part.head.map((blocks) =>
          blocks[0]?.type === 'paragraph' ? JSON.stringify(blocks[0].children) : '',
        ),
      )
      for (const part of parts) {
        expect(part.columns.length).toBeLessThanOrEqual(maxColumnsAcross)
        expect(part.rows[0]?.cells).toHaveLength(part.columns.length)
        expect(part.columns.reduce((sum, column) => sum + column.width, 0)).toBeCloseTo(1, 2)
      }
      expect(new Set(heads.flat()).size).toBe(count)
      expect(new Set(heads.map((head) => head[0])).size).toBe(1)
    },
  )
})

describe('numbers', () => {
  it.each([
    [0, '0 s'],
    [45_000, '45 s'],
    [840_000, '14 min'],
    [184_440_000, '2 d 3 h 14 min'],
    [-60_000, '-1 min'],
  ])('%i ms are %s', (milliseconds, text) => {
    expect(formatDuration(milliseconds)).toBe(text)
  })

  it('of offsets and sizes', () => {
    expect([0, 60, -210, 345].map(formatOffset)).toEqual(['UTC', 'UTC+1', 'UTC-3:30', 'UTC+5:45'])
    expect([999, 1000, 1_440_000, 999_960_000].map(formatSize)).toEqual([
      '999 bytes',
      '1.0 kB',
      '1.4 MB',
      '1.0 GB',
    ])
  })
})
