import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { fromPem } from '#core/signing/certificates.ts'
import { verifyPath } from '#core/verification/verifyPath.ts'
import type { ExportResult } from '#shared/contract/exports.ts'
import type { ReviewRecord } from '#shared/domain/reviewRecord.ts'
import { passphrase } from '../core/app.ts'
import { actAs, approve, submit } from '../core/team.ts'
import { slowPdf } from '../fixtures/hostilePdfs.ts'
import {
  type Approved,
  addExhibit,
  approvedReview,
  type Exhibit,
  exportAs,
  rootPem,
} from './approvedReview.ts'
import { unpack } from './packFiles.ts'

// each test signs, which is hardened, and sets pages
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 })
let approved: Approved
afterEach(() => approved?.app.close())

const logs: Exhibit[] = [
  { name: 'a.log', bytes: 'a log\n'.repeat(200) },
  { name: 'b.log', bytes: 'b log\n'.repeat(200) },
]
const partial = { signature: 'good', integrity: 'good', completeness: 'bad' }

async function begin(exhibits = logs) {
  approved = await approvedReview(exhibits)
  return approved
}

async function outcomes(path: string) {
  const { app } = approved
  const trusted = fromPem(await rootPem(app))
  const { signature, integrity, completeness } = await verifyPath(path, { trusted, now: app.clock.now })
  return {
    signature: signature.outcome,
    integrity: integrity.outcome,
    completeness: completeness.outcome,
  }
}

/** The stored, encrypted file of evidence. */
const stored = ({ app }: Approved, sha256: string) =>
  join(app.folder, 'workspace', 'evidence', sha256.slice(0, 2), sha256.slice(2))

async function contents(path: string) {
  const files = await unpack(path)
  const text = (name: string) => Buffer.from(files.get(name)!).toString('utf8')
  return { files, text, record: JSON.parse(text('data/review.json')) as ReviewRecord }
}

describe('a pack with an exhibit that no volume takes', () => {
  it('has it as a file of its own, says why, and is complete', async () => {
    await begin([logs[0]!, { name: 'plan.pdf', bytes: slowPdf }])
    const result = await exportAs(approved, { formats: ['pack'] })
    expect(result.completeness.verdict).toBe('COMPLETE')
    const { files, text } = await contents(result.path('pack'))
    expect(Buffer.from(files.get('data/exhibits/EX-0002 plan.pdf')!).equals(slowPdf)).toBe(true)
    expect(files.has('data/volume/exhibit-volume-01.pdf')).toBe(true)
    expect(text('data/exhibits/index.csv')).toContain(
      'Not merged: it stands as a file of its own. It takes too much time or memory to be merged.',
    )
    expect(await outcomes(result.path('pack'))).toEqual({ ...partial, completeness: 'good' })
  })
})

