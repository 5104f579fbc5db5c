import { spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { fromPem } from '#core/signing/certificates.ts'
import { addOpcTimestamp, opcSignatureDigest, signOpc } from '#core/signing/opc.ts'
import { addPdfTimestamp, signPdf } from '#core/signing/pades.ts'
import { createTimestampRequest, readTimestampResponse, requestTimestamp } from '#core/signing/timestamps.ts'
import { AfterwordError } from '#shared/errors.ts'
import { verifyDocx } from '#verifier/docx.ts'
import { verifyPdf } from '#verifier/pdf.ts'
import { verifyTimestamp } from '#verifier/timestamps.ts'
import { makeDocx } from '../packs/sampleDocx.ts'
import { person } from '../unit/signing/people.ts'
import { typstPdf } from '../unit/signing/typst.ts'
import { makeAuthority, serve } from './authority.ts'

const isThere = spawnSync('openssl', ['version']).status === 0
if (!isThere) console.warn('skipped: OpenSSL is the time-stamping authority here, and it is not installed')

/** Listens on this machine; gives the address and how to stop. */
async function listen(listener: RequestListener): Promise<{ url: string; stop: () => Promise<void> }> {
  const server = createServer(listener)
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    stop: () =>
      new Promise((stopped) => {
        server.closeAllConnections()
        server.close(() => stopped())
      }),
  }
}

describe.skipIf(!isThere)('a time-stamping authority (skipped where OpenSSL is not installed)', async () => {
  const authority = isThere ? makeAuthority() : undefined
  const now = new Date()
  const ada = await person({ at: new Date(now.getTime() - 60_000) })
  const trusted = [ada.root, ...(authority ? fromPem(authority.certificate) : [])]
  const server = authority ? await serve(authority) : { url: '', close: () => undefined }
  afterAll(() => {
    server.close()
    if (authority) rmSync(authority.folder, { recursive: true })
  })

  const stamp = async (imprint: Uint8Array) => {
    const nonce = new Uint8Array(randomBytes(8))
    const answer = await requestTimestamp(server.url, createTimestampRequest(imprint, { nonce }))
    return readTimestampResponse(answer, { imprint, nonce })
  }

  it('is asked over HTTP while a PDF is signed; the PDF is B-T', async () => {
    const signed = await signPdf(typstPdf(), ada.signer, { now, name: 'Ada Example', timestamp: stamp })
    const { signature, signers } = await verifyPdf(signed, { trusted, now })
    expect(signature.outcome).toBe('good')
    expect(signers).toMatchObject([{ level: 'B-T', timestampTime: expect.any(String) }])
  })

  it('is asked over HTTP while a Word document is signed; the document is B-T', async () => {
    const signed = await signOpc(await makeDocx(), ada.signer, { now, timestamp: stamp })
    const { signature, integrity, signers } = await verifyDocx(signed, { trusted, now })
    expect([signature.outcome, integrity.outcome]).toEqual(['good', 'good'])
    expect(signers).toMatchObject([{ level: 'B-T', timestampTime: expect.any(String) }])
  })

  it('stamps a signed Word document afterwards, and again in place of the first stamp', async () => {
    const signed = await signOpc(await makeDocx(), ada.signer, { now })
    const once = await addOpcTimestamp(signed, await stamp(await opcSignatureDigest(signed)))
    const twice = await addOpcTimestamp(once, await stamp(await opcSignatureDigest(once)))
    for (const stamped of [once, twice]) {
      const { signature, signers } = await verifyDocx(stamped, { trusted, now })
      expect(signature.outcome).toBe('good')
      expect(signers).toMatchObject([{ level: 'B-T' }])
    }
    const alone = await verifyDocx(once, { trusted: [ada.root], now })
    expect(alone.signers[0]?.timestampTime).toBeUndefined()
    expect(alone.notChecked.join()).toContain('only a claim')
    const other = await signOpc(await makeDocx(), ada.signer, { now })
    const token = await stamp(await opcSignatureDigest(signed))
    expect((await verifyDocx(await addOpcTimestamp(other, token), { trusted, now })).signature).toMatchObject(
      {
        outcome: 'bad',
      },
    )
  })

  it.each<[string, RequestListener, RegExp]>([
    ['answers with an error', (_request, response) => response.writeHead(500).end(), /status 500/],
    [
      'sends us elsewhere',
      (_request, response) => response.writeHead(302, { Location: server.url }).end(),
      /no usable/,
    ],
    ['never stops talking', (_request, response) => response.end(Buffer.alloc(300_000)), /too long/],
    ['hangs up', (request) => request.destroy(), /no usable answer/],
  ])('that %s is refused with the reason', async (_name, listener, reason) => {
    const bad = await listen(listener)
    const request = createTimestampRequest(new Uint8Array(32))
    await expect(requestTimestamp(bad.url, request)).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringMatching(reason),
    })
    await bad.stop()
    await expect(requestTimestamp(bad.url, request)).rejects.toMatchObject({ code: 'invalid-input' })
  })

  it.each(['', 'ftp://127.0.0.1/', 'file:///etc/passwd', 'javascript:1', '127.0.0.1'])(
    'at the address “%s” is not asked',
    async (url) => {
      await expect(requestTimestamp(url, new Uint8Array())).rejects.toThrow('must begin with')
    },
  )

  it('whose answer is changed anywhere is refused, or its token is not believed', async () => {
    const octets = Buffer.from('a signature')
    const imprint = new Uint8Array(createHash('sha256').update(octets).digest())
    const nonce = Uint8Array.of(1, 2, 3)
    const answer = authority!.answer(createTimestampRequest(imprint, { nonce }))
    expect(
      (await verifyTimestamp(readTimestampResponse(answer, { imprint, nonce }), octets, { trusted, now }))
        .time,
    ).toBeDefined()
    await fc.assert(
      fc.asyncProperty(fc.nat(answer.length - 1), fc.integer({ min: 1, max: 255 }), async (at, xor) => {
        const changed = answer.slice()
        changed[at]! ^= xor
        try {
          const token = readTimestampResponse(changed, { imprint, nonce })
          const { checks } = await verifyTimestamp(token, octets, { trusted, now })
          const isSame = Buffer.from(answer).includes(Buffer.from(token))
          if (!isSame) expect(checks.some((check) => check.outcome !== 'good')).toBe(true)
        } catch (error) {
          expect(error).toBeInstanceOf(AfterwordError)
        }
      }),
      { numRuns: 400 },
    )
  })

  it('whose token is changed anywhere does not make a PDF B-T', async () => {
    let token = new Uint8Array()
    const keep = async (imprint: Uint8Array) => (token = new Uint8Array(await stamp(imprint)))
    const signed = await signPdf(typstPdf(), ada.signer, { now, name: 'Ada Example', timestamp: keep })
    await fc.assert(
      fc.asyncProperty(fc.nat(token.length - 1), fc.integer({ min: 1, max: 255 }), async (at, xor) => {
        const changed = token.slice()
        changed[at]! ^= xor
        const { signature } = await verifyPdf(addPdfTimestamp(signed, changed), { trusted, now })
        expect(signature.outcome).not.toBe('good')
      }),
      { numRuns: 60 },
    )
  })
})
