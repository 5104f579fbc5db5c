import { PDFDocument } from 'pdf-lib'
import { signPdf } from '#core/signing/pades.ts'
import { makeHouse } from '../samplePack.ts'
import type { Row, TableAttack } from './table.ts'
import type { World } from './world.ts'

/** Every attack of the table that a PDF can suffer, on one with exhibits inside. */
export async function pdfAttacks({ good, namesake, now }: World): Promise<TableAttack[]> {
  const bytes = Buffer.from(good.pdf)
  const attacks: TableAttack[] = []
  const add = (
    row: Row,
    name: string,
    reason: RegExp,
    changed: Uint8Array,
    more: Partial<TableAttack> = {},
  ) => attacks.push({ row, name, verdict: 'integrity', reason, bytes: changed, ...more })
  onBytes(bytes, add)
  onRange(bytes, add)
  await onUpdates(bytes, add)
  onObjects(bytes, add)
  const certificate = (row: Row, reason: RegExp, changed: Uint8Array) =>
    add(row, row, reason, changed, { verdict: 'signature' })
  certificate('another certificate of the same name', /another certificate of the same name/, namesake.pdf)
  const stranger = await makeHouse('Somebody', 'afterword/other')
  const own = await signPdf(unsignedPdf(bytes), stranger.exporter, { now, name: 'Ivo Marsh' })
  certificate('a self-made root', /not among the trusted/, own)
  return attacks
}

type Add = (row: Row, name: string, reason: RegExp, bytes: Uint8Array, more?: Partial<TableAttack>) => void

const changedAfterwards = /changed afterwards/

/** As it was before it was signed: the signature is an update behind it. */
function unsignedPdf(bytes: Buffer): Uint8Array {
  return new Uint8Array(bytes.subarray(0, bytes.lastIndexOf('%%EOF', bytes.lastIndexOf('/ByteRange')) + 6))
}

function onBytes(bytes: Buffer, add: Add): void {
  const flip = (region: string, at: number, reason: RegExp, more: Partial<TableAttack> = {}) => {
    const changed = Buffer.from(bytes)
    changed[at]! ^= 1
    add('a byte flipped in every region', `a byte flipped in ${region}`, reason, changed, more)
  }
  const range = bytes.lastIndexOf('/ByteRange')
  const contents = bytes.indexOf('<30', range)
  const end = bytes.indexOf('>', contents)
  const value = bytes.toString('latin1', contents, end).replace(/0+$/, '').length
  flip('the head', 6, /does not begin as a PDF|changed afterwards/)
  flip('a page', bytes.indexOf('/Type /Page') + 40, changedAfterwards)
  flip('an exhibit', bytes.indexOf('another log of the same name'), changedAfterwards)
  flip('the metadata', bytes.indexOf('<dc:title>') + 60, changedAfterwards)
  flip('the table of objects', bytes.indexOf('\nxref') + 30, /changed afterwards|cannot be read/)
  flip('the range that is signed', range + 16, /claims to cover|leaves out|changed afterwards/)
  flip('the name of the signature', bytes.indexOf('/SubFilter', 0) + 14, changedAfterwards)
  flip(
    'the signature',
    contents + value - 8,
    /cannot be read|not made with|altered|another certificate|not the one/,
    {
      verdict: 'signature',
    },
  )
  flip('the room behind the signature', end - 10, /Something else stands behind|cannot be read|not the one/, {
    verdict: 'signature',
  })
  flip('the end', bytes.length - 4, /does not end as a PDF|changed afterwards/)
  const row = 'bytes appended or prepended'
  add(row, 'bytes appended', /bytes were added to the file/, Buffer.concat([bytes, Buffer.from('x')]))
  add(
    row,
    'a line appended',
    /bytes were added to the file/,
    Buffer.concat([bytes, Buffer.from('\n%%EOF\n')]),
  )
  add(row, 'bytes prepended', /does not begin as a PDF/, Buffer.concat([Buffer.from('#!\n'), bytes]))
  add(
    row,
    'a second document appended',
    /names what is signed more than once/,
    Buffer.concat([bytes, bytes]),
    {
      verdict: 'signature',
    },
  )
  const short = 'a truncated file'
  add(short, 'a file cut off in the middle', /does not end as a PDF/, bytes.subarray(0, bytes.length >> 1))
  add(short, 'a file cut off before its end', /may be cut off/, bytes.subarray(0, -40))
  add(short, 'an empty file', /does not begin as a PDF/, new Uint8Array())
}

