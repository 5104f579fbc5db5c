import { createRoot, issueCertificate } from '#core/signing/certificates.ts'
import { generateKeyPair } from '#core/signing/keys.ts'
import { signOpc } from '#core/signing/opc.ts'
import { createSigner } from '#core/signing/signer.ts'
import { onParts } from './attacksDocxParts.ts'
import { onSignature } from './attacksDocxSignature.ts'
import { type DocxAttack, mainPart, replaced, signaturePart } from './docxEdits.ts'
import { type RawEntry, rawZip } from './rawZip.ts'
import { makeDocx, unpackDocx } from './sampleDocx.ts'
import { type House, makeHouse, now } from './samplePack.ts'

/** Every attack on a Word document that a house signed, and the honest one. */
export async function makeDocxAttacks(house: House): Promise<{
  good: Uint8Array
  attacks: DocxAttack[]
}> {
  const unsigned = await makeDocx()
  const good = await signOpc(unsigned, house.exporter, { now })
  const attacks = [
    ...onBytes(good),
    ...onParts(good),
    ...onSignature(good),
    ...onArchive(good),
    ...(await byOthers(house, unsigned, good)),
  ]
  return { good, attacks }
}

export function onBytes(good: Uint8Array): DocxAttack[] {
  const bytes = Buffer.from(good)
  const central = bytes.readUInt32LE(bytes.length - 6)
  const flip = (name: string, at: number, reason: RegExp, oursAlone = false): DocxAttack => {
    const changed = Uint8Array.from(good)
    changed[at]! ^= 1
    return { name: `a byte flipped in ${name}`, bytes: changed, verdict: 'integrity', reason, oursAlone }
  }
  const whole = (name: string, changed: Uint8Array, reason: RegExp, oursAlone = false): DocxAttack => ({
    name,
    bytes: changed,
    verdict: 'integrity',
    reason,
    oursAlone,
  })
  const dataOf = (part: string) => bytes.indexOf(part) + part.length
  return [
    flip('a header', 4, /says something else/, true),
    flip('the text', dataOf(mainPart) + 90, /document\.xml” (cannot be unpacked|was changed|unpacks to)/),
    flip(
      'the links',
      dataOf('word/_rels/document.xml.rels') + 60,
      /rels” (cannot be unpacked|was changed|unpacks to)/,
      true,
    ),
    flip(
      'the content types',
      dataOf('[Content_Types].xml') + 60,
      /Types\].xml” (cannot be unpacked|was changed|unpacks to)/,
      true,
    ),
    flip(
      'the signature',
      dataOf(signaturePart) + 900,
      /sig1\.xml” (cannot be unpacked|was changed|unpacks to)/,
    ),
    flip('the table of contents', central + 38, /no signature covers/, true),
    flip('the end record', bytes.length - 12, /spread over several files/, true),
    whole('bytes appended', Buffer.concat([bytes, Buffer.from('x')]), /something follows it/, true),
    whole('bytes prepended', Buffer.concat([Buffer.from('#!'), bytes]), /bytes were added/, true),
    whole('a second document appended', Buffer.concat([bytes, bytes]), /bytes were added/, true),
    whole('a file cut off in the middle', bytes.subarray(0, bytes.length >> 1), /cut off/),
    whole('a file cut off by one byte', bytes.subarray(0, -1), /cut off/),
    whole('an empty file', new Uint8Array(), /too short/),
    whole(
      'an encrypted document',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), bytes]),
      /encrypted/,
      true,
    ),
  ]
}

