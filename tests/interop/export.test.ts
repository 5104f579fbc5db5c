import { execFile, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { fromPem } from '#core/signing/certificates.ts'
import { verifyPath } from '#core/verification/verifyPath.ts'
import { type Approved, approvedReview, exportAs, rootPem } from '../packs/approvedReview.ts'
import { unpack } from '../packs/packFiles.ts'
import { sharedFolder } from '../shared.ts'
import { type Authority, makeAuthority, serve } from './authority.ts'

const shared = sharedFolder()
const missing = [
  ['openssl', 'version'],
  ['qpdf', '--version'],
  ['pdfsig', '-v'],
  ['mutool', '-v'],
  ['xmlsec1', '--version'],
].filter(([tool, flag]) => spawnSync(tool!, [flag!]).error)
const noOpenssl = missing.some(([tool]) => tool === 'openssl')
const noJudge = !shared || missing.length > 0
if (noJudge) {
  const tools = missing.map(([tool]) => tool).join(', ')
  console.warn(`skipped: exports are not judged from outside; missing: ${tools || 'verify-signed'}`)
}

const sample = resolve(import.meta.dirname, '../../resources/sample')
const folder = mkdtempSync(join(tmpdir(), 'afterword-export-judge-'))
// each test signs, which is hardened, and sets pages
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 })
let approved: Approved
let authority: Authority
let files: Map<string, Uint8Array>
let exported: Awaited<ReturnType<typeof exportAs>>

beforeAll(async () => {
  if (noOpenssl) return
  authority = makeAuthority()
  // the authority has the machine's clock
  approved = await approvedReview(
    [
      { name: 'gateway.log', bytes: 'first\n' },
      { name: 'gateway.log', bytes: 'second\n' },
      { name: 'change.pdf', bytes: readFileSync(join(sample, 'change-2291.pdf')) },
      { name: 'pool.png', bytes: readFileSync(join(sample, 'pool-waiting.png')) },
    ],
    new Date(Date.now() - 60_000),
  )
  writeFileSync(join(folder, 'root.pem'), await rootPem(approved.app))
  exported = await exportAs(approved, { formats: ['pack', 'pdf', 'docx'] })
  files = await unpack(exported.path('pack'))
})
afterAll(async () => {
  await approved?.app.close()
  rmSync(folder, { recursive: true })
  if (authority) rmSync(authority.folder, { recursive: true })
})

async function judge(kind: string, path: string, ...more: string[]): Promise<string> {
  const args = [join(shared!, 'tools/verify-signed'), kind, path, '--ca', join(folder, 'root.pem'), ...more]
  const { stdout } = await promisify(execFile)('/usr/bin/python3', args).catch(
    (error: { stdout: string }) => error,
  )
  return stdout
}

const openssl = (...args: string[]) => spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' })

async function signersOf(path: string) {
  const { app } = approved
  const trusted = [...fromPem(await rootPem(app)), ...fromPem(authority.certificate)]
  const verification = await verifyPath(path, { trusted, now: new Date() })
  expect(verification.signature.checks.filter(({ outcome }) => outcome !== 'good')).toEqual([])
  return verification.signers
}

