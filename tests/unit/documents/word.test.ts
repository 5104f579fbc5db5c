import { strFromU8 } from 'fflate'
import { beforeAll, describe, expect, it } from 'vitest'
import { buildReviewDocument } from '#core/documents/build/buildReviewDocument.ts'
import type { Figure, ReviewDocument } from '#core/documents/model.ts'
import { renderWord } from '#core/documents/renderWord.ts'
import { directedTexts } from '#core/documents/word/direction.ts'
import { signOpc } from '#core/signing/opc.ts'
import { verifyDocx } from '#verifier/docx.ts'
import { manyScripts, sentences } from '../../fixtures/manyScripts.ts'
import { sampleAssets } from '../../fixtures/sampleAssets.ts'
import { sampleRecord } from '../../fixtures/sampleRecord.ts'
import { now, person } from '../signing/people.ts'
import {
  elementsOf,
  firstMissing,
  named,
  openPackage,
  type Package,
  part,
  readingTexts,
  textOf,
  type XmlElement,
} from './wordReading.ts'

const sample = buildReviewDocument(sampleRecord())

describe('a Word document of a review', () => {
  let docx: Package
  let body: XmlElement
  beforeAll(async () => {
    docx = openPackage(await renderWord(sample, sampleAssets()))
    body = part(docx, 'word/document.xml')
  })

  const paragraphs = (style: string) =>
    named(body, 'w:p').filter((p) => named(p, 'w:pStyle')[0]?.attributes['w:val'] === style)

  it('has all words of the review, in their order', () => {
    expect(firstMissing(readingTexts(sample), textOf(body))).toBeUndefined()
  })

  it('has every part well-formed, declared, and reached by a relationship', () => {
    const types = strFromU8(docx.get('[Content_Types].xml') ?? new Uint8Array())
    const names = [...docx.keys()]
    for (const name of names.filter((one) => /\.(xml|rels)$/.test(one)))
      expect(() => part(docx, name)).not.toThrow()
    const reached = names
      .filter((name) => name.endsWith('.rels'))
      .flatMap((name) => {
        const folder = name.replace(/_rels\/[^/]*$/, '')
        return named(part(docx, name), 'Relationship')
          .filter((one) => one.attributes.TargetMode !== 'External')
          .map((one) => folder + one.attributes.Target)
      })
    for (const name of names) {
      const extension = name.split('.').at(-1)
      expect(types.includes(`PartName="/${name}"`) || types.includes(`Extension="${extension}"`)).toBe(true)
      if (name !== '[Content_Types].xml' && !name.endsWith('.rels')) expect(reached).toContain(name)
    }
    for (const target of reached) expect(names).toContain(target)
  })

  it('has real headings of which each is reached from the contents', () => {
    const headings = [...paragraphs('Heading1'), ...paragraphs('Heading2')]
    const inModel = sample.blocks.filter((block) => block.type === 'heading' && block.depth <= 2)
    expect(headings).toHaveLength(inModel.length)
    const entries = [...paragraphs('Contents1'), ...paragraphs('Contents2')]
    expect(entries.map(textOf).sort()).toEqual(headings.map(textOf).sort())
    const anchors = entries.map((entry) => named(entry, 'w:hyperlink')[0]?.attributes['w:anchor'])
    const bookmarks = headings.map((one) => named(one, 'w:bookmarkStart')[0]?.attributes['w:name'])
    expect(anchors.sort()).toEqual(bookmarks.sort())
  })

  it('has no bookmark twice, and no name or number that Word refuses', () => {
    const starts = named(body, 'w:bookmarkStart')
    const names = starts.map((one) => one.attributes['w:name'] ?? '')
    expect(new Set(names).size).toBe(names.length)
    for (const name of names) expect(name).toMatch(/^[A-Za-z]\w{0,39}$/)
    const ids = (tag: string) => named(body, tag).map((one) => one.attributes['w:id'])
    expect(ids('w:bookmarkStart').sort()).toEqual(ids('w:bookmarkEnd').sort())
    for (const link of named(body, 'w:hyperlink')) {
      const anchor = link.attributes['w:anchor']
      if (anchor !== undefined && link.attributes['r:id'] === undefined) expect(names).toContain(anchor)
    }
  })

  it('holds no field that an update would change but the page numbers of its foot', () => {
    const fields = [...docx.keys()].flatMap((name) =>
      /\.xml$/.test(name) ? named(part(docx, name), 'w:instrText').map(textOfField) : [],
    )
    expect([...new Set(fields)].sort()).toEqual(['NUMPAGES', 'PAGE'])
    expect(strFromU8(docx.get('word/settings.xml') ?? new Uint8Array())).not.toContain('updateFields')
    for (const name of docx.keys())
      if (name.endsWith('.xml')) expect(named(part(docx, name), 'w:fldSimple')).toEqual([])
  })

  it('says title and label above, pack and page below', () => {
    const head = textOf(part(docx, 'word/header1.xml'))
    expect(head).toContain('REV-2026-0007')
    expect(head).toContain('Card payments declined')
    expect(head).toContain('Confidential')
    for (const name of ['word/footer1.xml', 'word/footer2.xml'])
      expect(textOf(part(docx, name))).toMatch(/Pack PK-7QD2-M4XH.*Page\s+of/)
  })

  it('repeats the head of each table, and gives its columns the whole width', () => {
    const tables = named(body, 'w:tbl').filter((table) => named(table, 'w:tblHeader').length > 0)
    expect(tables).toHaveLength(sample.blocks.filter((block) => block.type === 'table').length)
    for (const table of named(body, 'w:tbl')) {
      const columns = named(table, 'w:gridCol').map((column) => Number(column.attributes['w:w']))
      expect(columns.reduce((sum, width) => sum + width, 0)).toBe(9072)
      expect(Math.min(...columns)).toBeGreaterThan(600)
    }
  })

  it('marks key moments by a sign, and shows days as rows over the whole table', () => {
    const marked = named(body, 'w:tr').filter((row) => textOf(row).startsWith('◆'))
    expect(marked).toHaveLength(sampleRecord().content.timeline.filter((entry) => entry.key).length)
    const days = named(body, 'w:tr').filter((row) => named(row, 'w:gridSpan').length > 0)
    expect(days.map(textOf)).toEqual(['19 Nov 2026', '20 Nov 2026', '21 Nov 2026', 'Time in doubt'])
  })

  it('shows images with their words for who does not see them', () => {
    const figures = [...walk(sample)]
    const drawn = named(body, 'wp:docPr')
    expect(drawn.map((one) => one.attributes.descr)).toEqual(figures.map((figure) => figure.alt))
    expect([...docx.keys()].filter((name) => name.startsWith('word/media/')).sort()).toEqual([
      'word/media/image1.png',
      'word/media/image1.svg',
      'word/media/image2.png',
    ])
  })

  it('has footnotes of Word, numbered as they are referred to', () => {
    const references = named(body, 'w:footnoteReference').map((one) => one.attributes['w:id'])
    expect(references).toEqual(['1'])
    expect(textOf(part(docx, 'word/footnotes.xml'))).toContain('The reconciliation run of 20 Nov 2026')
  })

  it('keeps the spaces of code', () => {
    expect(paragraphs('Code').map(textOf)).toContain('  maxLifetime: 30s        # was: 12h')
  })

  it('sets Arabic and Hebrew from the right, and asks for the fonts of Japanese', () => {
    const rightToLeft = named(body, 'w:p').filter((p) => named(p, 'w:bidi').length > 0)
    expect(rightToLeft.map(textOf).join(' ')).toMatch(/אחר.*|أبلغنا/)
    expect(rightToLeft.length).toBeGreaterThanOrEqual(2)
    for (const p of rightToLeft) expect(named(p, 'w:rtl').length).toBeGreaterThan(0)
    const japanese = named(body, 'w:lang').filter((one) => one.attributes['w:eastAsia'] === 'ja-JP')
    expect(japanese.length).toBeGreaterThan(0)
  })

  it('keeps a short table on one page, and lets a long one go on', () => {
    const kept = named(body, 'w:tbl').map((table) =>
      named(table, 'w:tr')
        .slice(1, -1)
        .map((row) => named(row, 'w:keepNext').length > 0),
    )
    const times = named(body, 'w:tbl').findIndex((table) => textOf(table).startsWith('Moment'))
    const timeline = named(body, 'w:tbl').findIndex((table) => textOf(table).startsWith('TimeWhat'))
    expect(kept[times]).toEqual([true, true, true, true])
    expect(kept[timeline]).toContain(false)
  })

  it('says in its properties whose it is, and no date but that of the export', () => {
    const core = part(docx, 'docProps/core.xml')
    const value = (name: string) => named(core, name)[0]?.children.join('')
    expect(value('dc:title')).toBe(
      'REV-2026-0007 Card payments declined after a planned move of the ledger database',
    )
    expect(value('dc:creator')).toBe('Jonas Albrecht; Samir Haddad')
    expect(value('dcterms:created')).toBe('2026-11-24T10:15:30Z')
    expect(value('dcterms:modified')).toBe('2026-11-24T10:15:30Z')
    expect(value('dc:language')).toBe('en-GB')
    const custom = part(docx, 'docProps/custom.xml')
    const values = [...elementsOf(custom)].flatMap((one) => one.children)
    expect(values).toContain('PK-7QD2-M4XH')
    expect(values).toContain(
      'PARTIAL: EX-0005 Reconciliation of 20 November (labelled Restricted; this export goes up to Confidential)',
    )
  })
})

