import { createHash } from 'node:crypto'
import { createRoot, issueCertificate } from '#core/signing/certificates.ts'
import { generateKeyPair } from '#core/signing/keys.ts'
import { signOpc } from '#core/signing/opc.ts'
import { createSigner } from '#core/signing/signer.ts'
import type { VerdictName } from './attacks.ts'
import { type RawEntry, rawZip } from './rawZip.ts'
import { makeDocx, packDocx, unpackDocx } from './sampleDocx.ts'
import { type House, makeHouse, now } from './samplePack.ts'

export interface DocxAttack {
  name: string
  bytes: Uint8Array
  /** The verdict that must not be good, and a sentence in it. */
  verdict: VerdictName
  reason: RegExp
  /** What a judge that looks at less does not see. */
  oursAlone?: boolean
}

const main = 'word/document.xml'
const types = '[Content_Types].xml'
const links = 'word/_rels/document.xml.rels'
const signature = '_xmlsignatures/sig1.xml'
const macro = 'application/vnd.ms-office.vbaProject'

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

function onBytes(good: Uint8Array): DocxAttack[] {
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
    flip('the text', dataOf(main) + 90, /document\.xml” (cannot be unpacked|was changed|unpacks to)/),
    flip('the links', dataOf(links) + 60, /rels” (cannot be unpacked|was changed|unpacks to)/, true),
    flip(
      'the content types',
      dataOf(types) + 60,
      /Types\].xml” (cannot be unpacked|was changed|unpacks to)/,
      true,
    ),
    flip('the signature', dataOf(signature) + 900, /sig1\.xml” (cannot be unpacked|was changed|unpacks to)/),
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

type Files = Map<string, Uint8Array>

function edited(good: Uint8Array, change: (files: Files) => unknown): Uint8Array {
  const files = unpackDocx(good)
  change(files)
  return packDocx(files)
}

function replaced(good: Uint8Array, part: string, from: string | RegExp, to: string): Uint8Array {
  return edited(good, (files) => {
    const text = Buffer.from(files.get(part)!).toString('utf8')
    const changed = text.replace(from, () => to)
    if (changed === text) throw new Error(`the attack does not change ${part}`)
    files.set(part, Buffer.from(changed))
  })
}

