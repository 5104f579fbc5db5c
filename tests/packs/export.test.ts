import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { fromPem } from '#core/signing/certificates.ts'
import { verifyPath } from '#core/verification/verifyPath.ts'
import type { ExportResult } from '#shared/contract/exports.ts'
import { reviewRecord } from '#shared/domain/reviewRecord.ts'
import { isGood, verificationLines } from '#verifier/words.ts'
import { type Approved, approvedReview, exportAs, rootPem } from './approvedReview.ts'
import { unpack } from './packFiles.ts'

const sample = resolve(import.meta.dirname, '../../resources/sample')
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 })
let approved: Approved
let result: Awaited<ReturnType<typeof exportAs>>
let files: Map<string, Uint8Array>
const text = (name: string) => Buffer.from(files.get(name)!).toString('utf8')

beforeAll(async () => {
  approved = await approvedReview([
    { name: 'gateway.log', bytes: 'first\n' },
    { name: 'gateway.log', bytes: 'second, of the same name\n' },
    { name: 'change.pdf', bytes: await readFile(resolve(sample, 'change-2291.pdf')) },
    { name: 'Bild – ü 図.png', bytes: await readFile(resolve(sample, 'pool-waiting.png')) },
    { name: 'names.csv', bytes: '=1+1,a\n', label: 'confidential' },
  ])
  result = await exportAs(approved, { formats: ['pdf', 'docx', 'pack'] })
  files = await unpack(result.path('pack'))
})
afterAll(() => approved?.app.close())

async function judge(format: 'pdf' | 'docx' | 'pack') {
  const trusted = fromPem(await rootPem(approved.app))
  return verifyPath(result.path(format), { trusted, now: approved.app.clock.now })
}