describe('the bytes of a Word document', () => {
  it('are the same for the same review, in any time zone and language, and after other documents', async () => {
    const first = await renderWord(sample, sampleAssets(), { watermark: 'DRAFT' })
    const { TZ, LANG } = process.env
    try {
      for (const zone of ['Pacific/Auckland', 'America/St_Johns']) {
        process.env.TZ = zone
        process.env.LANG = 'ar_EG.UTF-8'
        expect(new Date(0).getHours()).not.toBe(0)
        const again = await renderWord(sample, sampleAssets(), { watermark: 'DRAFT' })
        expect(Buffer.compare(again, first)).toBe(0)
      }
    } finally {
      restore('TZ', TZ)
      restore('LANG', LANG)
    }
  })
})

describe('a signature on a Word document', () => {
  it('covers every part, and the verdict on completeness is what the document says', async () => {
    const { root, signer } = await person()
    const signed = await signOpc(await renderWord(sample, sampleAssets()), signer, { now })
    const verdict = await verifyDocx(signed, { trusted: [root], now })
    expect(verdict.signature.outcome).toBe('good')
    expect(verdict.integrity.outcome).toBe('good')
    expect(verdict.completeness.outcome).toBe('bad')
    expect(JSON.stringify(verdict.completeness)).toContain('EX-0005 Reconciliation of 20 November')
  })
})

