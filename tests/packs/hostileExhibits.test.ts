import { readFile } from 'node:fs/promises'
import { PDFDocument } from 'pdf-lib'
import { describe, expect, it } from 'vitest'
import { Volume } from '#core/exports/volume/volume.ts'
import { greedyPdf, hostilePdfs, slowPdf } from '../fixtures/hostilePdfs.ts'
import { photo } from '../fixtures/photo.ts'
import { volumeMeta } from '../fixtures/volumeMeta.ts'
import { pdfOf, reasons, volumesOf } from './volumesOf.ts'

const tooMuch = 'Not merged: it stands as a file of its own. It takes too much time or memory to be merged.'

describe('a PDF that is made to harm is left out of a volume at once, and it is said why:', () => {
  it.each(hostilePdfs)('$what', async ({ bytes, why }) => {
    const volume = await Volume.create(volumeMeta)
    const start = process.cpuUsage()
    expect(await volume.add('EX-0001', bytes, 0)).toMatch(why)
    expect(process.cpuUsage(start).user).toBeLessThan(4_000_000)
    const written = await volume.finish(await pdfOf({}), 1)
    expect((await PDFDocument.load(written)).getPageCount()).toBe(1)
    expect(written.length).toBeLessThan(10_000)
  })
})

const huge = photo(6)
// height and width behind the mark of the frame
huge.set([0xff, 0xff, 0xff, 0xff], Buffer.from(huge).indexOf(Buffer.from([0xff, 0xc0])) + 5)

describe('a JPEG is left out of a volume, and it is said why:', () => {
  it.each<[string, Uint8Array, RegExp]>([
    ['more pixels than any camera has', huge, /more than 80 million pixels/],
    ['no end', photo(6).subarray(0, -2), /The image is cut off/],
    ['nothing but its head', photo(6).subarray(0, 60), /cut off|damaged/],
    [
      'no frame',
      Uint8Array.from([0xff, 0xd8, 0xff, 0xda, 0, 8, ...Array<number>(40).fill(1), 0xff, 0xd9]),
      /./,
    ],
  ])('%s', async (_, bytes, why) => {
    const volume = await Volume.create(volumeMeta)
    expect(await volume.add('EX-0001', bytes, 0)).toMatch(why)
  })

  it('but a preview in it, and what a camera writes behind it, does no harm', async () => {
    const volume = await Volume.create(volumeMeta)
    expect(await volume.add('EX-0001', Buffer.concat([photo(6), photo(1)]), 0)).toBe(1)
  })
})

describe('an exhibit that no check foresees', () => {
  it('is left out when it takes too long, and the volume is made without it', async () => {
    const { files, placed, indexes } = await volumesOf(
      [
        ['a.pdf', 'application/pdf', await pdfOf({ pages: 2 })],
        ['slow.pdf', 'application/pdf', slowPdf],
        ['b.pdf', 'application/pdf', await pdfOf({})],
      ],
      { patience: 4_000 },
    )
    expect(reasons(placed)).toEqual([
      'EX-0001: REV-2026-0007-R1-000001 to REV-2026-0007-R1-000002 (2 pages)',
      `EX-0002: ${tooMuch}`,
      'EX-0003: REV-2026-0007-R1-000003 (1 page)',
    ])
    expect(indexes.at(-1)).toContain(tooMuch)
    expect((await PDFDocument.load(await readFile(files[0]!.path))).getPageCount()).toBe(1 + 3)
  })

  it('is left out when it takes too much memory, long before its time is up', async () => {
    const start = performance.now()
    const { placed } = await volumesOf(
      [
        ['greedy.pdf', 'application/pdf', greedyPdf],
        ['a.pdf', 'application/pdf', await pdfOf({})],
      ],
      { patience: 120_000 },
    )
    expect(reasons(placed)).toEqual([`EX-0001: ${tooMuch}`, 'EX-0002: REV-2026-0007-R1-000001 (1 page)'])
    expect(performance.now() - start).toBeLessThan(60_000)
  })

  it('does not hold up who cancels', async () => {
    const signal = AbortSignal.timeout(1_500)
    const start = performance.now()
    await expect(volumesOf([['slow.pdf', 'application/pdf', slowPdf]], { signal })).rejects.toThrow()
    expect(performance.now() - start).toBeLessThan(10_000)
  })
})
