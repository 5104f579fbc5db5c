import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inspectImage } from '#core/documents/images.ts'
import { cornersSeen, photo } from '../../fixtures/photo.ts'
import { consolePng } from '../../fixtures/sample/exhibits.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const svg = (inside: string, attributes = 'width="10" height="20"') =>
  bytes(`<svg xmlns="http://www.w3.org/2000/svg" ${attributes}>${inside}</svg>`)

describe('an image is what its own bytes say', () => {
  it.each([
    ['PNG', new Uint8Array(consolePng(48, 30)), { mediaType: 'image/png', width: 48, height: 30 }],
    [
      'GIF',
      bytes('GIF89a\x10\x00\x08\x00\x00\x00\x00\x00\x00\x00'),
      { mediaType: 'image/gif', width: 16, height: 8 },
    ],
    ['SVG', svg('<path d="M0 0"/>'), { mediaType: 'image/svg+xml', width: 10, height: 20 }],
    ['SVG by its box', svg('', 'viewBox="0 0 30 40"'), { mediaType: 'image/svg+xml', width: 30, height: 40 }],
    [
      'JPEG',
      Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc0, 0, 11, 8, 0, 5, 0, 7, 1, 0, 0, 0, 0]),
      { mediaType: 'image/jpeg', width: 7, height: 5 },
    ],
  ])('%s', (_, image, shape) => {
    expect(inspectImage(image)).toEqual(shape)
  })

  it.each(Object.keys(cornersSeen).map(Number))('a photo with EXIF’s orientation %i', (orientation) => {
    const seen = orientation > 4 ? { width: 64, height: 96 } : { width: 96, height: 64 }
    const shape = { mediaType: 'image/jpeg', ...seen, ...(orientation === 1 ? {} : { orientation }) }
    expect(inspectImage(photo(orientation, 'MM'))).toEqual(shape)
    expect(inspectImage(photo(orientation, 'II'))).toEqual(shape)
  })

  it.each<[string, number, number[]]>([
    ['an orientation that is none', 38 + 2, [0, 9]],
    ['an orientation of zero', 38 + 2, [0, 0]],
    ['an orientation of another kind', 26 + 12, [0, 4]],
    ['two orientations', 26 + 14, [0, 0, 0, 2]],
    ['another order of bytes', 12, [0x4d, 0x49]],
    ['another mark', 14, [0, 43]],
    ['a directory beyond its end', 16, [0xff, 0xff, 0xff, 0xff]],
    ['a directory that is cut off', 16, [0, 0, 0, 30]],
    ['more entries than it has', 20, [0xff, 0xff]],
    ['another name', 6, [0x58]],
  ])('a photo whose EXIF has %s is taken as it lies', (what, at, values) => {
    const damaged = photo(6)
    damaged.set(values, at)
    const shape = inspectImage(damaged)
    // more entries than there are do not hide the ones that are there
    if (what.startsWith('more')) expect(shape).toMatchObject({ orientation: 6 })
    else expect(shape).toEqual({ mediaType: 'image/jpeg', width: 96, height: 64 })
  })

  it.each([
    ['nothing', new Uint8Array(0)],
    ['text', bytes('this is no image at all')],
    ['a page', bytes('<html><body>hello there</body></html>')],
    [
      'a PNG without a size',
      new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, ...new Array(20).fill(0)]),
    ],
    ['a PNG of too many pixels', hugePng()],
    ['a JPEG that is cut off', Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, ...new Array(12).fill(0)])],
    [
      'a JPEG whose segments go nowhere',
      Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 0, ...new Array(30).fill(0xff)]),
    ],
    ['SVG with script', svg('<script>alert(1)</script>')],
    ['SVG with a handler', svg('<path onclick="x()"/>')],
    ['SVG with another image', svg('<image href="https://e.example/p.png"/>')],
    ['SVG with a reference outside', svg('<path fill="url(https://e.example/)"/>')],
    ['SVG with an embedded page', svg('<foreignObject><p>x</p></foreignObject>')],
    ['SVG with a style sheet', svg('<style>@import "https://e.example"</style>')],
    ['SVG with entities', bytes('<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>')],
    ['SVG with a processing instruction', svg('<?xml-stylesheet href="x"?>')],
    ['SVG without a size', svg('', 'width="0" height="0"')],
    ['SVG of a megabyte and more', svg('<path/>'.repeat(200_000))],
  ])('%s is not shown, and it is said why', (_, image) => {
    expect(inspectImage(image)).toEqual(expect.any(String))
  })

  it('never fails, whatever the bytes', () => {
    const heads = [
      '\x89PNG\r\n\x1a\n',
      'GIF89a',
      'RIFF\0\0\0\0WEBPVP8 ',
      'RIFF\0\0\0\0WEBPVP8L',
      '<svg ',
      '\xff\xd8\xff',
      '',
    ]
    fc.assert(
      fc.property(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 80 }), (head, rest) => {
        const image = Uint8Array.from([...Buffer.from(head, 'latin1'), ...rest])
        const shape = inspectImage(image)
        if (typeof shape === 'object') expect(shape.width * shape.height).toBeLessThanOrEqual(80_000_000)
      }),
      { numRuns: 3000, interruptAfterTimeLimit: 3000 },
    )
  })
})

function hugePng(): Uint8Array {
  const image = consolePng(10, 10)
  image.writeUInt32BE(100_000, 16)
  image.writeUInt32BE(100_000, 20)
  return new Uint8Array(image)
}
