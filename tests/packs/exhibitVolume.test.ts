import { readFile } from 'node:fs/promises'
import { crc32, deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { type PDFArray, PDFDocument, PDFName, PDFString } from 'pdf-lib'
import { describe, expect, it } from 'vitest'
import { addPages } from '#core/exports/volume/pages.ts'
import { type exhibitsOf, pdfOf, reasons, volumesOf } from './volumesOf.ts'

interface PngOptions {
  width: number
  height: number
  colour?: number
  interlace?: number
  rows?: Buffer
  more?: Buffer[]
}

function pngChunk(type: string, data: Buffer, length = data.length): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const out = Buffer.alloc(body.length + 8)
  out.writeUInt32BE(length, 0)
  body.copy(out, 4)
  out.writeUInt32BE(crc32(body), out.length - 4)
  return out
}

function pngWith({ width, height, colour = 2, interlace = 0, rows, more = [] }: PngOptions): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, colour, 0, 0, interlace], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    pngChunk('IHDR', head),
    ...more,
    pngChunk('IDAT', deflateSync(rows ?? Buffer.alloc((width * 3 + 1) * height))),
    pngChunk('IEND', Buffer.alloc(0)),
  ])
}

const png = (width: number, height: number): Uint8Array => pngWith({ width, height })