describe('a pack that lacks something', () => {
  it('names what was withheld, with its reason, in the result, the plan, every document and the log', async () => {
    const { app, review, evidence } = await begin()
    const withhold = [{ evidenceId: evidence[1]!.id, reason: 'It names a customer' }]
    const missing = [{ what: 'EX-0002', title: 'b.log', reason: 'Withheld: It names a customer' }]
    const plan = await app.call('exports.plan', { reviewId: review.id, withhold })
    expect(plan).toMatchObject({
      refused: null,
      canSeal: true,
      completeness: { verdict: 'PARTIAL', missing },
    })
    const result = await exportAs(approved, { formats: ['pack'], withhold })
    expect(result.completeness).toMatchObject({ verdict: 'PARTIAL', missing })
    const { text, record, files } = await contents(result.path('pack'))
    expect(record.completeness).toMatchObject({ verdict: 'PARTIAL', missing })
    expect([...files.keys()].filter((name) => name.startsWith('data/exhibits/EX-'))).toEqual([
      'data/exhibits/EX-0001 a.log',
    ])
    expect(text('bag-info.txt')).toContain('Afterword-Missing: EX-0002 b.log: Withheld: It names a customer')
    expect(text('data/index.html')).toContain('It names a customer')
    expect(text('data/exhibits/index.csv')).toContain('It names a customer')
    const payload = await app.call('auditLog.list', { method: 'exports.create' })
    expect(payload.rows).toHaveLength(1)
    expect((await app.call('exports.list', { reviewId: review.id }))[0]).toMatchObject({ verdict: 'PARTIAL' })
    expect(await outcomes(result.path('pack'))).toEqual(partial)
    const custody = await app.call('evidence.custody', { id: evidence[1]!.id })
    expect(custody.some(({ kind }) => kind === 'exported')).toBe(false)
  })

  it('leaves out what is above the label that was allowed', async () => {
    await begin([logs[0]!, { ...logs[1]!, label: 'restricted' }])
    const result = await exportAs(approved, { formats: ['pack'], maximumLabel: 'confidential' })
    expect(result.completeness.missing).toEqual([
      {
        what: 'EX-0002',
        title: 'b.log',
        reason: 'Its label is Restricted; this export takes evidence up to Confidential.',
      },
    ])
    const { text } = await contents(result.path('pack'))
    expect(text('bag-info.txt')).toContain('Afterword-Label: internal')
  })

  it('leaves out what the person may not export, and says who that is', async () => {
    const { app, review, lead } = await begin([logs[0]!, { ...logs[1]!, label: 'restricted' }])
    await actAs(app, lead)
    const plan = await app.call('exports.plan', { reviewId: review.id })
    expect(plan.completeness.missing[0]!.reason).toBe(
      'Its label is Restricted, which Lena Moreau may not export.',
    )
  })

  it('is made without evidence that is missing, and says so before and after', async () => {
    const { app, review, evidence } = await begin()
    rmSync(stored(approved, evidence[0]!.sha256))
    const reason = 'Missing: its file is not in the workspace’s folder of evidence.'
    const plan = await app.call('exports.plan', { reviewId: review.id })
    expect(plan).toMatchObject({ canSeal: false, completeness: { missing: [{ what: 'EX-0001', reason }] } })
    const result = await exportAs(approved, { formats: ['pack'] })
    expect(result.completeness.missing).toMatchObject([{ what: 'EX-0001', reason }])
    expect(await outcomes(result.path('pack'))).toEqual(partial)
  })

  it('is made without evidence that turns out to be damaged only while it is packed', async () => {
    const { evidence } = await begin([logs[0]!, { name: 'large.bin', bytes: Buffer.alloc(900_000, 7) }])
    const path = stored(approved, evidence[1]!.sha256)
    const bytes = readFileSync(path)
    bytes[bytes.length - 40]! ^= 1
    writeFileSync(path, bytes)
    const result = await exportAs(approved, { formats: ['pdf', 'pack'] })
    expect(result.completeness.missing).toMatchObject([
      { what: 'EX-0002', reason: 'Damaged: its file in the workspace is no longer what was received.' },
    ])
    expect(await outcomes(result.path('pack'))).toEqual(partial)
    const { files } = await contents(result.path('pack'))
    expect(Buffer.from(files.get('data/REV-2026-0001-r1.pdf')!)).toEqual(readFileSync(result.path('pdf')))
  })

  it('cannot be sealed while something is missing, until it is withheld with a reason', async () => {
    const { app, review, manager, evidence } = await begin()
    rmSync(stored(approved, evidence[0]!.sha256))
    await actAs(app, manager)
    const input = {
      reviewId: review.id,
      formats: ['pack' as const],
      seal: true,
      passphrase: manager.passphrase,
    }
    expect(await app.refused('exports.create', input)).toMatchObject({
      code: 'not-ready',
      message: expect.stringContaining('missing or damaged'),
    })
    const withhold = [{ evidenceId: evidence[0]!.id, reason: 'Lost with the old disk.' }]
    await exportAs(approved, { formats: ['pack'], seal: true, withhold })
    expect((await app.call('reviews.get', { id: review.id })).state).toBe('sealed')
  })
})