describe('an export of an approved review', () => {
  it('gives a pack that is good in all three verdicts', async () => {
    const verification = await judge('pack')
    expect(verificationLines('pack', verification).filter((line) => /BAD|\? {2}/.test(line))).toEqual([])
    expect(isGood(verification)).toBe(true)
    expect(new Set(verification.signers.map(({ name }) => name))).toEqual(
      new Set(['Ivo Marsh', 'Lena Moreau']),
    )
  })

  it.each(['pdf', 'docx'] as const)('gives a signed %s that stands in the pack too', async (format) => {
    const verification = await judge(format)
    expect([verification.signature.outcome, verification.integrity.outcome]).toEqual(['good', 'good'])
    const bytes = await readFile(result.path(format))
    expect(files.get(`data/${approved.review.key}-r1.${format}`)).toEqual(new Uint8Array(bytes))
  })

  it('holds what a pack holds', () => {
    const names = [...files.keys()].filter((name) => !/^data\/(certificates|exhibits)\//.test(name))
    expect(names).toEqual([
      'mimetype',
      'bagit.txt',
      'data/completeness.json',
      'data/REV-2026-0001-r1.docx',
      'data/REV-2026-0001-r1.pdf',
      'data/approvals/process-review.p7s',
      'data/approvals/technical-validation.p7s',
      'data/audit-log/checkpoint.txt',
      'data/audit-log/events.json',
      'data/audit-log/log-key.sig',
      'data/audit-log/log-key.txt',
      'data/audit-log/proofs.json',
      'data/how-to-verify.txt',
      'data/index.html',
      'data/review-content.json',
      'data/review.json',
      'data/schemas/review-record.schema.json',
      'data/volume/exhibit-volume-01.pdf',
      'bag-info.txt',
      'manifest-sha256.txt',
      'tagmanifest-sha256.txt',
      'META-INF/ASiCManifest001.xml',
      'META-INF/signature001.p7s',
    ])
    expect([...files.keys()].filter((name) => name.startsWith('data/certificates/'))).toHaveLength(3)
  })

  it('keeps two exhibits of one name, and names of any script', () => {
    expect([...files.keys()].filter((name) => name.startsWith('data/exhibits/'))).toEqual([
      'data/exhibits/EX-0001 gateway.log',
      'data/exhibits/EX-0002 gateway.log',
      'data/exhibits/EX-0003 change.pdf',
      'data/exhibits/EX-0004 Bild – ü 図.png',
      'data/exhibits/EX-0005 names.csv',
      'data/exhibits/index.csv',
      'data/exhibits/index.json',
    ])
    expect(text('data/exhibits/EX-0002 gateway.log')).toBe('second, of the same name\n')
  })

  it('has an index of the exhibits with their custody, their hash and their pages', () => {
    const index = JSON.parse(text('data/exhibits/index.json'))
    expect(index[2]).toMatchObject({
      number: 'EX-0003',
      source: 'The gateway',
      sha256: approved.evidence[2]!.sha256,
      volume: expect.stringMatching(/^Volume 1: REV-2026-0001-R1-000001/),
      custody: [{ kind: 'received', person: 'Dana Vogt' }],
    })
    expect(text('data/exhibits/index.csv').split('\r\n')[1]).toContain('"EX-0001","gateway.log"')
  })

  it('carries the strictest label of what is in it, and its record says what it tells', () => {
    const record = reviewRecord.parse(JSON.parse(text('data/review.json')))
    expect(record).toMatchObject({ status: 'approved', packId: result.packId })
    expect(record.approvals.map(({ person, role }) => [person.name, role])).toEqual([
      ['Lena Moreau', 'engineering lead'],
      ['Ivo Marsh', 'incident manager'],
    ])
    expect(text('bag-info.txt')).toContain('Afterword-Label: confidential')
    expect(text('data/index.html')).toContain('Confidential')
    expect(record.completeness.verdict).toBe('COMPLETE')
  })

  it('stands in the list of exports, in the custody of its exhibits and in the log', async () => {
    const { app, review, evidence } = approved
    const list = await app.call('exports.list', { reviewId: review.id })
    expect(list.map(({ format, level, verdict, sealed }) => [format, level, verdict, sealed])).toEqual(
      expect.arrayContaining([
        ['pack', 'B-B', 'COMPLETE', false],
        ['pdf', 'B-B', 'COMPLETE', false],
        ['docx', 'B-B', 'COMPLETE', false],
      ]),
    )
    const pack = await readFile(result.path('pack'))
    expect(list.find(({ format }) => format === 'pack')!.sha256).toBe(
      createHash('sha256').update(pack).digest('hex'),
    )
    const custody = await app.call('evidence.custody', { id: evidence[0]!.id })
    expect(custody.at(-1)).toMatchObject({ kind: 'exported', note: expect.stringContaining(result.packId) })
    const history = await app.call('reviews.history', { reviewId: review.id })
    expect(history.rows[0]).toMatchObject({ method: 'exports.create', person: 'Ivo Marsh' })
    expect(await app.call('auditLog.verify', {})).toMatchObject({ good: true })
  })

  it.each(['pack', 'pdf', 'docx'] as const)(
    'is judged through the window too, as %s, under the workspace’s own root',
    async (format) => {
      const { file } = result.files.find((one) => one.format === format)!
      const verification = await approved.app.call('verification.verify', { file: file.ref })
      expect(verification).toMatchObject({
        kind: format,
        signature: { outcome: 'good' },
        integrity: { outcome: 'good' },
      })
      expect(JSON.parse(JSON.stringify(verification))).toEqual(verification)
    },
  )
})

describe('a time-stamp request', () => {
  it('stays in its folder, whatever the file is called', async () => {
    const { app } = approved
    const { ref } = await app.core.files.offer(result.path('pdf'), '../../../evil\\..\\x.pdf')
    const { request } = await app.call('exports.timestampRequest', { file: ref })
    const { path } = app.core.files.get(request.ref)
    expect(basename(path)).toBe('x.pdf.tsq')
    const [scratch, own] = [await app.core.files.temporaryPath('y'), path].map((one) => resolve(one, '../..'))
    expect(own).toBe(scratch)
  })

  it('is refused for what is not signed', async () => {
    const { app } = approved
    const { ref } = await app.core.files.offer(resolve(sample, 'change-2291.pdf'))
    expect(await app.refused('exports.timestampRequest', { file: ref })).toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining('no signature'),
    })
    const text = await app.core.files.offer(resolve(sample, 'customer-message.txt'))
    expect(await app.refused('exports.timestampRequest', { file: text.ref })).toMatchObject({
      code: 'invalid-input',
    })
  })
})

describe('a draft', () => {
  it.each(['pdf', 'docx', 'html'] as const)('can be looked at as %s, unsigned', async (format) => {
    const { app, review } = approved
    const started = await app.call('exports.preview', { reviewId: review.id, format })
    const { files: drafts } = (await app.job(started)) as ExportResult
    expect(drafts[0]).toMatchObject({ format, file: { name: `REV-2026-0001-r1-draft.${format}` } })
    expect(drafts[0]!.file.size).toBeGreaterThan(5_000)
  })
})
