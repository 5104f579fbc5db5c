import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildReviewDocument } from '#core/documents/build/buildReviewDocument.ts'
import { renderPdf } from '#core/documents/renderPdf.ts'
import { signPdf } from '#core/signing/pades.ts'
import { manyScripts } from '../fixtures/manyScripts.ts'
import { sampleAssets } from '../fixtures/sampleAssets.ts'
import { sampleRecord } from '../fixtures/sampleRecord.ts'
import { collectFonts } from '../unit/documents/fonts.ts'
import { now, person } from '../unit/signing/people.ts'
import { type PdfDict, PdfObjects, shownGlyphs, textOf } from './pdfObjects.ts'

const noQpdf = !/version (?:1[1-9]|[2-9]\d)/u.test(
  spawnSync('qpdf', ['--version'], { encoding: 'utf8' }).stdout ?? '',
)
if (noQpdf) console.warn('skipped: qpdf 11 or newer is not there to take PDFs apart')

/**
 * What ISO 19005-3 asks of level A as far as it can be read from the file: no validator of it is at hand. The clauses are
 * named; colours and the glyphs' own widths are left to Typst.
 */
describe.skipIf(noQpdf)('the demands of PDF/A-3a (skipped where qpdf 11 is not installed)', () => {
  let folder: string
  const opened = new Map<string, PdfObjects>()
  const names = ['a review', 'a draft in many scripts', 'a signed review']

  beforeAll(async () => {
    collectFonts()
    folder = mkdtempSync(join(tmpdir(), 'afterword-pdfa-'))
    const { signer } = await person()
    const review = await renderPdf(buildReviewDocument(sampleRecord()), sampleAssets())
    const scripts = await renderPdf(
      buildReviewDocument({ ...manyScripts(), status: 'draft' }),
      sampleAssets(),
    )
    const files = [review, scripts, await signPdf(review, signer, { now, name: 'Ada Example' })]
    files.forEach((bytes, index) => {
      const path = join(folder, `${index}.pdf`)
      writeFileSync(path, bytes)
      opened.set(names[index]!, new PdfObjects(path))
    })
  }, 120_000)

  afterAll(() => rmSync(folder, { recursive: true }))

  describe.each(names)('%s', (name) => {
    const pdf = () => opened.get(name)!
    const ofType = (type: string): PdfDict[] => [...pdf().dicts()].filter((dict) => dict['/Type'] === type)

    it('is a PDF 1.7 of binary bytes with an identifier, not encrypted (6.1.2, 6.1.3)', () => {
      const head = readFileSync(join(folder, `${names.indexOf(name)}.pdf`)).subarray(0, 16)
      expect(head.toString('latin1')).toMatch(/^%PDF-1\.7\r?\n%[\x80-\xff]{4}/u)
      expect(pdf().list(pdf().trailer['/ID'])).toHaveLength(2)
      expect(pdf().trailer['/Encrypt']).toBeUndefined()
    })

    it('names its standard in metadata that anyone can read, which agree with its properties (6.6)', () => {
      const { dict, data } = pdf().stream(pdf().catalog['/Metadata'])
      expect(dict['/Filter']).toBeUndefined()
      const xmp = new TextDecoder().decode(data)
      expect(xmp).toMatch(/<pdfaid:part>3<\/pdfaid:part>/u)
      expect(xmp).toMatch(/<pdfaid:conformance>A<\/pdfaid:conformance>/u)
      const info = pdf().dict(pdf().trailer['/Info'])
      expect(xmp).toContain(textOf(info['/Title']).replaceAll('&', '&amp;'))
      expect(xmp).toContain(textOf(info['/Creator']))
    })

    it('says for which device its colours are meant (6.2.3)', () => {
      const [intent, ...more] = pdf().list(pdf().catalog['/OutputIntents'])
      expect(more).toEqual([])
      expect(pdf().dict(intent)['/S']).toBe('/GTS_PDFA1')
      const profile = pdf().stream(pdf().dict(intent)['/DestOutputProfile'])
      expect(profile.dict['/N']).toBe(3)
      expect(Buffer.from(profile.data).toString('latin1', 36, 40)).toBe('acsp')
    })

    it('embeds each font as the part of it that is used, with the letters that its shapes stand for (6.2.11)', () => {
      const fonts = ofType('/Font').filter((font) => font['/Subtype'] === '/Type0')
      expect(fonts.length).toBeGreaterThan(2)
      for (const font of fonts) {
        const base = String(font['/BaseFont'])
        expect(base).toMatch(/^\/[A-Z]{6}\+/u)
        expect(font['/Encoding'], base).toBe('/Identity-H')
        const letters = new TextDecoder().decode(pdf().stream(font['/ToUnicode']).data)
        expect(letters, base).toMatch(/endbf(?:char|range)/u)
        expect(letters, base).not.toMatch(/<[0-9A-Fa-f]{4}>\s*<(?:0000|FEFF|FFFE|[EF][0-8][0-9A-F]{2})>/iu)
        const [descendant] = pdf().list(font['/DescendantFonts'])
        const descriptor = pdf().dict(pdf().dict(descendant)['/FontDescriptor'])
        const file = descriptor['/FontFile2'] ?? descriptor['/FontFile3']
        expect(pdf().stream(file).data.length, base).toBeGreaterThan(500)
        expect(pdf().stream(file).data.length, base).toBeLessThan(300_000)
      }
      const others = ofType('/Font').filter((font) => !/Type0|CIDFont/u.test(String(font['/Subtype'])))
      expect(others).toEqual([])
    })

    it('shows no empty box, and nothing that is neither of its structure nor an artifact (6.2.11.8, 6.7.3)', () => {
      let count = 0
      for (const page of pdf().pages) {
        const contents = pdf().list(page['/Contents'])
        const parts = contents.length > 0 ? contents : [page['/Contents']]
        for (const part of parts)
          for (const { codes, marked } of shownGlyphs(pdf().stream(part).data)) {
            expect(codes).not.toContain(0)
            expect(marked).toBe(true)
            count += codes.length
          }
      }
      expect(count).toBeGreaterThan(3000)
    })

    it('has a structure in standard elements, a language, and words for its pictures (6.7)', () => {
      const { catalog } = pdf()
      expect(pdf().dict(catalog['/MarkInfo'])['/Marked']).toBe(true)
      expect(textOf(catalog['/Lang'])).toBe('en-GB')
      const root = pdf().dict(catalog['/StructTreeRoot'])
      expect(root['/Type']).toBe('/StructTreeRoot')
      const roles = pdf().dict(root['/RoleMap'])
      const elements = ofType('/StructElem')
      expect(elements.length).toBeGreaterThan(100)
      for (const element of elements) {
        const type = String(element['/S'])
        expect(String(roles[type] ?? type)).toMatch(standardElement)
        if (type === '/Figure') expect(textOf(element['/Alt'])).not.toBe('')
      }
      for (const page of pdf().pages) expect(page['/StructParents']).toEqual(expect.any(Number))
    })

    it('does nothing by itself (6.5)', () => {
      for (const dict of pdf().dicts()) {
        expect(Object.keys(dict)).not.toContain('/AA')
        expect(Object.keys(dict)).not.toContain('/JS')
        if (typeof dict['/S'] === 'string' && (dict['/Type'] === '/Action' || '/URI' in dict))
          expect(dict['/S']).toMatch(/^\/(?:URI|GoTo)$/u)
      }
      expect(pdf().catalog['/OpenAction']).toBeUndefined()
      expect(pdf().dict(pdf().catalog['/Names'])['/JavaScript']).toBeUndefined()
      expect(pdf().dict(pdf().catalog['/AcroForm'])['/XFA']).toBeUndefined()
      expect(pdf().dict(pdf().catalog['/AcroForm'])['/NeedAppearances'] ?? false).toBe(false)
    })

    it('has annotations that are printed, each with its looks or none to have (6.3)', () => {
      const all = pdf().pages.flatMap((page) =>
        pdf()
          .list(page['/Annots'])
          .map((one) => pdf().dict(one)),
      )
      expect(all.length).toBeGreaterThan(10)
      for (const annotation of all) {
        expect(annotation['/Subtype']).toMatch(/^\/(?:Link|Widget)$/u)
        const flags = Number(annotation['/F'])
        // Print, and none of Invisible, Hidden, NoView, ToggleNoView.
        expect(flags & 0b1_0010_0111).toBe(0b100)
        const [left, bottom, right, top] = pdf().list(annotation['/Rect'])
        const nowhere = left === right && bottom === top
        if (annotation['/Subtype'] === '/Widget' && !nowhere)
          expect(pdf().dict(annotation['/AP'])['/N']).toBeDefined()
      }
    })

    it('uses neither filters, images nor blending that the standard forbids (6.1.7, 6.2.8, 6.2.10)', () => {
      for (const { dict } of pdf().streams()) {
        expect(JSON.stringify(dict['/Filter'] ?? '')).not.toMatch(/LZW|Crypt/u)
        for (const key of ['/F', '/FFilter', '/FDecodeParms', '/Alternates', '/OPI'])
          expect(dict[key]).toBeUndefined()
        if (dict['/Subtype'] === '/Image') expect(dict['/Interpolate'] ?? false).toBe(false)
        expect(dict['/Subtype']).not.toBe('/PS')
      }
      for (const dict of pdf().dicts()) {
        expect(dict['/TR']).toBeUndefined()
        if (typeof dict['/BM'] === 'string') expect(dict['/BM']).toMatch(/^\/(?:Normal|Multiply)$/u)
      }
    })

    it('tells of each file in it what it is to the review (6.8)', () => {
      const files = ofType('/Filespec')
      expect(files).toHaveLength(sampleAssets().attachments.length)
      const associated = pdf()
        .list(pdf().catalog['/AF'])
        .map((one) => pdf().dict(one))
      for (const file of files) {
        expect(textOf(file['/F'])).not.toBe('')
        expect(textOf(file['/UF'])).not.toBe('')
        expect(file['/AFRelationship']).toMatch(/^\/(?:Source|Data|Supplement|Alternative)$/u)
        expect(associated).toContain(file)
        const { dict } = pdf().stream(pdf().dict(file['/EF'])['/F'])
        expect(dict['/Subtype']).toMatch(/^\/\w+\/[\w.+-]+$/u)
        expect(textOf(pdf().dict(dict['/Params'])['/ModDate'])).toMatch(/^D:20261124/u)
      }
    })
  })
})

/** ISO 32000-1, 14.8.4. */
const standardElement =
  /^\/(?:Document|Part|Art|Sect|Div|BlockQuote|Caption|TOCI?|Index|NonStruct|Private|P|H[1-6]?|L|LI|Lbl|LBody|Table|TR|TH|TD|THead|TBody|TFoot|Span|Quote|Note|Reference|BibEntry|Code|Link|Annot|Figure|Formula|Form)$/u
