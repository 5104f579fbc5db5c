import { describe, expect, it } from 'vitest'
import { addOpcTimestamp, opcSignatureDigest, signOpc } from '#core/signing/opc.ts'
import { verifyDocx } from '#verifier/docx.ts'
import { makeDocx, packDocx, unpackDocx } from '../../packs/sampleDocx.ts'
import { now, person } from './people.ts'

const ada = await person()
const rsa = await person({ kind: 'rsa' })
const unsigned = await makeDocx()
const text = (docx: Uint8Array, part: string) => Buffer.from(unpackDocx(docx).get(part)!).toString('utf8')

function changed(part: string, from: string, to: string): Uint8Array {
  const files = unpackDocx(unsigned)
  return packDocx(files.set(part, Buffer.from(text(unsigned, part).replace(from, to))))
}

describe('a signed Word document', () => {
  it.each([
    ['EC', ada],
    ['RSA', rsa],
  ])('signed with an %s key is good, names its signer and its level', async (_kind, { signer, root }) => {
    const signed = await signOpc(unsigned, signer, { now })
    const { signature, integrity, signers } = await verifyDocx(signed, { trusted: [root], now })
    expect([signature.outcome, integrity.outcome]).toEqual(['good', 'good'])
    expect(signers).toMatchObject([
      { name: 'Ada Example', level: 'B-B', trusted: true, claimedTime: now.toISOString() },
    ])
  })

  it('keeps every part as it was, and drops lists of links that list none', async () => {
    const signed = unpackDocx(await signOpc(unsigned, ada.signer, { now }))
    for (const [part, bytes] of unpackDocx(unsigned)) {
      if (part === '[Content_Types].xml' || part === '_rels/.rels') continue
      const isEmpty = part.endsWith('.rels') && !Buffer.from(bytes).includes('<Relationship ')
      expect(signed.has(part), part).toBe(!isEmpty)
      if (!isEmpty) expect(Buffer.from(signed.get(part)!).equals(bytes), part).toBe(true)
    }
  })

  it('is the same to the byte in every time zone, where the key’s kind allows it', async () => {
    const zone = process.env.TZ
    const made: Uint8Array[] = []
    try {
      for (const TZ of ['UTC', 'Asia/Tokyo', 'America/St_Johns']) {
        process.env.TZ = TZ
        made.push(await signOpc(unsigned, rsa.signer, { now }))
      }
    } finally {
      if (zone === undefined) delete process.env.TZ
      else process.env.TZ = zone
    }
    expect(made.map((bytes) => Buffer.from(bytes).equals(made[0]!))).toEqual([true, true, true])
  })

  it('says whether it is complete, in what it says of itself', async () => {
    const signed = async (completeness: string) =>
      verifyDocx(await signOpc(await makeDocx({ completeness }), ada.signer, { now }), { trusted: [], now })
    expect((await signed('COMPLETE')).completeness.outcome).toBe('good')
    const partial = (await signed('PARTIAL: EX-0002 (withheld)')).completeness
    expect(partial).toMatchObject({
      outcome: 'bad',
      checks: [{ message: expect.stringContaining('EX-0002') }],
    })
    expect((await signed('yes')).completeness.outcome).toBe('unknown')
  })

  it('tells what an expired certificate means', async () => {
    const old = await person({ at: new Date('2019-01-01T00:00:00Z'), years: 1 })
    const signed = await signOpc(unsigned, old.signer, { now: new Date('2019-06-01T00:00:00Z') })
    const { signature } = await verifyDocx(signed, { trusted: [old.root], now })
    expect(signature.checks.filter((check) => check.outcome !== 'good')).toMatchObject([
      { name: 'certificate.validity', outcome: 'unknown', message: expect.stringContaining('expired') },
    ])
  })
})

describe('what cannot be signed is refused with the reason', () => {
  const types = '[Content_Types].xml'
  const links = 'word/_rels/document.xml.rels'
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const template = `<Relationship Id="x" Type="${office}/attachedTemplate" Target="https://example.org/t" TargetMode="External"/></Relationships>`
  it.each<[string, Uint8Array | Promise<Uint8Array>, RegExp]>([
    ['nothing', new Uint8Array(), /too short/],
    ['a text', Buffer.from('Dear all, this is no Word document.'), /does not end as a ZIP/],
    ['another ZIP', packDocx(new Map([['a', Buffer.from('b')]])), /no Word document/],
    [
      'a document with macros',
      changed(types, 'document.main+xml', 'document.macroEnabled.main+xml'),
      /macros/,
    ],
    ['a document with a template from elsewhere', changed(links, '</Relationships>', template), /fetches/],
    ['a part of no kind', packDocx(unpackDocx(unsigned).set('x.strange', Buffer.from('y'))), /of what kind/],
    ['a signed document', signOpc(unsigned, ada.signer, { now }), /signed already/],
    [
      'an entity in the content types',
      changed(types, '<Types', '<!DOCTYPE x [<!ENTITY e "x">]><Types'),
      /type/,
    ],
  ])('%s', async (_name, docx, reason) => {
    await expect(signOpc(await docx, ada.signer, { now })).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringMatching(reason),
    })
  })

  it('and so is a time-stamp for a document without a signature', async () => {
    const refusal = { code: 'invalid-input', message: expect.stringContaining('has no signature') }
    await expect(opcSignatureDigest(unsigned)).rejects.toMatchObject(refusal)
    await expect(addOpcTimestamp(unsigned, Uint8Array.of(0x30, 0))).rejects.toMatchObject(refusal)
  })

  it('while a damaged time-stamp is judged, not believed', async () => {
    const signed = await signOpc(unsigned, ada.signer, { now })
    const stamped = await addOpcTimestamp(signed, Uint8Array.of(0x30, 0x03, 0x02, 0x01, 0x01))
    const { signature, signers } = await verifyDocx(stamped, { trusted: [ada.root], now })
    expect(signature.outcome).toBe('bad')
    expect(signers[0]?.level).toBeUndefined()
  })
})