describe.skipIf(noJudge)('the outside judge of exports (skipped where its tools are missing)', () => {
  it.each(['pack', 'pdf', 'docx'] as const)('passes the %s of an approved review', async (format) => {
    const lines = await judge(format, exported.path(format))
    expect(lines.split('\n').filter((line) => line.startsWith('BAD'))).toEqual([])
    expect(lines).toContain('PASS')
  })

  it('finds a time-stamp in a pack that got one afterwards, by files carried by hand', async () => {
    const { app, review } = approved
    const pack = exported.files.find(({ format }) => format === 'pack')!.file
    expect(await judge('pack', exported.path('pack'), '--timestamp')).toContain('FAIL')
    const { request } = await app.call('exports.timestampRequest', { file: pack.ref })
    expect(request.name).toBe('REV-2026-0001-r1.asice.tsq')
    const answer = authority.answer(readFileSync(app.core.files.get(request.ref).path))
    writeFileSync(join(folder, 'answer.tsr'), answer)
    const response = await app.core.files.offer(join(folder, 'answer.tsr'))
    const { file } = await app.call('exports.addTimestamp', { file: pack.ref, response: response.ref })
    const { path } = app.core.files.get(file.ref)
    expect(await judge('pack', path, '--timestamp')).toContain('PASS')
    expect((await signersOf(path))[0]).toMatchObject({ level: 'B-T', timestampTime: expect.any(String) })
    const list = await app.call('exports.list', { reviewId: review.id })
    const packs = list.filter(({ format }) => format === 'pack')
    expect(packs.map(({ level }) => level).toSorted()).toEqual(['B-B', 'B-T'])
    const other = exported.files.find(({ format }) => format === 'pdf')!.file
    const refused = await app.refused('exports.addTimestamp', { file: other.ref, response: response.ref })
    expect(refused).toMatchObject({ code: 'invalid-input', message: expect.stringContaining('another') })
  })

  it('finds one in each file that was exported with an authority turned on', async () => {
    const { app, review, manager } = approved
    const input = { reviewId: review.id, passphrase: manager.passphrase, timestamp: true }
    expect(await app.refused('exports.create', { ...input, formats: ['pack'] })).toMatchObject({
      message: expect.stringContaining('No time-stamping authority is turned on'),
    })
    const { url, close } = await serve(authority)
    try {
      const person = await app.call('people.list', { search: 'Ivo Marsh' })
      const { id, version } = person.rows[0]!
      await app.call('workspace.actAs', {
        personId: app.personId,
        passphrase: approved.facilitator.passphrase,
      })
      await app.call('people.update', { id, version, roles: ['incident-manager', 'administrator'] })
      await app.call('workspace.actAs', { personId: id, passphrase: manager.passphrase })
      for (const bad of [
        'ftp://example.org',
        'file:///etc/passwd',
        'nonsense',
        'http://name:word@example.org',
      ])
        expect(await app.refused('exports.setTimestampAuthority', { url: bad, enabled: true })).toMatchObject(
          { code: 'invalid-input' },
        )
      await app.call('exports.setTimestampAuthority', { url, enabled: true })
      expect(await app.call('exports.timestampAuthority', {})).toEqual({ url, enabled: true })
      const stamped = await exportAs(approved, { formats: ['pack', 'pdf', 'docx'], timestamp: true })
      expect(await judge('pack', stamped.path('pack'), '--timestamp')).toContain('PASS')
      for (const format of ['pack', 'pdf', 'docx'])
        expect((await signersOf(stamped.path(format)))[0]!.level).toBe('B-T')
      await app.call('exports.setTimestampAuthority', { url: 'http://127.0.0.1:9/', enabled: true })
      await expect(exportAs(approved, { formats: ['pdf'], timestamp: true })).rejects.toThrow(
        /no usable answer/,
      )
    } finally {
      close()
    }
  })
})

describe.skipIf(noOpenssl)('openssl (skipped where it is missing)', () => {
  it.each([
    ['technical-validation', 'Lena Moreau'],
    ['process-review', 'Ivo Marsh'],
  ])('finds that the %s was given by %s, over the content in the pack', (kind, name) => {
    writeFileSync(join(folder, 'approval.p7s'), files.get(`data/approvals/${kind}.p7s`)!)
    writeFileSync(join(folder, 'content.json'), files.get('data/review-content.json')!)
    const verify = ['cms', '-verify', '-cades', '-binary', '-inform', 'DER', '-purpose', 'any']
    const about = ['-CAfile', 'root.pem', '-in', 'approval.p7s', '-signer', 'signer.pem', '-out', '/dev/null']
    const done = openssl(...verify, ...about, '-content', 'content.json')
    expect(done.stderr).toContain('CAdES Verification successful')
    expect(openssl('x509', '-in', 'signer.pem', '-noout', '-subject').stdout).toContain(name)
    writeFileSync(join(folder, 'other.json'), '{}')
    expect(openssl(...verify, ...about, '-content', 'other.json').status).not.toBe(0)
  })

  it('finds that the root vouches for the key of the log', () => {
    writeFileSync(join(folder, 'log-key.txt'), files.get('data/audit-log/log-key.txt')!)
    writeFileSync(join(folder, 'log-key.sig'), files.get('data/audit-log/log-key.sig')!)
    writeFileSync(join(folder, 'root.pub'), openssl('x509', '-in', 'root.pem', '-noout', '-pubkey').stdout)
    const verify = ['dgst', '-sha256', '-verify', 'root.pub', '-signature', 'log-key.sig', 'log-key.txt']
    expect(openssl(...verify).stdout).toContain('Verified OK')
  })

  it('finds that the state of the log was signed with the log’s key', () => {
    const note = Buffer.from(files.get('data/audit-log/checkpoint.txt')!).toString('utf8')
    const key = Buffer.from(files.get('data/audit-log/log-key.txt')!).toString('utf8').trimEnd()
    const raw = Buffer.from(key.split('+').slice(2).join('+'), 'base64').subarray(1)
    const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw])
    const pem = `-----BEGIN PUBLIC KEY-----\n${der.toString('base64')}\n-----END PUBLIC KEY-----\n`
    writeFileSync(join(folder, 'log.pem'), pem)
    const [body, line] = note.split('\n\n') as [string, string]
    writeFileSync(join(folder, 'body.txt'), `${body}\n`)
    const signature = Buffer.from(line.trimEnd().split(' ').at(-1)!, 'base64').subarray(4)
    writeFileSync(join(folder, 'body.sig'), signature)
    const verify = ['pkeyutl', '-verify', '-pubin', '-inkey', 'log.pem', '-rawin', '-sigfile', 'body.sig']
    expect(openssl(...verify, '-in', 'body.txt').stdout).toContain('Verified Successfully')
  })
})
