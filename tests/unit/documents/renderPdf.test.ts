import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import fc from 'fast-check'
import { PDFDocument } from 'pdf-lib'
import { beforeAll, describe, expect, it } from 'vitest'
import { buildReviewDocument } from '#core/documents/build/buildReviewDocument.ts'
import { GlyphCoverage } from '#core/documents/glyphs.ts'
import type { DocumentAssets, DocumentAttachment } from '#core/documents/model.ts'
import { maxEmbeddedBytes, renderPdf } from '#core/documents/renderPdf.ts'
import { fontFolder } from '#core/documents/resources.ts'
import { sampleAssets } from '../../fixtures/sampleAssets.ts'
import { sampleRecord } from '../../fixtures/sampleRecord.ts'
import { collectFonts } from './fonts.ts'

const document = buildReviewDocument(sampleRecord())
const noAssets: DocumentAssets = { image: async () => undefined, attachments: [] }
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

beforeAll(collectFonts)

const attachment = (name: string, content: DocumentAttachment['content']): DocumentAttachment => ({
  name,
  content,
  mediaType: 'text/plain',
  relationship: 'Supplement',
  description: 'A file',
})

/** Han and Hangul, of which a few stand for all. */
const isCommon = (code: number) => (code >= 0x3400 && code < 0xa000) || (code >= 0xac00 && code < 0xd7b0)

describe('the PDF of a review', () => {
  it('has the same bytes again, in another time zone and language too', async () => {
    const here = sha256(await renderPdf(document, sampleAssets()))
    for (const env of [
      { TZ: 'Asia/Tokyo', LANG: 'ar_EG.UTF-8', LC_ALL: 'ar_EG.UTF-8' },
      { TZ: 'America/St_Johns', LANG: 'C', LC_ALL: 'C' },
    ]) {
      const done = spawnSync(process.execPath, [resolve(import.meta.dirname, 'renderSample.ts')], {
        env: { ...process.env, NODE_OPTIONS: '', ...env },
        encoding: 'utf8',
      })
      expect(done.stdout.trim(), done.stderr).toBe(here)
    }
  })

  it('is set while the application goes on', async () => {
    let ticks = 0
    const timer = setInterval(() => {
      ticks += 1
    }, 5)
    await renderPdf(document, sampleAssets())
    clearInterval(timer)
    expect(ticks).toBeGreaterThan(5)
  })

  it('can be cancelled, before and meanwhile', async () => {
    const before = AbortSignal.abort()
    await expect(renderPdf(document, noAssets, { signal: before })).rejects.toMatchObject({
      code: 'cancelled',
    })
    const meanwhile = new AbortController()
    const pending = renderPdf(document, noAssets, { signal: meanwhile.signal })
    setTimeout(() => meanwhile.abort(), 60)
    await expect(pending).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('comes on A4 or US letter', async () => {
    const sizes = await Promise.all(
      [undefined, 'letter' as const].map(async (paper) => {
        const page = (await PDFDocument.load(await renderPdf(document, noAssets, { paper }))).getPage(0)
        return [Math.round(page.getWidth()), Math.round(page.getHeight())]
      }),
    )
    expect(sizes).toEqual([
      [595, 842],
      [612, 792],
    ])
  })

  it('is refused for attachments that cannot stand in one file', async () => {
    const bytes = new Uint8Array(1)
    const cases: [DocumentAttachment[], RegExp][] = [
      [
        [attachment('a.txt', { bytes }), attachment('a.txt', { bytes })],
        /Two embedded files are named “a.txt”/u,
      ],
      [[attachment('../a.txt', { bytes })], /cannot be the name/u],
      [[attachment('a\\b', { bytes })], /cannot be the name/u],
      [[attachment('', { bytes })], /cannot be the name/u],
      [[attachment('gone', { path: '/nowhere/gone' })], /“gone” cannot be read/u],
      [[attachment('large', { bytes: new Uint8Array(maxEmbeddedBytes + 1) })], /at most 256 MB/u],
    ]
    for (const [attachments, message] of cases)
      await expect(renderPdf(document, { ...noAssets, attachments })).rejects.toMatchObject({
        code: 'invalid-input',
        message: expect.stringMatching(message),
      })
  })

  it('embeds files from disk as they are', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'afterword-attachment-'))
    const path = join(folder, 'x')
    writeFileSync(path, 'on disk')
    const pdf = await renderPdf(document, { ...noAssets, attachments: [attachment('x.txt', { path })] })
    rmSync(folder, { recursive: true })
    const [file] = (await PDFDocument.load(pdf)).getAttachments()
    expect(file && new TextDecoder().decode(file.data)).toBe('on disk')
    expect(file).toMatchObject({ name: 'x.txt', mimeType: 'text/plain', afRelationship: 'Supplement' })
  })

  it('has a shape for every character that is not named instead', async () => {
    const glyphs = new GlyphCoverage(fontFolder())
    const characters: string[] = []
    for (let code = 0xa0; code < 0x20000; code += isCommon(code) ? 61 : 1) {
      const character = String.fromCodePoint(code)
      if (/\p{L}|\p{N}|\p{P}|\p{S}/u.test(character) && glyphs.cover(character) === character)
        characters.push(character)
    }
    expect(characters.length).toBeGreaterThan(8000)
    const lines = Array.from({ length: Math.ceil(characters.length / 40) }, (_, index) =>
      characters.slice(index * 40, (index + 1) * 40).join(' '),
    )
    const record = sampleRecord()
    record.content.sections = [
      { id: 'plain', title: 'Plain', markdown: lines.join('\n\n') },
      { id: 'bold', title: 'Bold', markdown: lines.map((line) => `**${line}**`).join('\n\n') },
      { id: 'code', title: 'Code', markdown: `\`\`\`\n${lines.join('\n')}\n\`\`\`` },
    ]
    await expect(renderPdf(buildReviewDocument(record), noAssets)).resolves.toBeInstanceOf(Uint8Array)
  }, 60_000)

  it('is set whatever people write', async () => {
    const pieces = fc.constantFrom(
      ...[
        '# ',
        '> ',
        '- ',
        '- [ ] ',
        '1. ',
        '| a | b |\n|--|--|\n| ',
        ' | ',
        '\n',
        '\n\n',
        '```\n',
        '**',
        '_',
        '`',
        '~~',
      ],
      ...[
        '[a](https://e.example)',
        '![a](data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAAB)',
        '[^a]',
        '\n\n[^a]: ',
      ],
      ...[
        '#panic("x")',
        '$x$',
        ']',
        '#{',
        '\\',
        '\u200d',
        '\u0301',
        '\u{1f525}',
        '\u20e3',
        '\u0e31',
        '\u{1f3fd}',
        '\u3099',
        '1',
        'ק',
        'مرحبا ',
        '日本',
        'नमस्ते',
        'ไทย',
        'W'.repeat(90),
      ],
    )
    const source = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc.array(pieces, { maxLength: 25 }).map((parts) => parts.join('')),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(source, { minLength: 15, maxLength: 15 }), async (texts) => {
        const record = sampleRecord()
        record.content.sections = texts.map((markdown, index) => ({
          id: `s${index}`,
          title: markdown.slice(0, 60),
          markdown,
        }))
        const [entry] = record.content.timeline
        if (entry) entry.text = texts.join('\n')
        const pdf = await renderPdf(buildReviewDocument(record), sampleAssets())
        expect(new TextDecoder().decode(pdf.subarray(0, 5))).toBe('%PDF-')
      }),
      { numRuns: 5, interruptAfterTimeLimit: 5000 },
    )
  })
})
