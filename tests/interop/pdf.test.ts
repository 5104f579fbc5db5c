import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildReviewDocument } from '#core/documents/build/buildReviewDocument.ts'
import { renderPdf } from '#core/documents/renderPdf.ts'
import { toPem } from '#core/signing/certificates.ts'
import { signPdf } from '#core/signing/pades.ts'
import type { ReviewRecord } from '#shared/domain/reviewRecord.ts'
import { verifyPdf } from '#verifier/pdf.ts'
import { largeRecord } from '../fixtures/largeRecord.ts'
import { manyScripts, sentences } from '../fixtures/manyScripts.ts'
import { sampleAssets } from '../fixtures/sampleAssets.ts'
import { sampleRecord } from '../fixtures/sampleRecord.ts'
import { sharedFolder } from '../shared.ts'
import { collectFonts } from '../unit/documents/fonts.ts'
import { now, person } from '../unit/signing/people.ts'

const missing = (...tools: string[]) => {
  const gone = tools.filter((tool) => spawnSync(tool, ['--version']).error !== undefined)
  if (gone.length > 0) console.warn(`skipped: ${gone.join(', ')} is not there to judge PDFs`)
  return gone.length > 0
}
const noPoppler = missing('pdfinfo', 'pdftotext', 'pdfdetach', 'pdffonts')
const noQpdf = missing('qpdf')
const shared = sharedFolder()
const noJudge = !shared || missing('pdfsig', 'qpdf', 'mutool')
if (!shared) console.warn('skipped: verify-signed is not there to judge PDFs')

let folder: string
const files = { sample: '', hostile: '', large: '' }

function tool(name: string, ...args: string[]): string {
  const done = spawnSync(name, args, { cwd: folder, encoding: 'utf8', maxBuffer: 200_000_000 })
  expect(done.error, `${name} did not run`).toBeUndefined()
  return done.stdout
}

async function save(name: string, record: ReviewRecord, watermark?: string): Promise<string> {
  const file = join(folder, `${name}.pdf`)
  writeFileSync(file, await renderPdf(buildReviewDocument(record), sampleAssets(), { watermark }))
  return file
}

/** The words of a file as a reader copies them, on one line. */
const wordsOf = (file: string) => tool('pdftotext', '-raw', file, '-').replace(/\s+/gu, ' ')
const pagesOf = (file: string) => Number(/Pages:\s+(\d+)/u.exec(tool('pdfinfo', file))?.[1])

const codes = [
  '#sys.inputs',
  '#read("/etc/passwd")',
  '#panic("stop")',
  '$x^2$',
  ']',
  '#[',
  '#{ 1 + 1 }',
  '@label',
  '<label>',
  '\\u{41}',
  '// comment',
  '/* comment */',
  '#import "style.typ": *',
]

function hostileRecord(): ReviewRecord {
  const record = sampleRecord()
  const all = codes.map((code) => code.replaceAll('*', '\\*').replaceAll('<', '\\<')).join(' ; ')
  const { content } = record
  content.organisation = '#panic("o")'
  content.review.title = '#sys.inputs ] $t$'
  content.incident.services = ['#read("/etc/hostname")']
  content.sections = [
    { id: 'a', title: '#panic("h")', markdown: `${all}\n\n## ${all}\n\n- ${all}\n\n> ${all}\n` },
    {
      id: 'b',
      title: ']',
      markdown: `\`\`\`typst\n${codes.join('\n')}\n\`\`\`\n\n| ${all} |\n|--|\n| ${all} |\n\na[^n]\n\n[^n]: ${all}\n`,
    },
    { id: 'c', title: 'Damaged', markdown: `![#panic("alt")](data:image/png;base64,${damaged} "#panic(1)")` },
  ]
  const [entry] = content.timeline
  if (entry) Object.assign(entry, { text: all, source: '#panic("s")' })
  const [exhibit] = content.exhibits
  if (exhibit)
    Object.assign(exhibit, { title: '#panic("t")', fileName: '#read("x").txt', sha256: '#panic("hash")' })
  record.packId = '#panic("p")'
  return record
}

/** A PNG whose head is good and whose body is not. */
const damaged = Buffer.concat([
  Buffer.from(
    '89504e470d0a1a0a0000000d49484452000000100000001008020000009091683600000004494441540000',
    'hex',
  ),
  Buffer.from('0000000000'),
]).toString('base64')

