import fc from 'fast-check'
import { expect, it } from 'vitest'
import { exhibitFileName, safeFileName } from '#core/packs/fileNames.ts'
import { nameProblem } from '#verifier/zip-structure.ts'

it.each([
  ['report.pdf', 'report.pdf'],
  ['Ünïcode – 日本語.pdf', 'Ünïcode – 日本語.pdf'],
  ['u\u0308.txt', 'ü.txt'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\x\\log.txt', 'log.txt'],
  ['CON', '_CON'],
  ['nul.tar.gz', '_nul.tar.gz'],
  ['com1.txt', '_com1.txt'],
  ['a. . .', 'a'],
  ['what?<x>:"y|*.txt', 'what__x___y__.txt'],
  ['line\nfeed\u202Etxt.exe', 'linefeedtxt.exe'],
  ['.hidden', 'hidden'],
  ['u\u00ad\u0308.txt', 'ü.txt'],
  ['report \u2067fdp\u2069.exe', 'report fdp.exe'],
  ['\u200fa\u061c.txt', 'a.txt'],
  ['lpt¹.txt', '_lpt¹.txt'],
  ['con .txt', '_con.txt'],
  ['CONOUT$', '_CONOUT$'],
  ['a .pdf', 'a.pdf'],
  ['name.pdf. .', 'name.pdf'],
  ['\ud83d.txt', 'txt'],
  [' \u00a0\u2003a', 'a'],
  ['', 'unnamed'],
  ['...', 'unnamed'],
])('an original named %j becomes %j', (original, name) => {
  expect(safeFileName(original)).toBe(name)
})

it('two exhibits of one name are both kept', () => {
  expect(exhibitFileName('EX-0001', 'a.pdf')).toBe('EX-0001 a.pdf')
  expect(exhibitFileName('EX-0002', 'a.pdf')).toBe('EX-0002 a.pdf')
})

it('a long name keeps its extension and whole characters', () => {
  const name = safeFileName(`${'👩‍👩‍👧‍👦'.repeat(40)}.pdf`)
  expect(name).toMatch(/^(👩‍👩‍👧‍👦)+\.pdf$/u)
  expect(Buffer.byteLength(name)).toBeLessThanOrEqual(120)
})

it('any name becomes one that every system takes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (original) => {
      const name = safeFileName(original)
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(140)
      expect(name).toBe(name.normalize('NFC'))
      expect(safeFileName(name)).toBe(name)
      expect(nameProblem(`data/exhibits/${name}`)).toBeUndefined()
      expect(nameProblem(`data/exhibits/${exhibitFileName('EX-0001', original)}`)).toBeUndefined()
      expect(name).not.toMatch(/[<>:"/\\|?*\p{Cc}]|[. ]$|^[. ]|^$/u)
      expect(name).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i)
    }),
  )
})