describe('sealing', () => {
  it('seals the review with its pack, and refuses a second seal', async () => {
    const { app, review, manager } = await begin()
    const result = await exportAs(approved, { formats: ['pack'], seal: true })
    expect((await app.call('reviews.get', { id: review.id })).state).toBe('sealed')
    const { record } = await contents(result.path('pack'))
    expect(record).toMatchObject({ status: 'sealed', state: 'sealed' })
    expect((await app.call('exports.list', { reviewId: review.id }))[0]).toMatchObject({ sealed: true })
    const input = { reviewId: review.id, formats: ['pack' as const], passphrase: manager.passphrase }
    expect(await app.refused('exports.create', { ...input, seal: true })).toMatchObject({ code: 'not-ready' })
    expect((await exportAs(approved, { formats: ['pack'] })).completeness.verdict).toBe('COMPLETE')
  })

  it('needs an approved review, a pack, and somebody who may', async () => {
    const { app, review, lead, manager } = await begin()
    await actAs(app, lead)
    const input = { reviewId: review.id, seal: true, passphrase: lead.passphrase }
    expect(await app.refused('exports.create', { ...input, formats: ['pack'] })).toMatchObject({
      message: expect.stringContaining('may not seal'),
    })
    await actAs(app, manager)
    const own = { ...input, passphrase: manager.passphrase }
    expect(await app.refused('exports.create', { ...own, formats: ['pdf'] })).toMatchObject({
      message: expect.stringContaining('sealed with a pack'),
    })
    const { version } = await app.call('reviews.get', { id: review.id })
    await app.call('reviews.requestChanges', { id: review.id, version, reason: 'A time is wrong.' })
    expect(await app.refused('exports.create', { ...own, formats: ['pack'] })).toMatchObject({
      message: expect.stringContaining('“Written”'),
    })
  })

  it('lets an amendment name the sealed pack, and the log prove that it only grew since', async () => {
    const { app, review, facilitator, lead, manager } = await begin()
    const sealed = await exportAs(approved, { formats: ['pack'], seal: true })
    await actAs(app, facilitator)
    app.clock.now = new Date('2026-11-21T09:00:00.000Z')
    const next = await app.call('reviews.amend', { id: review.id, reason: 'A fact came up later.' })
    await addExhibit(app, next.id, { name: 'a.log', bytes: 'found later\n' })
    await submit(app, next.id)
    await approve(app, next.id, lead)
    await approve(app, next.id, manager)
    approved = { ...approved, review: next }
    const amended = await exportAs(approved, { formats: ['pack'], seal: true })
    const { text, record, files } = await contents(amended.path('pack'))
    expect(record.content.review.amends).toMatchObject({ key: review.key, revision: 1 })
    expect(text('bag-info.txt')).toContain(
      `Afterword-Earlier-Pack: ${sealed.packId}, ${review.key} revision 1, SHA-256 ${sealed.files[0]!.sha256}`,
    )
    const before = await contents(sealed.path('pack'))
    expect(text('data/audit-log/earlier-checkpoint.txt')).toBe(before.text('data/audit-log/checkpoint.txt'))
    expect(files.has('data/exhibits/EX-0003 a.log')).toBe(true)
    const trusted = fromPem(await rootPem(app))
    const path = amended.path('pack')
    const verification = await verifyPath(path, { trusted, now: app.clock.now })
    expect(verification.integrity.checks.map(({ message }) => message).join('\n')).toMatch(
      /log only grew since the earlier pack/,
    )
    expect(await outcomes(path)).toEqual({ signature: 'good', integrity: 'good', completeness: 'good' })
  })
})

