import { describe, expect, it } from 'vitest'
import { buildReviewDocument } from '#core/documents/build/buildReviewDocument.ts'
import { blockText } from '#core/documents/build/inline.ts'
import type { Block, Heading, Inline, ReviewDocument, Table } from '#core/documents/model.ts'
import { walkAnchors, walkBlocks } from '#core/documents/walk.ts'
import { reviewRecord } from '#shared/domain/reviewRecord.ts'
import { sampleRecord } from '../../fixtures/sampleRecord.ts'

const record = sampleRecord()
const document = buildReviewDocument(record)

function headings(of: ReviewDocument, depth: number): string[] {
  return of.blocks
    .filter((block): block is Heading => block.type === 'heading' && block.depth === depth)
    .map((heading) => `${heading.number} ${blockText([heading])}`.trim())
}

function tables(role: Table['role'], of = document): Table[] {
  return [...walkBlocks(of.blocks)].filter(
    (block): block is Table => block.type === 'table' && block.role === role,
  )
}

function words(cells: Block[][]): string {
  return cells.map(blockText).join(' | ')
}

/** All nodes of inline text below some blocks. */
function inlinesOf(blocks: Block[]): Inline[] {
  const below = (nodes: Inline[]): Inline[] =>
    nodes.flatMap((node) => [node, ...('children' in node ? below(node.children) : [])])
  return [...walkBlocks(blocks)].flatMap((block) =>
    block.type === 'paragraph' || block.type === 'heading' ? below(block.children) : [],
  )
}