/** What the signature claims to cover, told otherwise. */
function onRange(bytes: Buffer, add: Add): void {
  const row = 'a shadow attack on what is signed'
  const text = /\/ByteRange \[ (\d+) (\d+) (\d+) (\d+) *\]/.exec(bytes.toString('latin1').slice(-40_000))!
  const [whole, start, first, second, last] = text as unknown as [string, string, string, string, string]
  const at = bytes.lastIndexOf(whole)
  const ranged = (...numbers: number[]) => {
    const changed = Buffer.from(bytes)
    changed.write(`/ByteRange [ ${numbers.join(' ')}`.padEnd(whole.length - 1), at, 'latin1')
    return changed
  }
  const [a, b, c, d] = [start, first, second, last].map(Number) as [number, number, number, number]
  add(row, 'a range that ends before the file does', /bytes were added to the file/, ranged(a, b, c, d - 100))
  add(row, 'a range that leaves out more than the signature', /leaves out more/, ranged(a, b - 60, c, d))
  add(row, 'a range that begins behind the head', /claims to cover/, ranged(9, b - 9, c, d))
  add(
    row,
    'a second range in a comment',
    /names what is signed more than once/,
    behind(bytes, `\n% ${whole}\n%%EOF\n`),
    {
      verdict: 'signature',
    },
  )
  const field = /(\d+) 0 obj\s*<<[^>]*\/Type \/Sig\b/.exec(bytes.toString('latin1').slice(-40_000))?.[1]
  const shown = bytes.subarray(bytes.lastIndexOf(`\n${field} 0 obj`), bytes.indexOf('endobj', at) + 6)
  add(
    row,
    'the signature once more, in an update that shows something else',
    /names what is signed more than once/,
    behind(bytes, `${shown.toString('latin1')}\n3 0 obj\n<< /Type /Page >>\nendobj\n%%EOF\n`),
    { verdict: 'signature' },
  )
}

function behind(bytes: Buffer, text: string): Buffer {
  return Buffer.concat([bytes, Buffer.from(text, 'latin1')])
}

/** Updates as other programs write them, behind what was signed. */
async function onUpdates(bytes: Buffer, add: Add): Promise<void> {
  const updated = async (change: (document: PDFDocument) => unknown) => {
    const document = await PDFDocument.load(bytes, { forIncrementalUpdate: true, updateMetadata: false })
    await change(document)
    return Buffer.concat([bytes, await document.saveIncremental(document.takeSnapshot())])
  }
  const added = /bytes were added to the file/
  add(
    'an incremental update',
    'a page added by an update',
    added,
    await updated((document) => document.addPage()),
  )
  add(
    'a part added',
    'a file attached by an update',
    added,
    await updated((document) =>
      document.attach(Buffer.from('x'), 'EX-0003 x.log', { mimeType: 'text/plain' }),
    ),
  )
  add(
    'a macro added',
    'a script added by an update',
    added,
    await updated((document) => document.addJavaScript('main', 'app.alert(1)')),
  )
}

/** Objects changed where they stand, in as many bytes. */
function onObjects(bytes: Buffer, add: Add): void {
  const replaced = (from: string, to: string) => {
    const at = bytes.lastIndexOf(from)
    if (at < 0 || from.length !== to.length) throw new Error(`the attack does not change ${from}`)
    const changed = Buffer.from(bytes)
    changed.write(to, at, 'latin1')
    return changed
  }
  const files = '<45582D30303031'
  add(
    'a part removed',
    'the attached files no longer named',
    changedAfterwards,
    replaced('/EmbeddedFiles <<', '/EmbeddedFilez <<'),
  )
  add('a part renamed', 'an attached file renamed', changedAfterwards, replaced(files, '<45582D30303039'))
  add(
    'a relationship retargeted',
    'an attached file called the source of the document',
    changedAfterwards,
    replaced('/AFRelationship /Supplement', '/AFRelationship /Source    '),
  )
  add(
    'an exhibit swapped',
    'an exhibit swapped',
    changedAfterwards,
    replaced('another log of the same name', 'another log, of another name'),
  )
}