/** Parts and links changed by somebody who can write a perfect ZIP. */
function onParts(good: Uint8Array): DocxAttack[] {
  const add = (
    name: string,
    reason: RegExp,
    bytes: Uint8Array,
    more: Partial<DocxAttack> = {},
  ): DocxAttack => ({ name, bytes, verdict: 'integrity', reason, ...more })
  const override = (part: string, type: string) =>
    `<Override PartName="/${part}" ContentType="${type}"/></Types>`
  const link = (attributes: string) => `<Relationship ${attributes}/></Relationships>`
  const withPart = (part: string, type: string, content: string) => {
    const files = unpackDocx(replaced(good, types, '</Types>', override(part, type)))
    return packDocx(files.set(part, Buffer.from(content)))
  }
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const ours = { oursAlone: true }
  return [
    add('the text changed', /not what was signed/, replaced(good, main, 'Queue', 'Quiet')),
    add('the author changed', /not what was signed/, replaced(good, 'docProps/core.xml', 'Chris', 'Chloe')),
    add('a part added', /not signed/, withPart('word/evil.xml', 'application/xml', '<x/>')),
    add(
      'a part without a kind added',
      /not signed/,
      edited(good, (files) => files.set('evil.bin', Buffer.from('x'))),
    ),
    add('a macro added', /program/, withPart('word/vbaProject.bin', macro, 'x')),
    add(
      'a part removed',
      /not in the document/,
      edited(good, (files) => files.delete('word/numbering.xml')),
    ),
    add(
      'a part renamed',
      /not in the document|not signed/,
      edited(good, (files) =>
        files.set('word/styles2.xml', files.get('word/styles.xml')!).delete('word/styles.xml'),
      ),
    ),
    add(
      'two parts exchanged',
      /not what was signed/,
      edited(good, (files) => {
        const [one, two] = [files.get('word/styles.xml')!, files.get('word/settings.xml')!]
        files.set('word/styles.xml', two).set('word/settings.xml', one)
      }),
    ),
    add(
      'a content type changed',
      /content type was changed/,
      replaced(good, types, 'document.main+xml', 'template.main+xml'),
      ours,
    ),
    add(
      'a document made one with macros',
      /without macros/,
      replaced(
        good,
        types,
        'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml',
        'application/vnd.ms-word.document.macroEnabled.main+xml',
      ),
      ours,
    ),
    add(
      'a kind named for a part that is not there',
      /not in the document/,
      replaced(good, types, '</Types>', override('word/later.bin', macro)),
      ours,
    ),
    add(
      'a comment in the content types',
      /comment/,
      replaced(good, types, '</Types>', '<!-- x --></Types>'),
      ours,
    ),
    add(
      'a link retargeted',
      /leads elsewhere/,
      replaced(good, links, 'https://example.org/plan', 'https://evil.example/'),
      ours,
    ),
    add(
      'an internal link retargeted',
      /leads elsewhere/,
      replaced(good, links, 'styles.xml', 'settings.xml'),
      ours,
    ),
    add(
      'the main part retargeted',
      /leads elsewhere/,
      replaced(good, '_rels/.rels', 'word/document.xml', 'word/footnotes.xml'),
      ours,
    ),
    add(
      'a link made external',
      /leads elsewhere/,
      replaced(good, links, 'Target="styles.xml"', 'Target="styles.xml" TargetMode="External"'),
      ours,
    ),
    add(
      'a link removed',
      /leads elsewhere/,
      replaced(good, links, /<Relationship [^>]*Target="theme[^>]*>/, ''),
      ours,
    ),
    add(
      'a link added',
      /was added/,
      replaced(
        good,
        links,
        '</Relationships>',
        link(`Id="x" Type="${office}/hyperlink" Target="https://evil.example/" TargetMode="External"`),
      ),
      ours,
    ),
    add(
      'a template from elsewhere added',
      /fetches something/,
      replaced(
        good,
        links,
        '</Relationships>',
        link(
          `Id="x" Type="${office}/attachedTemplate" Target="https://evil.example/t.dotm" TargetMode="External"`,
        ),
      ),
      ours,
    ),
    add(
      'a link added to the package',
      /was added/,
      replaced(
        good,
        '_rels/.rels',
        '</Relationships>',
        link(`Id="x" Type="${office}/custom" Target="docProps/app.xml"`),
      ),
      ours,
    ),
    add(
      'two links of one name',
      /two relationships/,
      replaced(good, links, '</Relationships>', link(`Id="rId1" Type="${office}/styles" Target="x.xml"`)),
      ours,
    ),
    add(
      'links added to a part that has none',
      /not signed/,
      edited(good, (files) =>
        files.set(
          'word/_rels/styles.xml.rels',
          Buffer.from(
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>',
          ),
        ),
      ),
      ours,
    ),
    add(
      'an entity in the links',
      /document type/,
      replaced(good, links, '<Relationships', '<!DOCTYPE x [<!ENTITY e "x">]><Relationships'),
      ours,
    ),
  ]
}

/** The signature's own parts changed. */
function onSignature(good: Uint8Array): DocxAttack[] {
  const add = (
    name: string,
    verdict: VerdictName,
    reason: RegExp,
    bytes: Uint8Array,
    oursAlone = false,
  ): DocxAttack => ({ name, bytes, verdict, reason, oursAlone })
  const change = (from: string | RegExp, to: string) => replaced(good, signature, from, to)
  const text = Buffer.from(unpackDocx(good).get(signature)!).toString('utf8')
  const reference = /<Reference URI="\/word\/document\.xml.*?<\/Reference>/.exec(text)![0]
  const edit = (to: (files: Files) => unknown) => edited(good, to)
  const forged = edit((files) => {
    const evil = Buffer.from(Buffer.from(files.get(main)!).toString('utf8').replace('Queue', 'Quiet'))
    const old = createHash('sha256').update(files.get(main)!).digest('base64')
    const digest = createHash('sha256').update(evil).digest('base64')
    files.set(main, evil).set(signature, Buffer.from(text.replace(old, digest)))
  })
  return [
    add('the text changed with its digest', 'integrity', /list of what was signed is not/, forged),
    add('a part taken out of the list', 'integrity', /list of what was signed is not/, change(reference, '')),
    add(
      'a part twice in the list',
      'integrity',
      /list of what was signed is not/,
      change(reference, reference + reference),
    ),
    add(
      'the time of signing changed',
      'integrity',
      /list of what was signed is not/,
      change('<xd:SigningTime>2026', '<xd:SigningTime>2025'),
    ),
    add(
      'the value of the signature changed',
      'signature',
      /not made with the key/,
      change(/<SignatureValue>(.)/, `<SignatureValue>${/<SignatureValue>A/.test(text) ? 'B' : 'A'}`),
    ),
    add(
      'the value of the signature emptied',
      'signature',
      /not base64/,
      change(/<SignatureValue>[^<]*/, '<SignatureValue>'),
    ),
    add(
      'an object added to the signature',
      'integrity',
      /does not cover/,
      change('</Signature>', '<Object Id="more"><x xmlns=""/></Object></Signature>'),
      true,
    ),
    add(
      'an object without a name added',
      'signature',
      /not signed/,
      change('</Signature>', '<Object><x xmlns=""/></Object></Signature>'),
      true,
    ),
    add(
      'a second list of parts',
      'signature',
      /several lists/,
      change('</Signature>', '<Object Id="more"><Manifest></Manifest></Object></Signature>'),
      true,
    ),
    add(
      'a second object of one name',
      'signature',
      /have the name/,
      change('</Signature>', '<Object Id="idPackageObject"></Object></Signature>'),
      true,
    ),
    add(
      'properties that nobody signed',
      'signature',
      /not signed/,
      change(
        '</xd:SignedProperties>',
        '</xd:SignedProperties><xd:UnsignedProperties><xd:UnsignedSignatureProperties><xd:CompleteCertificateRefs/></xd:UnsignedSignatureProperties></xd:UnsignedProperties>',
      ),
      true,
    ),
    add(
      'another key named beside the certificate',
      'signature',
      /not signed/,
      change('<KeyInfo>', '<KeyInfo><KeyName>Ada</KeyName>'),
      true,
    ),
    add(
      'the signature put in a wrapper',
      'signature',
      /no signature/,
      change(/(<Signature .*<\/Signature>)/s, `<x>${text.slice(text.indexOf('<Signature '))}</x>`),
      true,
    ),
    add(
      'another canonical form',
      'signature',
      /canonical form/,
      change(
        'CanonicalizationMethod Algorithm="http://www.w3.org/TR/2001/REC-xml-c14n-20010315"',
        'CanonicalizationMethod Algorithm="urn:own"',
      ),
    ),
    add(
      'the signature removed',
      'signature',
      /not exactly one|missing/,
      edit((files) => files.delete(signature)),
    ),
    add(
      'the whole place of the signature removed',
      'signature',
      /not signed/,
      edit((files) => {
        for (const part of [...files.keys()]) if (part.startsWith('_xmlsignatures/')) files.delete(part)
        const root = Buffer.from(files.get('_rels/.rels')!).toString('utf8')
        files.set('_rels/.rels', Buffer.from(root.replace(/<Relationship [^>]*origin[^>]*>/, '')))
      }),
    ),
    add(
      'something in the place of the signature',
      'integrity',
      /more than the signature/,
      edit((files) => files.set('_xmlsignatures/origin.sigs', Buffer.from('x'))),
      true,
    ),
    add(
      'a part beside the signature',
      'integrity',
      /not signed/,
      edit((files) => files.set('_xmlsignatures/evil.bin', Buffer.from('x'))),
      true,
    ),
  ]
}

function onArchive(good: Uint8Array): DocxAttack[] {
  const files = [...unpackDocx(good)].map(([name, data]): RawEntry => ({ name, data }))
  const last = files.at(-1)!
  const add = (name: string, reason: RegExp, entries: RawEntry[], oursAlone = false): DocxAttack => ({
    name,
    bytes: rawZip(entries),
    verdict: 'integrity',
    reason,
    oursAlone,
  })
  const evil = { name: 'word/evil.xml', data: Buffer.from('<x/>') }
  return [
    add('two entries of one name', /Two files in the archive/, [...files, { ...evil, name: main }]),
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
    signature,
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
      replaced(good, signature, '</X509Certificate></X509Data>', more),
      true,
    ),
    add('no signature at all', /not signed/, unsigned),
  ]
}