beforeAll(async () => {
  if (noPoppler && noQpdf && noJudge) return
  collectFonts()
  folder = mkdtempSync(join(tmpdir(), 'afterword-pdf-'))
  files.sample = await save('sample', sampleRecord())
  files.hostile = await save('hostile', hostileRecord(), '#panic("w")')
  files.large = await save('large', largeRecord(48))
}, 120_000)

afterAll(() => {
  if (folder) rmSync(folder, { recursive: true })
})

describe.skipIf(noPoppler)('poppler reads a review (skipped where poppler-utils is not installed)', () => {
  it('as a tagged document with title, authors and language', () => {
    const told = tool('pdfinfo', files.sample)
    expect(told).toMatch(/Tagged:\s+yes/u)
    expect(told).toMatch(/Title:\s+REV-2026-0007 Card payments declined/u)
    expect(told).toMatch(/Author:\s+Jonas Albrecht, Samir Haddad/u)
    expect(told).toMatch(/CreationDate:\s+Tue Nov 24 10:15:30 2026 UTC/u)
    const structure = tool('pdfinfo', '-struct', files.sample)
    for (const element of [
      'H1',
      'H2',
      'H3',
      'Table',
      'TH',
      'TD',
      'L ',
      'LI',
      'Link',
      'Note',
      'BlockQuote',
      'Figure',
      'Caption',
      'TOC',
    ])
      expect(structure, element).toContain(element)
    expect(readFileSync(files.sample, 'latin1')).toMatch(/\/Lang\s*\(en-GB\)/u)
    const metadata = tool('pdfinfo', '-meta', files.sample)
    expect(metadata).toMatch(/<pdfaid:part>3<\/pdfaid:part>\s*<pdfaid:conformance>A</u)
  })

  it('with the words of each part, hashes and long names unbroken, right-to-left and CJK text too', () => {
    const words = wordsOf(files.sample)
    for (const text of [
      'Approved by Technical validation Priya Raghunathan, Engineering lead 23 Nov 2026, 14:10 UTC',
      '7 of 8 items that were asked for are in this export',
      'Page 1 of ',
      'Time to resolve Started to resolved 1 h 27 min',
      '◆ 14:04:41 UTC+1 Old primary becomes read-only.',
      'The pool looks a name up once in twelve hours',
      'ACT-0126 low priority The test environment moves its database once a night Done when: no criterion agreed no owner no date',
      '決済が拒否された加盟店には',
      'EX-0005 Reconciliation of 20 November labelled Restricted; this export goes up to Confidential',
      'SELECT 1',
      sampleRecord().contentSha256,
      ...sampleRecord().content.exhibits.map((exhibit) => exhibit.sha256),
      ...sampleRecord().audit.map((event) => event.hash),
    ])
      expect(words).toContain(text)
    expect(words.replaceAll(' ', '')).toContain(
      'ledger-primary-a.db.eu-north-1.internal.example.org/shard-0000/replica-set-payments-ledger-blue',
    )
    expect(words).toContain('لم')
    expect(words).toContain('הצוות')
    expect(words).not.toMatch(/[\u200b\ue000\ufffd]/u)
  })

  it('with words of many scripts as they were written, and no letter lost', async () => {
    const file = await save('scripts', manyScripts())
    const plain = (text: string) =>
      text.replace(/[\s\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '').normalize('NFC')
    const words = plain(wordsOf(file))
    const { bengali, thai, arabic, hebrew, persian, combined: _, ...whole } = sentences
    for (const sentence of Object.values(whole)) expect(words).toContain(plain(sentence))
    // Words as they are; the order of words, and ligatures as لا and في, are the reader's to turn.
    for (const word of arabic.match(/[\u0620-\u064a]+/gu) ?? [])
      if (!/لا|في/u.test(word)) expect(words).toContain(word)
    // Marks that Typst moves stand in a copy more than once, or without their joiner; no letter is missing.
    for (const word of `${bengali} ${thai} ${hebrew} ${persian}`.match(/\p{L}[\p{L}\p{M}]*/gu) ?? [])
      expect([...word].filter((letter) => !words.includes(letter))).toEqual([])
    expect(words).toContain(plain('cafe\u0301 man\u0303ana ti\u1ebf\u0302ng か\u3099 한'))
    expect(words).toContain('ก[U+0301][U+A000]')
    const fonts = tool('pdffonts', file).trim().split('\n').slice(2)
    expect(fonts.length).toBeGreaterThan(12)
    // Embedded, as the part that is used, with the letters of its shapes.
    for (const font of fonts) expect(font).toMatch(/^[A-Z]{6}\+.* yes yes yes +\d+ +\d+$/u)
  })

  it('with an outline and links that lead somewhere', () => {
    const raw = readFileSync(files.sample, 'latin1')
    expect(raw).toMatch(/\/Type\s*\/Outlines/u)
    expect(tool('pdfinfo', '-dests', files.sample).split('\n').length).toBeGreaterThan(20)
  })

  it('and detaches each embedded file as it went in', async () => {
    const place = mkdtempSync(join(folder, 'files-'))
    tool('pdfdetach', '-saveall', '-o', place, files.sample)
    const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
    const out = Object.fromEntries(
      readdirSync(place).map((name) => [name, hash(readFileSync(join(place, name)))]),
    )
    const went = sampleAssets().attachments.map(({ name, content }) => [
      name,
      'bytes' in content ? hash(content.bytes) : '',
    ])
    expect(out).toEqual(Object.fromEntries(went))
  })

  it('with what people wrote literally, though it looks like code', () => {
    const words = wordsOf(files.hostile)
    for (const code of codes) expect(words, code).toContain(code)
    for (const code of [
      '#panic("o")',
      '#sys.inputs ] $t$',
      '#panic("h")',
      '#panic("s")',
      '#read("x").txt',
      '#panic("hash")',
      '#panic("p")',
    ])
      expect(words, code).toContain(code)
    expect(words).not.toContain('root:')
    expect(words).toContain('Not shown: the image is damaged.')
  })

  it('with the watermark of a draft on every page', async () => {
    const draft = await save('draft', { ...sampleRecord(), status: 'draft' })
    const pages = pagesOf(draft)
    for (let page = 1; page <= pages; page += 1)
      expect(tool('pdftotext', '-f', `${page}`, '-l', `${page}`, '-raw', draft, '-'), `page ${page}`).toMatch(
        /^D\s?r\s?a\s?f\s?t$/mu,
      )
    expect(wordsOf(files.sample)).not.toMatch(/\bDraft\b/u)
  })

  it('of 200 pages and more, numbered to the last', () => {
    const pages = pagesOf(files.large)
    expect(pages).toBeGreaterThan(200)
    const words = wordsOf(files.large)
    expect(words).toContain(`Page ${pages} of ${pages}`)
    expect(words).toContain('(48)')
  })
})

describe.skipIf(noQpdf)('qpdf (skipped where it is not installed)', () => {
  it.each(['sample', 'hostile', 'large'] as const)('finds no fault in the %s review', (name) => {
    const done = spawnSync('qpdf', ['--check', files[name]], { encoding: 'utf8' })
    expect(done.stderr).toBe('')
    expect(done.status).toBe(0)
  })
})

describe.skipIf(noJudge)('a signed review (skipped where verify-signed is not there)', () => {
  it.each(['sample', 'large'] as const)('passes an outside judge: %s', async (name) => {
    const { root, signer } = await person()
    const unsigned = new Uint8Array(readFileSync(files[name]))
    writeFileSync(join(folder, 'root.pem'), toPem(root))
    writeFileSync(join(folder, 'signed.pdf'), await signPdf(unsigned, signer, { now, name: 'Ada Example' }))
    expect(tool(join(shared!, 'tools/verify-signed'), 'pdf', 'signed.pdf', '--ca', 'root.pem')).toContain(
      'PASS',
    )
  })

  it('is good for our own judge too, files and all', async () => {
    const { root, signer } = await person()
    const unsigned = new Uint8Array(readFileSync(files.sample))
    const verdict = await verifyPdf(await signPdf(unsigned, signer, { now, name: 'Ada Example' }), {
      trusted: [root],
      now,
    })
    expect([verdict.signature.outcome, verdict.integrity.outcome]).toEqual(['good', 'good'])
    expect(verdict.embeddedFiles.map((file) => file.name)).toContain('EX-0002 console.png')
  })
})