describe('options of a Word document', () => {
  it('prints a watermark behind every page, the first too', async () => {
    const docx = openPackage(await renderWord(sample, sampleAssets(), { watermark: 'DRAFT' }))
    for (const name of ['word/header1.xml', 'word/header2.xml'])
      expect(named(part(docx, name), 'v:textpath').map((one) => one.attributes.string)).toContain('DRAFT')
  })

  it('says across every page that a draft is one, unless other words are asked for', async () => {
    const draft = buildReviewDocument({ ...sampleRecord(), status: 'draft' })
    const marks = async (options: { watermark?: string }) => {
      const docx = openPackage(await renderWord(draft, sampleAssets(), options))
      return named(part(docx, 'word/header1.xml'), 'v:textpath').flatMap((one) => one.attributes.string ?? [])
    }
    expect(await marks({})).toEqual(['Draft'])
    expect(await marks({ watermark: 'COPY' })).toEqual(['COPY'])
    const sealed = openPackage(await renderWord(sample, sampleAssets()))
    expect(named(part(sealed, 'word/header1.xml'), 'v:textpath')).toEqual([])
  })

  it('fits Letter paper', async () => {
    const docx = openPackage(await renderWord(sample, sampleAssets(), { paper: 'letter' }))
    const size = named(part(docx, 'word/document.xml'), 'w:pgSz')[0]?.attributes
    expect([size?.['w:w'], size?.['w:h']]).toEqual(['12240', '15840'])
  })

  it('stops when it is cancelled', async () => {
    await expect(renderWord(sample, sampleAssets(), { signal: AbortSignal.abort() })).rejects.toThrow(
      'aborted',
    )
  })
})