describe('an export', () => {
  it('is refused to who may not export, and to a wrong passphrase, before any work', async () => {
    const { app, review, manager } = await begin([])
    const trainer = await app.call('people.list', { search: 'Ivo' })
    expect(trainer.rows).toHaveLength(1)
    await actAs(app, manager)
    const input = { reviewId: review.id, formats: ['pdf' as const] }
    expect(await app.refused('exports.create', { ...input, passphrase: 'another' })).toMatchObject({
      code: 'not-allowed',
    })
    await actAs(app, { id: app.personId, passphrase })
    const { version } = (await app.call('people.list', {})).rows.find(({ id }) => id === app.personId)!
    await app.call('people.update', { id: app.personId, version, roles: ['administrator'] })
    await actAs(app, { id: app.personId, passphrase })
    expect(await app.refused('exports.create', { ...input, passphrase })).toMatchObject({
      code: 'not-allowed',
      message: expect.stringContaining('may not export'),
    })
    expect(await app.call('exports.list', { reviewId: review.id })).toEqual([])
  })

  it('can be cancelled, and leaves nothing behind then', async () => {
    const { app, review, manager } = await begin([{ name: 'large.bin', bytes: Buffer.alloc(3_000_000, 1) }])
    await actAs(app, manager)
    const input = {
      reviewId: review.id,
      formats: ['pack' as const],
      passphrase: manager.passphrase,
      seal: true,
    }
    const { jobId } = await app.call('exports.create', input)
    await new Promise((wait) => setTimeout(wait, 30))
    await app.call('jobs.cancel', { id: jobId })
    for (;;) {
      const { state } = await app.call('jobs.get', { id: jobId })
      if (state === 'running') await new Promise((wait) => setTimeout(wait, 5))
      else {
        expect(state).toBe('cancelled')
        break
      }
    }
    expect(await app.call('exports.list', { reviewId: review.id })).toEqual([])
    expect((await app.call('reviews.get', { id: review.id })).state).toBe('approved')
    const scratch = await app.core.files.temporaryPath('x')
    const left = readdirSync(join(scratch, '../..')).filter((name) => name.startsWith('file-'))
    expect(left).toHaveLength(1)
  })

  it('is not sealed if the review was changed while it was made', async () => {
    const { app, review, manager } = await begin()
    await actAs(app, manager)
    const input = {
      reviewId: review.id,
      formats: ['pack' as const],
      passphrase: manager.passphrase,
      seal: true,
    }
    const { jobId } = await app.call('exports.create', input)
    await new Promise((wait) => setTimeout(wait, 100))
    const { version } = await app.call('reviews.get', { id: review.id })
    await app.call('reviews.requestChanges', { id: review.id, version, reason: 'A time is wrong.' })
    await expect(app.job({ jobId })).rejects.toThrow(/was changed while it was exported|Only an approved/)
    expect(await app.call('exports.list', { reviewId: review.id })).toEqual([])
  })

  it('is not kept if somebody else acts by the time it is made', async () => {
    const { app, review, manager, lead } = await begin([])
    await actAs(app, manager)
    const input = { reviewId: review.id, formats: ['pack' as const], passphrase: manager.passphrase }
    const started = await app.call('exports.create', input)
    await actAs(app, lead)
    await expect(app.job(started)).rejects.toThrow('Somebody else began to act')
    expect(await app.call('exports.list', { reviewId: review.id })).toEqual([])
  })

  it('as a PDF alone carries the exhibits inside', async () => {
    await begin()
    const result = await exportAs(approved, { formats: ['pdf'] })
    expect(result.completeness.asked).toEqual([
      'PDF report',
      'Technical validation',
      'Process review',
      'EX-0001',
      'EX-0002',
    ])
    const pdf = readFileSync(result.path('pdf')).toString('latin1')
    expect(pdf).toContain('EX-0001 a.log')
  })

  it('of a draft is one, whatever its format', async () => {
    const { app, review, manager } = await begin()
    await actAs(app, manager)
    const { version } = await app.call('reviews.get', { id: review.id })
    await app.call('reviews.requestChanges', { id: review.id, version, reason: 'A time is wrong.' })
    const result = await exportAs(approved, { formats: ['pack'] })
    const { record } = await contents(result.path('pack'))
    expect(record).toMatchObject({ status: 'draft', approvals: [] })
    expect(await outcomes(result.path('pack'))).toEqual({
      signature: 'good',
      integrity: 'good',
      completeness: 'good',
    })
  })

  it('refuses to withhold what is not of the review', async () => {
    const { app, review } = await begin([])
    const withhold = [{ evidenceId: '0192f0c1-0000-7000-8000-000000000001', reason: 'names' }]
    expect(await app.refused('exports.plan', { reviewId: review.id, withhold })).toMatchObject({
      code: 'invalid-input',
    })
  })
})

