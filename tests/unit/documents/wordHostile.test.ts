import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildReviewDocument } from '#core/documents/build/buildReviewDocument.ts'
import { raised } from '#core/documents/fittedColumns.ts'
import type { DocumentAssets, ReviewDocument } from '#core/documents/model.ts'
import { renderWord } from '#core/documents/renderWord.ts'
import { directedTexts } from '#core/documents/word/direction.ts'
import { linkTarget } from '#core/documents/word/links.ts'
import { columnTwips } from '#core/documents/word/tables.ts'
import { sampleRecord } from '../../fixtures/sampleRecord.ts'
import { hostileDocument, hostileText } from './wordArbitrary.ts'
import { named, openPackage, type Package, part, textOf } from './wordReading.ts'

const noAssets: DocumentAssets = { image: async () => undefined, attachments: [] }

async function render(document: ReviewDocument): Promise<Package> {
  return openPackage(await renderWord(document, noAssets, { watermark: document.meta.title }))
}

function checkAll(docx: Package): void {
  for (const name of docx.keys()) if (/\.(xml|rels)$/.test(name)) part(docx, name)
  const body = part(docx, 'word/document.xml')
  for (const cell of named(body, 'w:tc')) expect(cell.children.at(-1)).toHaveProperty('name', 'w:p')
  const names = named(body, 'w:bookmarkStart').map((one) => one.attributes['w:name'])
  expect(new Set(names).size).toBe(names.length)
  const links = named(body, 'w:hyperlink').map((one) => one.attributes)
  for (const link of links) if (link['r:id'] === undefined) expect(names).toContain(link['w:anchor'])
  const notes = named(body, 'w:footnoteReference').map((one) => one.attributes['w:id'])
  const written = named(part(docx, 'word/footnotes.xml'), 'w:footnote').map((one) => one.attributes['w:id'])
  for (const note of notes) expect(written).toContain(note)
  expect(named(part(docx, 'word/footnotes.xml'), 'w:footnoteReference')).toEqual([])
  expect(new Set(notes).size).toBe(notes.length)
  for (const name of docx.keys())
    if (name.endsWith('.rels'))
      for (const { attributes } of named(part(docx, name), 'Relationship'))
        if (attributes.TargetMode === 'External')
          expect(attributes.Target).toMatch(/^(?:https?:\/\/|mailto:)[!-~]*$/)
}

describe('hostile text in a Word document', () => {
  it('never breaks a part, a link, a bookmark or a footnote, whatever the document holds', async () => {
    await fc.assert(
      fc.asyncProperty(hostileDocument, async (document) => checkAll(await render(document))),
      { numRuns: 60, interruptAfterTimeLimit: 6000 },
    )
  })

  it.each([
    ['markup', '<w:p/></w:t>&amp;<!-- --><![CDATA[x]]>'],
    ['the end of a CDATA section', ']]>'],
    ['controls and halves of pairs', 'a\u0000b\u0007c\ud800d\udfffe\ufffff'],
    ['what turns the reading order', 'abc\u202etxt.exe'],
    ['one huge word', 'x'.repeat(200_000)],
    ['ten thousand lines', 'line\n'.repeat(10_000)],
    ['ids as the library draws them', 'rIdabcdefghijklmnopqrstu r:id="rId1"'],
  ])('stays text everywhere: %s', async (_, text) => {
    const record = sampleRecord()
    const section = {
      id: 'x',
      title: text,
      markdown: `${text}\n\n\`\`\`\n${text}\n\`\`\`\n\n| a | b |\n|-|-|\n| x | y |`,
    }
    record.content.sections = [section]
    record.content.review.title = text
    record.content.organisation = text
    record.content.factors = record.content.factors.map((factor) => ({
      ...factor,
      title: text,
      category: text,
    }))
    checkAll(await render(buildReviewDocument(record)))
  })

  it('keeps the words of markup as words', async () => {
    const record = sampleRecord()
    record.content.review.title = 'if (a < b && c > d) "x" \'y\' ]]>'
    const docx = await render(buildReviewDocument(record))
    expect(textOf(part(docx, 'word/document.xml'))).toContain('if (a < b && c > d) "x" \'y\' ]]>')
  })
})

describe('addresses of links in Word', () => {
  it.each([
    ['https://example.org/a b', 'https://example.org/a%20b'],
    ['https://example.org/a|b{c}^[d]`', 'https://example.org/a%7Cb%7Bc%7D%5E%5Bd%5D%60'],
    ['https://example.org/100%', 'https://example.org/100%25'],
    ['https://example.org/x#a#b', 'https://example.org/x#a%23b'],
    ['https://bücher.example/ü', 'https://xn--bcher-kva.example/%C3%BC'],
    ['https://[::1]:8080/[x]', 'https://[::1]:8080/%5Bx%5D'],
    ['mailto:a@example.org?subject=x y', 'mailto:a@example.org?subject=x%20y'],
    ['javascript:alert(1)', undefined],
    ['file:///etc/passwd', undefined],
    ['https://', undefined],
    [`https://example.org/${'ü'.repeat(900)}`, undefined],
  ])('%s', (url, target) => expect(linkTarget(url)).toBe(target))
})

describe('text of two directions', () => {
  it('is cut where the direction changes, and loses nothing', () => {
    fc.assert(
      fc.property(hostileText, fc.constantFrom('ltr' as const, 'rtl' as const), (text, dir) => {
        expect(
          directedTexts(text, dir)
            .map((part) => part.text)
            .join(''),
        ).toBe(text)
      }),
    )
  })

  it.each([
    ['plain words', 'ltr', ['plain words']],
    ['see שלום עולם.', 'ltr', ['see ', '‹שלום עולם›', '.']],
    ['שלום, abc def!', 'rtl', ['‹שלום, ›', 'abc def', '‹!›']],
  ] as const)('%s', (text, dir, expected) => {
    expect(directedTexts(text, dir).map((part) => (part.rightToLeft ? `‹${part.text}›` : part.text))).toEqual(
      expected,
    )
  })
})

describe('columns of a table in Word', () => {
  it('fill the width exactly, and give words the room they ask for where there is any', () => {
    const share = fc.double({ min: 0.01, max: 1, noNaN: true })
    fc.assert(
      fc.property(fc.array(share, { minLength: 1, maxLength: 60 }), (shares) => {
        const twips = columnTwips(shares, 9072)
        expect(twips.reduce((sum, part) => sum + part, 0)).toBe(9072)
        expect(Math.min(...twips)).toBeGreaterThan(0)
      }),
    )
    expect(raised([0.1, 0.9], [0.2, 0.1])).toEqual([0.2, 0.8])
    expect(raised([0.5, 0.5], [0.9, 0.9])).toEqual([0.5, 0.5])
  })
})
