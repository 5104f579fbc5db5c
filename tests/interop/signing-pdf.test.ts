import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDFDocument } from 'pdf-lib'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { fromPem, toPem } from '#core/signing/certificates.ts'
import { addPdfTimestamp, pdfSignatureDigest, signPdf } from '#core/signing/pades.ts'
import { readPkcs12 } from '#core/signing/pkcs12.ts'
import { createTimestampRequest, readTimestampResponse } from '#core/signing/timestamps.ts'
import { verifyPdf } from '#verifier/pdf.ts'
import { sharedFolder } from '../shared.ts'
import { now, person } from '../unit/signing/people.ts'
import { typstPdf } from '../unit/signing/typst.ts'
import { makeAuthority } from './authority.ts'

const openssl = spawnSync('openssl', ['version']).status === 0
const shared = sharedFolder()
const tools = ['pdfsig', 'qpdf', 'mutool'].every((tool) => spawnSync(tool, ['--version']).error === undefined)
if (!openssl) console.warn('skipped: OpenSSL is the time-stamping authority here, and it is not installed')
if (!shared || !tools)
  console.warn('skipped: verify-signed, pdfsig, qpdf or mutool is not there to judge PDFs')

let folder: string
const run = (...args: string[]) => {
  const done = spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' })
  expect(done.status, done.stderr).toBe(0)
}
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'afterword-pdf-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

describe.skipIf(!shared || !tools)('judges that are not ours (skipped where they are not installed)', () => {
  it.each(['ec', 'rsa'] as const)('pass a PDF signed with an %s key', async (kind) => {
    const { root, signer } = await person({ kind })
    writeFileSync(join(folder, 'root.pem'), toPem(root))
    writeFileSync(join(folder, 'signed.pdf'), await signPdf(typstPdf(), signer, { now, name: 'Ada Example' }))
    const judge = join(shared!, 'tools/verify-signed')
    const done = spawnSync(judge, ['pdf', 'signed.pdf', '--ca', 'root.pem'], {
      cwd: folder,
      encoding: 'utf8',
    })
    expect(done.stdout).toContain('PASS')
  })

  it('pass a PDF whose objects are packed in streams', async () => {
    const { root, signer } = await person()
    const document = await PDFDocument.create({ updateMetadata: false })
    document.addPage([300, 200]).drawText('Queue stalled', { x: 20, y: 100 })
    const packed = await document.save({ useObjectStreams: true })
    writeFileSync(join(folder, 'root.pem'), toPem(root))
    writeFileSync(join(folder, 'packed.pdf'), await signPdf(packed, signer, { now, name: 'Ada Example' }))
    const judge = join(shared!, 'tools/verify-signed')
    const done = spawnSync(judge, ['pdf', 'packed.pdf', '--ca', 'root.pem'], {
      cwd: folder,
      encoding: 'utf8',
    })
    expect(done.stdout).toContain('PASS')
  })
})

describe.skipIf(!openssl)('with OpenSSL (skipped where it is not installed)', () => {
  it.each(['', '-legacy'])('a key is read from a PKCS #12 file %s', async (flag) => {
    for (const kind of [['rsa:2048'], ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256']]) {
      run('req', '-x509', '-newkey', ...kind, '-nodes', '-keyout', 'k', '-out', 'c', '-subj', '/CN=Ada')
      const protection = flag ? [flag] : []
      run(
        'pkcs12',
        '-export',
        ...protection,
        '-inkey',
        'k',
        '-in',
        'c',
        '-out',
        'p12',
        '-passout',
        'pass:word',
      )
      const file = new Uint8Array(readFileSync(join(folder, 'p12')))
      expect((await readPkcs12(file, 'word')).certificate).toEqual(
        fromPem(readFileSync(join(folder, 'c'), 'utf8'))[0],
      )
      await expect(readPkcs12(file, 'other')).rejects.toMatchObject({ code: 'not-allowed' })
    }
  })

  it('a signed PDF takes a time-stamp afterwards, and is B-T from then on', async () => {
    const at = new Date()
    const { root, signer } = await person({ at: new Date(at.getTime() - 60_000) })
    const signed = await signPdf(typstPdf(), signer, { now: at, name: 'Ada Example' })
    const imprint = pdfSignatureDigest(signed)
    const nonce = Uint8Array.of(0x91, 2, 3, 4)
    const authority = makeAuthority()
    onTestFinished(() => rmSync(authority.folder, { recursive: true }))
    const response = authority.answer(createTimestampRequest(imprint, { nonce }))
    const token = readTimestampResponse(response, { imprint, nonce })
    expect(() => readTimestampResponse(response, { imprint: new Uint8Array(32) })).toThrow(
      'another signature',
    )
    const stamped = addPdfTimestamp(signed, token)
    const both = await verifyPdf(stamped, { trusted: [root, ...fromPem(authority.certificate)], now: at })
    expect(both.signature.checks.filter((check) => check.outcome !== 'good')).toEqual([])
    expect(both.signers).toMatchObject([{ level: 'B-T', timestampTime: expect.any(String) }])
    const alone = await verifyPdf(stamped, { trusted: [root], now: at })
    expect(alone.signers[0]?.timestampTime).toBeUndefined()
    expect(alone.notChecked.join()).toContain('only a claim')
    const other = await signPdf(typstPdf(), signer, { now: at, name: 'Ada Example' })
    expect(
      (await verifyPdf(addPdfTimestamp(other, token), { trusted: [root], now: at })).signature.outcome,
    ).toBe('bad')
  })
})