export function onArchive(good: Uint8Array): DocxAttack[] {
  const files = [...unpackDocx(good)].map(([name, data]): RawEntry => ({ name, data }))
  const last = files.at(-1)!
  const add = (name: string, reason: RegExp, entries: RawEntry[], oursAlone = false): DocxAttack => ({
    name,
    bytes: rawZip(entries),
    verdict: 'integrity',
    reason,
    oursAlone,
  })
  const bombs = Array.from({ length: 6 }, (_, index): RawEntry => {
    return { name: `word/bomb${index}.xml`, data: Buffer.alloc(8 * 2 ** 20), deflate: true }
  })
  const evil = { name: 'word/evil.xml', data: Buffer.from('<x/>') }
  return [
    add('many parts that are a ZIP bomb together', /would unpack to/, [...files, ...bombs]),
    add('two entries of one name', /Two files in the archive/, [...files, { ...evil, name: mainPart }]),
    add('a name that differs in case alone', /case alone/, [
      ...files,
      { ...evil, name: 'word/Document.xml' },
    ]),
    add('a path that leaves the folder', /leaves the folder/, [
      ...files,
      { ...evil, name: 'word/../../evil' },
    ]),
    add('an absolute path', /root of the disk/, [...files, { ...evil, name: '/etc/evil' }]),
    add('a name with an escape', /not every program/, [...files, { ...evil, name: 'word/%64ocument.xml' }]),
    add(
      'an encrypted entry',
      /is encrypted/,
      files.map((file) => (file === last ? { ...file, flags: 0x801 } : file)),
    ),
    add('a ZIP bomb', /200 times/, [
      ...files,
      { name: 'word/bomb.xml', data: Buffer.alloc(50 * 2 ** 20), deflate: true },
    ]),
    add(
      'another name in a local header',
      /says something else/,
      files.map((file) => (file === last ? { ...file, local: { name: 'word/x' } } : file)),
    ),
    add(
      'bytes between two parts',
      /belong to no file/,
      files.map((file) => (file === last ? { ...file, before: Buffer.from('x') } : file)),
      true,
    ),
    add(
      'bits behind packed data',
      /Bits that belong to nothing/,
      files.map((file) => (file === last ? { ...file, deflate: true, packed: strayBits(file.data) } : file)),
      true,
    ),
  ]
}

/** A stored block of deflate, its end marked by an empty block whose last byte has a bit to spare. */
function strayBits(data: Uint8Array): Uint8Array {
  const length = Buffer.alloc(4)
  length.writeUInt16LE(data.length, 0)
  length.writeUInt16LE(~data.length & 0xffff, 2)
  return Buffer.concat([Buffer.of(0), length, data, Buffer.of(0x03, 0x80)])
}

async function byOthers(house: House, unsigned: Uint8Array, good: Uint8Array): Promise<DocxAttack[]> {
  const stranger = await makeHouse('Another root', 'afterword/other')
  const namesake = await makeHouse('Example root', 'afterword/other')
  const sign = (by: House) => signOpc(unsigned, by.exporter, { now })
  const early = new Date('2015-01-01T00:00:00Z')
  const root = await createRoot({ name: 'x', organisation: 'y', now: early })
  const keys = await generateKeyPair()
  const expired = createSigner({
    certificate: issueCertificate({
      root: house.root,
      rootKey: house.rootKey,
      name: 'Old Hand',
      publicKey: keys.publicKey,
      now: early,
      years: 1,
    }),
    chain: [house.root],
    privateKey: keys.privateKey,
  })
  const stray = Buffer.from(root.certificate)
  stray[stray.length - 4]! ^= 1
  const more = `</X509Certificate><X509Certificate>${stray.toString('base64')}</X509Certificate></X509Data>`
  const swapped = replaced(
    good,
    signaturePart,
    /<X509Certificate>[^<]*/,
    `<X509Certificate>${Buffer.from(namesake.exporter.certificate).toString('base64')}`,
  )
  const add = (name: string, reason: RegExp, bytes: Uint8Array, oursAlone = false): DocxAttack => ({
    name,
    bytes,
    verdict: 'signature',
    reason,
    oursAlone,
  })
  return [
    add('a self-made root', /not among the trusted/, await sign(stranger)),
    add('another certificate of the same name', /another certificate of the same name/, await sign(namesake)),
    add('an expired certificate', /not valid at/, await signOpc(unsigned, expired, { now })),
    add('the certificate swapped', /names another certificate/, swapped),
    add(
      'a certificate that nothing vouches for',
      /nothing vouches for/,
      replaced(good, signaturePart, '</X509Certificate></X509Data>', more),
      true,
    ),
    add('no signature at all', /not signed/, unsigned),
  ]
}