describe('an image that is evidence', () => {
  it('is shown in the documents, but not where it is withheld', async () => {
    const image = readFileSync(resolve(import.meta.dirname, '../../resources/sample/pool-waiting.png'))
    const { app, review, manager, evidence } = await begin([{ name: 'pool.png', bytes: image }])
    await actAs(app, manager)
    const { version } = await app.call('reviews.get', { id: review.id })
    await app.call('reviews.requestChanges', { id: review.id, version, reason: 'Show the picture.' })
    const [section] = (await app.call('reviews.get', { id: review.id })).sections
    await app.call('reviews.saveSection', {
      reviewId: review.id,
      sectionId: section!.id,
      version: section!.version,
      markdown: `![Payments that wait](evidence:${evidence[0]!.id})`,
    })
    const shown = await contents((await exportAs(approved, { formats: ['pack'] })).path('pack'))
    expect(shown.text('data/index.html')).toMatch(/<img[^>]+src="data:image\/png/)
    const withhold = [{ evidenceId: evidence[0]!.id, reason: 'It shows a name' }]
    const hidden = await contents((await exportAs(approved, { formats: ['pack'], withhold })).path('pack'))
    expect(hidden.text('data/index.html')).not.toMatch(/<img[^>]+src="data:image\/png/)
    expect(hidden.text('data/index.html')).toContain('not part of this export')
  })
})

describe('a draft for looking at', () => {
  it('does not show images that the person may not export', async () => {
    const { app, review, lead } = await begin([{ name: 'a.log', bytes: 'x', label: 'restricted' }])
    await actAs(app, lead)
    const started = await app.call('exports.preview', { reviewId: review.id, format: 'html' })
    const { completeness } = (await app.job(started)) as ExportResult
    expect(completeness.missing.map(({ what }) => what)).toEqual(['EX-0001'])
  })
})

describe('an old pack', () => {
  it('tells of a certificate that was revoked since, and what that means for it', async () => {
    const { app, manager } = await begin([])
    const { files } = await exportAs(approved, { formats: ['pack'] })
    const own = (await app.call('identities.list', {})).find(({ person }) => person?.id === manager.id)!
    app.clock.now = new Date('2026-11-23T10:00:00.000Z')
    await app.call('identities.revoke', { id: own.id, reason: 'The computer was lost.' })
    const verification = await app.call('verification.verify', { file: files[0]!.file.ref })
    expect(verification.signature.outcome).toBe('unknown')
    const told = verification.signature.checks.filter(({ name }) => name === 'certificate.revocation')
    expect(told.map(({ message }) => message)).toContain(
      'The certificate of “Ivo Marsh” was revoked on 23 Nov 2026, 10:00:00 UTC (The computer was lost.). The signature says that it was made before that, at 20 Nov 2026, 14:05:00 UTC, but no trusted time-stamp proves it: whoever had the key could have written that time.',
    )
    expect(verification.integrity.outcome).toBe('good')
  })
})

describe('a later pack', () => {
  it('tells by itself of an approver’s certificate that was revoked before it was made', async () => {
    const { app, lead } = await begin([])
    await actAs(app, lead)
    const own = (await app.call('identities.list', {})).find(({ person }) => person?.id === lead.id)!
    app.clock.now = new Date('2026-11-23T10:00:00.000Z')
    await app.call('identities.revoke', { id: own.id, reason: 'The computer was lost.' })
    const pack = (await exportAs(approved, { formats: ['pack'] })).path('pack')
    const { text } = await contents(pack)
    expect(JSON.parse(text('data/certificates/revoked.json')).revoked).toMatchObject([
      { subject: expect.stringContaining('Lena Moreau'), reason: 'The computer was lost.' },
    ])
    const trusted = fromPem(await rootPem(app))
    const { signature, integrity } = await verifyPath(pack, { trusted, now: app.clock.now })
    expect([signature.outcome, integrity.outcome]).toEqual(['unknown', 'good'])
    expect(
      signature.checks.filter(({ outcome }) => outcome !== 'good').map(({ message }) => message),
    ).toEqual([
      'The certificate of “Lena Moreau” was revoked on 23 Nov 2026, 10:00:00 UTC (The computer was lost.). The signature says that it was made before that, at 20 Nov 2026, 14:05:00 UTC, but no trusted time-stamp proves it: whoever had the key could have written that time.',
    ])
  })
})

describe('beside a pack', () => {
  it('goes the page that verifies it without Afterword, if wanted', async () => {
    await begin([])
    const built = resolve(import.meta.dirname, '../../out/verify.html')
    if (!existsSync(built))
      spawnSync(process.execPath, ['build/verifier.mjs'], { cwd: resolve(built, '../..') })
    const { files } = await exportAs(approved, { formats: ['pack'], withVerifier: true })
    expect(files.map(({ format, file }) => [format, file.name])).toEqual([
      ['pack', 'REV-2026-0001-r1.asice'],
      ['verifier', 'verify.html'],
    ])
  })
})

describe('the log in a pack', () => {
  it('is vouched for by the root, also once the root has a passphrase of its own', async () => {
    const { app } = await begin([])
    await actAs(app, { id: app.personId, passphrase })
    const root = (await app.call('identities.list', {})).find(({ kind }) => kind === 'root')!
    await app.call('identities.changePassphrase', {
      id: root.id,
      passphrase,
      newPassphrase: 'kept elsewhere',
    })
    const pack = (await exportAs(approved, { formats: ['pack'] })).path('pack')
    expect((await contents(pack)).files.has('data/audit-log/log-key.sig')).toBe(true)
    expect(await outcomes(pack)).toEqual({ signature: 'good', integrity: 'good', completeness: 'good' })
  })
})
