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
})
