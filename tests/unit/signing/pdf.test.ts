import { PDFDocument } from 'pdf-lib'
import { beforeAll, describe, expect, it } from 'vitest'
import { signPdf } from '#core/signing/pades.ts'
import type { Completeness } from '#shared/domain/reviewRecord.ts'
import { verifyPdf } from '#verifier/pdf.ts'
import { sampleRecord } from '../../fixtures/sampleRecord.ts'
import { now, type Person, person } from './people.ts'
import { typstPdf } from './typst.ts'

const original = typstPdf()
let ada: Person
let signed: Uint8Array
beforeAll(async () => {
  ada = await person()
  signed = await signPdf(original, ada.signer, { now, name: 'Ada Example' })
})

const judge = async (bytes: Uint8Array, trusted = [ada.root]) => {
  const { signature, integrity, signers } = await verifyPdf(bytes, { trusted, now })
  const wrong = [...signature.checks, ...integrity.checks].filter((check) => check.outcome !== 'good')
  return { isGood: signature.outcome === 'good' && integrity.outcome === 'good', wrong, signers }
}

const join = (...parts: Uint8Array[]) => new Uint8Array(Buffer.concat(parts))

describe('a signed PDF', () => {
  it('is good, names its signer and its level, and keeps the octets of the document', async () => {
    const { isGood, signers } = await judge(signed)
    expect(isGood).toBe(true)
    expect(signers).toMatchObject([
      { name: 'Ada Example', level: 'B-B', trusted: true, claimedTime: now.toISOString() },
    ])
    expect(Buffer.from(signed.subarray(0, original.length)).equals(original)).toBe(true)
  })

  it('may pack its objects in streams, as other programs write it', async () => {
    const packed = await PDFDocument.create({ updateMetadata: false })
    packed.addPage([300, 200]).drawText('Queue stalled', { x: 20, y: 100 })
    packed.addPage([300, 200])
    const bytes = await packed.save({ useObjectStreams: true })
    expect(Buffer.from(bytes).includes('/ObjStm')).toBe(true)
    const { isGood, signers } = await judge(await signPdf(bytes, ada.signer, { now, name: 'Ada Example' }))
    expect(isGood).toBe(true)
    expect(signers).toMatchObject([{ level: 'B-B', trusted: true }])
  })

  it('says whether it is complete, in the record that it carries', async () => {
    const record = sampleRecord()
    const stated = async (completeness: Completeness) => {
      const pdf = typstPdf({ ...record, completeness })
      const bytes = await signPdf(pdf, ada.signer, { now, name: 'Ada Example' })
      return (await verifyPdf(bytes, { trusted: [ada.root], now })).completeness
    }
    const items = ['report', 'EX-0001']
    const whole: Completeness = { verdict: 'COMPLETE', asked: items, included: items, missing: [] }
    expect((await stated(whole)).outcome).toBe('good')
    const missing = [{ what: 'EX-0002', title: 'A log', reason: 'withheld' }]
    const partial = await stated({ ...whole, verdict: 'PARTIAL', missing })
    expect(partial.outcome).toBe('bad')
    expect(partial.checks[0]?.message).toContain('EX-0002')
    expect((await verifyPdf(signed, { trusted: [ada.root], now })).completeness.outcome).toBe('unknown')
  })

  it('does not pass with a bit flipped anywhere (sampled)', async () => {
    for (let at = 0; at < signed.length; at += 397) {
      const changed = signed.slice()
      changed[at]! ^= 1
      const { isGood, wrong } = await judge(changed)
      expect(isGood, `octet ${at}`).toBe(false)
      expect(wrong.length, `octet ${at}`).toBeGreaterThan(0)
    }
  })

  it.each([
    ['bytes appended', () => join(signed, Buffer.from('more'))],
    ['bytes prepended', () => join(Buffer.from('x'), signed)],
    [
      'an update after signing',
      () => join(signed, Buffer.from('\n1 0 obj\n<< /Type /Pages >>\nendobj\n%%EOF\n')),
    ],
    ['a second ByteRange', () => join(signed, Buffer.from('\n% /ByteRange [0 1 2 3]\n%%EOF\n'))],
    ['its end cut off', () => signed.subarray(0, signed.length - 300)],
    ['no signature', () => original],
    ['nothing in it', () => new Uint8Array()],
  ])('does not pass with %s', async (_name, change) => {
    const { isGood, wrong } = await judge(change())
    expect(isGood).toBe(false)
    expect(wrong.some((check) => check.outcome === 'bad')).toBe(true)
  })

  it('is not trusted under another certificate of the same name, nor under a root that nobody vouched for', async () => {
    const namesake = await person()
    const bad = (await judge(signed, [namesake.root])).wrong
    expect(bad).toMatchObject([{ name: 'certificate.chain', outcome: 'bad' }])
    const stranger = await person({ rootName: 'Another Root' })
    const unknown = (await judge(signed, [stranger.root])).wrong
    expect(unknown).toMatchObject([{ name: 'certificate.chain', outcome: 'unknown' }])
    const alone = (await judge(signed, [])).wrong
    expect(alone[0]?.message).toContain('compare its fingerprint')
  })
})