describe('the document of a review', () => {
  it('is made from a record as exports have it', () => {
    expect(reviewRecord.parse(record)).toEqual(record)
  })

  it('has its chapters in the order in which an auditor reads', () => {
    expect(headings(document, 1)).toEqual([
      '1 Facts',
      '2 Summary',
      '3 Detection',
      '4 Response and recovery',
      '5 What went well',
      '6 What was hard',
      '7 Lessons',
      '8 Timeline',
      '9 Contributing factors',
      '10 Actions',
      '11 Review sessions',
      '12 Evidence',
      '13 Approvals',
      '14 Waivers',
      '15 Completeness',
      '16 Audit extract',
    ])
    expect(headings(document, 2)).toContain('10.2 At the time of export')
  })

  it('says on its first page what it is, whether it is whole, and who approved it', () => {
    const [title] = document.blocks
    expect(title).toMatchObject({
      type: 'titlePage',
      organisation: 'Nordhavn Payments',
      label: 'Confidential',
      subtitle: 'REV-2026-0007 · Revision 2',
      verdict: { title: 'PARTIAL', tone: 'attention' },
      signers: [
        {
          kind: 'Technical validation',
          who: 'Priya Raghunathan, Engineering lead',
          when: '23 Nov 2026, 14:10 UTC',
        },
        { kind: 'Process review', who: 'Tomás Echeverría, Incident manager', when: '24 Nov 2026, 08:30 UTC' },
      ],
    })
    const verdict = title?.type === 'titlePage' ? blockText([title.verdict]) : ''
    expect(verdict).toContain('7 of 8 items')
    expect(verdict).toContain('EX-0005 Reconciliation of 20 November: labelled Restricted')
  })

  it('tells each duration with its formula, and which time is missing where one cannot be told', () => {
    expect(tables('durations')[0]?.rows.map((row) => words(row.cells))).toEqual([
      'Time to detect | Started to detected | 12 min',
      'Time to acknowledge | Detected to acknowledged | 2 min',
      'Time to mitigate | Started to mitigated | 1 h 6 min',
      'Time to resolve | Started to resolved | 1 h 27 min',
    ])
    const lacking = sampleRecord()
    lacking.content.incident.times.detected = null
    const [, second] = tables('durations', buildReviewDocument(lacking))[0]?.rows ?? []
    expect(words(second?.cells ?? [])).toContain('not known: detected not certain')
  })

  it('groups the timeline by day, marks key moments, and keeps a doubtful time as it was told', () => {
    const rows = tables('timeline')[0]?.rows ?? []
    expect(rows.filter((row) => row.kind === 'group').map((row) => words(row.cells))).toEqual([
      '19 Nov 2026',
      '20 Nov 2026',
      '21 Nov 2026',
      'Time in doubt',
    ])
    expect(rows.filter((row) => row.kind === 'row')).toHaveLength(25)
    expect(rows.filter((row) => row.marked).map((row) => words(row.cells.slice(0, 1)))).toContain(
      '14:04:41 UTC+1',
    )
    expect(words(rows.at(-1)?.cells ?? [])).toContain('“that evening” the time of day is not given')
  })

  it('leads from an exhibit’s number, and from a link to evidence, to its row in the index', () => {
    const anchors = walkAnchors(document.blocks)
    const links = inlinesOf(document.blocks).filter(
      (node) => node.type === 'link' && node.url.startsWith('#'),
    )
    expect(links.length).toBeGreaterThan(20)
    for (const link of links) expect(anchors).toContain(link.type === 'link' ? link.url.slice(1) : '')
    expect(links).toContainEqual({
      type: 'link',
      url: '#exhibit-ex-0001',
      children: [{ type: 'text', value: 'attached' }],
    })
  })

  it('prints hashes in full', () => {
    const hashes = inlinesOf(document.blocks).flatMap((node) => (node.type === 'hash' ? [node.value] : []))
    for (const exhibit of record.content.exhibits) expect(hashes).toContain(exhibit.sha256)
    for (const approval of record.approvals) expect(hashes).toContain(approval.certificateSha256)
    for (const event of record.audit) expect(hashes).toContain(event.hash)
    expect(hashes).toContain(record.contentSha256)
  })

  it('keeps what was agreed apart from how it stood at the export', () => {
    const [agreed, status] = tables('actions')
    expect(words(agreed?.rows[3]?.cells ?? [])).toContain('no criterion agreed')
    expect(words(status?.rows[1]?.cells ?? [])).toContain('The page was red 12 s after')
    const text = blockText(document.blocks)
    expect(text).toContain('1 of 4 were done. This is not part of what was approved.')
  })

  it('names an approval of another content', () => {
    const other = sampleRecord()
    const [first] = other.approvals
    if (first) first.contentSha256 = 'a'.repeat(64)
    const entries = [...walkBlocks(buildReviewDocument(other).blocks)].filter(
      (block) => block.type === 'entries' && block.role === 'approvals',
    )
    const facts = entries.flatMap((block) =>
      block.type === 'entries' ? (block.items[0]?.children ?? []) : [],
    )
    expect([...walkBlocks(facts)].map((block) => blockText([block])).join()).toContain(
      'another content: aaaa',
    )
  })

  it('says of each empty chapter that it is empty', () => {
    const bare = sampleRecord()
    Object.assign(bare, { approvals: [], actionStatus: [], custody: [], audit: [] })
    Object.assign(bare.content, {
      timeline: [],
      factors: [],
      actions: [],
      exhibits: [],
      sessions: [],
      waivers: [],
    })
    bare.content.sections = [{ id: 'summary', title: 'Summary', markdown: '  \n' }]
    const text = blockText(buildReviewDocument(bare).blocks)
    for (const sentence of [
      'Nothing was written here.',
      'No entries.',
      'None recorded.',
      'None agreed.',
      'No evidence was attached.',
      'Nobody has approved this review yet.',
      'No rule of the template was waived.',
      'No events.',
    ])
      expect(text).toContain(sentence)
  })

  it('is the same again', () => {
    expect(buildReviewDocument(sampleRecord())).toEqual(document)
  })

  it('counts headings, figures and footnotes through the whole document', () => {
    const figures = [...walkBlocks(document.blocks)].flatMap((block) =>
      block.type === 'figure' ? [`${block.number} ${block.source.kind}`] : [],
    )
    expect(figures).toEqual(['1 data', '2 evidence'])
    expect(document.footnotes).toHaveLength(1)
    const anchors = walkAnchors(document.blocks)
    expect(new Set(anchors).size).toBe(anchors.length)
  })
})