describe('an exhibit volume', () => {
  it('numbers every page of PDF documents and images through, and names the rest', async () => {
    const encrypted = await PDFDocument.load(await pdfOf({}))
    await encrypted.encrypt({ userPassword: 'x', ownerPassword: 'y' })
    const { files, placed, indexes } = await volumesOf([
      ['a.pdf', 'application/pdf', await pdfOf({ pages: 3 })],
      ['notes.txt', 'text/plain', Buffer.from('not for the volume')],
      ['b.png', 'image/png', png(400, 100)],
      ['locked.pdf', 'application/pdf', await encrypted.save()],
      ['broken.pdf', 'application/pdf', (await pdfOf({})).subarray(0, 300)],
      ['fake.png', 'image/png', Buffer.from('this is no image at all')],
      ['large.pdf', 'application/pdf', new Uint8Array(10), 2 ** 30],
    ])
    expect(files.map(({ name }) => name)).toEqual(['exhibit-volume-01.pdf'])
    expect(reasons(placed)).toEqual([
      'EX-0001: REV-2026-0007-R1-000001 to REV-2026-0007-R1-000003 (3 pages)',
      'EX-0003: REV-2026-0007-R1-000004 (1 page)',
      'EX-0004: Not merged: it stands as a file of its own. The PDF is encrypted.',
      'EX-0005: Not merged: it stands as a file of its own. It is damaged, or made in a way that cannot be merged.',
      'EX-0006: Not merged: it stands as a file of its own. The image cannot be shown: it is not a PNG, JPEG, GIF, WebP or SVG image.',
      'EX-0007: Not merged: it stands as a file of its own. It is larger than 24 MB.',
    ])
    for (const number of ['EX-0001', 'EX-0004', 'EX-0007']) expect(indexes[0]).toContain(number)
    const volume = await PDFDocument.load(await readFile(files[0]!.path))
    expect(volume.getPageCount()).toBe(1 + 4)
  })

  it.each([0, 90, 180, 270])('adds its margin under a page that is turned by %i degrees', async (rotate) => {
    const { files } = await volumesOf([['a.pdf', 'application/pdf', await pdfOf({ rotate, crop: true })]])
    const volume = await PDFDocument.load(await readFile(files[0]!.path))
    const page = volume.getPage(1)
    const { x, y, width, height } = page.getCropBox()
    const before = { x: 40, y: 40, width: 515, height: 762 }
    // wider than Letter (612 points) where it lies
    const wider = (26 * 762) / 612
    const expected: Record<number, number[]> = {
      0: [before.x, before.y - 26, before.width, before.height + 26],
      90: [before.x, before.y, before.width + wider, before.height],
      180: [before.x, before.y, before.width, before.height + 26],
      270: [before.x - wider, before.y, before.width + wider, before.height],
    }
    for (const [index, value] of [x, y, width, height].entries())
      expect(value).toBeCloseTo(expected[rotate]![index]!, 6)
  })

  it('is the same file again', async () => {
    const files: Parameters<typeof exhibitsOf>[0] = [
      ['a.pdf', 'application/pdf', await pdfOf({ pages: 2 })],
      ['b.png', 'image/png', png(40, 100)],
    ]
    const [one, two] = [await volumesOf(files), await volumesOf(files)]
    expect(await readFile(one.files[0]!.path)).toEqual(await readFile(two.files[0]!.path))
  })

  it('begins another volume where one would grow too large', async () => {
    const pdf = await pdfOf({})
    const padded = Buffer.concat([pdf, Buffer.alloc(13 * 2 ** 20, '\n')])
    const { files, placed } = await volumesOf([
      ['a.pdf', 'application/pdf', padded],
      ['b.pdf', 'application/pdf', padded],
      ['c.pdf', 'application/pdf', pdf],
    ])
    expect(files).toHaveLength(2)
    expect(placed.map(({ volume }) => volume)).toEqual([1, 2, 2])
    expect(placed.at(-1)!.place).toMatchObject({ first: 'REV-2026-0007-R1-000003' })
  })

  it('carries no script, action or attached file of an exhibit', async () => {
    const pdf = await PDFDocument.create()
    const page = pdf.addPage([400, 400])
    const { context } = pdf
    const action = context.obj({ S: 'JavaScript', JS: PDFString.of('app.alert(1)') })
    page.node.set(PDFName.of('AA'), context.obj({ O: action }))
    const link = context.register(
      context.obj({ Type: 'Annot', Subtype: 'Link', Rect: [0, 0, 9, 9], A: action, AA: { D: action } }),
    )
    const file = context.register(
      context.obj({ Type: 'Annot', Subtype: 'FileAttachment', Rect: [0, 0, 9, 9] }),
    )
    page.node.set(PDFName.of('Annots'), context.obj([link, file]))
    await pdf.attach(Buffer.from('x'), 'x.txt')
    const { files } = await volumesOf([['a.pdf', 'application/pdf', await pdf.save()]])
    const volume = await PDFDocument.load(await readFile(files[0]!.path))
    const annotations = volume.getPage(1).node.lookup(PDFName.of('Annots')) as PDFArray
    expect(annotations.size()).toBe(1)
    const objects = volume.context.enumerateIndirectObjects().map(([, object]) => String(object))
    expect(objects.filter((text) => /JavaScript|FileAttachment|EmbeddedFile|\/AA/.test(text))).toEqual([])
  })

  it.each<[string, Buffer]>([
    [
      'a part that is longer than the file',
      pngWith({ width: 4, height: 4, more: [pngChunk('tEXt', Buffer.alloc(4), 2 ** 31)] }),
    ],
    ['a picture that unpacks to a gigabyte', pngWith({ width: 4, height: 4, rows: Buffer.alloc(2 ** 28) })],
    ['a picture shorter than it says', pngWith({ width: 3_000, height: 3_000, rows: Buffer.alloc(10) })],
    ['no end', pngWith({ width: 4, height: 4 }).subarray(0, -12)],
    ['a kind of colour that is none', pngWith({ width: 4, height: 4, colour: 5 })],
    ['a way of interlacing that is none', pngWith({ width: 4, height: 4, interlace: 7 })],
  ])('names a PNG with %s, at once', async (_, bytes) => {
    const start = process.cpuUsage()
    const { placed } = await volumesOf([['a.png', 'image/png', bytes]])
    expect(reasons(placed)).toEqual([
      'EX-0001: Not merged: it stands as a file of its own. It is damaged, or made in a way that cannot be merged.',
    ])
    expect(process.cpuUsage(start).user).toBeLessThan(2_000_000)
  })

  it('takes an interlaced PNG, and one with texts in it', async () => {
    // Adam7 of 8 × 8 pixels: seven small pictures, 1×1, 1×1, 2×1, 2×2, 4×2, 4×4 and 8×4
    const interlaced = (1 * 4 + 1 * 4 + 1 * 7 + 2 * 7 + 2 * 13 + 4 * 13 + 4 * 25) as number
    const { placed } = await volumesOf([
      ['a.png', 'image/png', pngWith({ width: 8, height: 8, interlace: 1, rows: Buffer.alloc(interlaced) })],
      ['b.png', 'image/png', pngWith({ width: 8, height: 8, more: [pngChunk('tEXt', Buffer.alloc(40))] })],
    ])
    expect(placed.map(({ place }) => typeof place)).toEqual(['object', 'object'])
  })

  it('never fails for whatever an exhibit holds', async () => {
    const pdf = await pdfOf({ pages: 2 })
    const image = png(20, 20)
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(pdf, image),
        fc.array(fc.tuple(fc.nat(), fc.uint8Array({ minLength: 1, maxLength: 30 })), { maxLength: 5 }),
        fc.nat(100),
        async (source, changes, cut) => {
          const bytes = Uint8Array.from(source.subarray(0, source.length - (cut > 60 ? cut : 0)))
          for (const [at, noise] of changes) {
            const start = at % bytes.length
            bytes.set(noise.subarray(0, bytes.length - start), start)
          }
          const volume = await PDFDocument.create()
          const pages = await addPages(volume, bytes)
          if (typeof pages === 'string') expect(volume.getPageCount()).toBe(0)
        },
      ),
      { numRuns: 150, interruptAfterTimeLimit: 4_000 },
    )
  })
})
