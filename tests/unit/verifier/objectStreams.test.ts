import { describe, expect, it } from 'vitest'
import { boundObjectStreams } from '#verifier/pdf/object-streams.ts'

const stream = (dictionary: string) =>
  Buffer.from(`%PDF-1.7\n1 0 obj\n<< ${dictionary} /Length 3 >>\nstream\nabc\nendstream\nendobj\n`, 'latin1')

describe('object streams of a PDF', () => {
  it.each(['/Type /ObjStm', '/Type /Obj#53tm', '/Type/#58Ref'])(
    'may not be packed twice, however the name %s is spelled',
    (type) => {
      const twice = stream(`${type} /Filter [/FlateDecode /Flate#44ecode]`)
      expect(() => boundObjectStreams(twice)).toThrow('packed more than once')
      expect(() => boundObjectStreams(stream(`${type} /Filter /FlateDecode`))).not.toThrow()
    },
  )

  it('are told from attached files, whose type has a number sign too', () => {
    const attached = stream('/Type /EmbeddedFile /Subtype /application#2Fjson /Filter /FlateDecode')
    expect(() => boundObjectStreams(attached)).not.toThrow()
  })

  it.each([
    '/Type /XRef /W [1 2 1] /Size 99999999999999999999',
    '/Type /XRef /W [1 2 1] /Size 9999999999',
    '/Type /XRef /W [0 0 0] /Size 5 /Index [0 4 9 9999999999]',
    '/Type /XRef /W [1 9999999999 1] /Size 5',
    '/Type /XRef /W [1 2 1] /Size 7 0 R',
    '/Type /XRef /W [1 2 1] /Size 5 /Index 7 0 R',
    '/Type /ObjStm /First 4 /N 9999999999',
    '/Type 7 0 R',
  ])('may not claim more than there is, or hide it: %s', (dictionary) => {
    expect(() => boundObjectStreams(stream(dictionary))).toThrow()
  })

  it.each([
    '/Type /XRef /W [1 3 1] /Size 5 /Index [0 3 9 2] /Root 1 0 R /ID [<00> <11>]',
    '/Type/XRef/W[1 3 0]/Size 5/Root 1 0 R/Info 2 0 R',
    '/Type /ObjStm /N 3 /First 16 /Extends 9 0 R',
  ])('are read where they are as they should be: %s', (dictionary) => {
    expect(() => boundObjectStreams(stream(dictionary))).not.toThrow()
  })

  it('are looked for in good time, however many streams there are', () => {
    const many = Buffer.from('1 0 obj\n<</Length 9>>\nstream\n'.repeat(500_000))
    const start = process.cpuUsage()
    boundObjectStreams(many)
    expect(process.cpuUsage(start).user).toBeLessThan(4_000_000)
  })
})