describe('the directions of a text', () => {
  const shown = (text: string, paragraph: 'ltr' | 'rtl') =>
    directedTexts(text, paragraph).map((part) => (part.rightToLeft ? `<${part.text}>` : part.text))

  it.each<[string, 'ltr' | 'rtl', string[]]>([
    ['no letter from the right 1.5', 'ltr', ['no letter from the right 1.5']],
    ['word שלום and', 'ltr', ['word ', '<שלום>', ' and']],
    ['בשעה 14:04, וה־DNS', 'rtl', ['<בשעה 14:04, וה־>', 'DNS']],
    ['לא (TTL=43200).', 'rtl', ['<לא (>', 'TTL=43200', '<).>']],
    [
      'الخادم db-a.example.org، في 14:04 UTC+1 على',
      'rtl',
      ['<الخادم >', 'db-a.example.org', '<، في 14:04 >', 'UTC+1', '< على>'],
    ],
    ['می\u200cخواهم 🔥', 'rtl', ['<می\u200cخواهم 🔥>']],
  ])('%s (%s)', (text, paragraph, expected) => {
    expect(shown(text, paragraph)).toEqual(expected)
    expect(
      directedTexts(text, paragraph)
        .map((part) => part.text)
        .join(''),
    ).toBe(text)
  })
})

describe('a Word document in many scripts', () => {
  it('asks each script’s font and language, and keeps what was written to the letter', async () => {
    const document = buildReviewDocument(manyScripts())
    const docx = openPackage(await renderWord(document, sampleAssets()))
    const body = part(docx, 'word/document.xml')
    const text = textOf(body)
    for (const sentence of Object.values(sentences)) expect(text).toContain(sentence)
    const told = (name: string, key: string) => new Set(named(body, name).map((one) => one.attributes[key]))
    for (const language of ['th-TH', 'bn-BD', 'ta-IN', 'hi-IN', 'ar-SA', 'he-IL'])
      expect(told('w:lang', 'w:bidi')).toContain(language)
    for (const language of ['zh-CN', 'ja-JP', 'ko-KR'])
      expect(told('w:lang', 'w:eastAsia')).toContain(language)
    for (const font of ['Leelawadee UI', 'Nirmala UI', 'Arial'])
      expect(told('w:rFonts', 'w:cs')).toContain(font)
    const [mirrored] = named(body, 'w:tbl').filter((table) => textOf(table).startsWith('العمود'))
    expect(mirrored && named(mirrored, 'w:bidiVisual')).toHaveLength(1)
  })
})

describe('an image that Word cannot show', () => {
  const withFigure = (source: Figure['source']): ReviewDocument => ({
    ...sample,
    blocks: [{ type: 'figure', number: 1, source, alt: 'A picture', caption: 'What was seen' }],
    footnotes: [],
  })
  const webp = Buffer.from('UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoBAAEAAgA0JaQAA3AA/vuUAAA=', 'base64')

  it.each<[string, Figure['source'], string]>([
    ['WebP', { kind: 'data', mediaType: 'image/webp', base64: webp.toString('base64') }, 'WebP'],
    [
      'an image on the web',
      { kind: 'remote', url: 'https://example.org/a.png' },
      'at https://example.org/a.png',
    ],
    [
      'what is no image',
      { kind: 'data', mediaType: 'image/png', base64: 'AAAAAAAAAAAAAAAAAAAAAAAAAA==' },
      'it is not',
    ],
    [
      'a file that is left out',
      { kind: 'evidence', id: '0192f0c1-0000-7000-8000-0000000000ff' },
      'not part of this export',
    ],
  ])('is told in words: %s', async (_, source, words) => {
    const docx = openPackage(await renderWord(withFigure(source), sampleAssets()))
    const text = textOf(part(docx, 'word/document.xml'))
    expect(text).toContain('Figure 1. What was seen. Not shown')
    expect(text).toContain(words)
  })
})

function restore(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name]
  else process.env[name] = value
}

function textOfField(element: XmlElement): string {
  return element.children.join('').trim()
}

function* walk(document: ReviewDocument): Generator<Figure> {
  for (const block of document.blocks) if (block.type === 'figure') yield block
}
