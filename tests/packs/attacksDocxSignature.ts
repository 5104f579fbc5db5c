import { createHash } from 'node:crypto'
import type { VerdictName } from './attacks.ts'
import { type DocxAttack, edited, type Files, mainPart, replaced, signaturePart } from './docxEdits.ts'
import { unpackDocx } from './sampleDocx.ts'

/** The signature's own parts changed. */
export function onSignature(good: Uint8Array): DocxAttack[] {
  const add = (
    name: string,
    verdict: VerdictName,
    reason: RegExp,
    bytes: Uint8Array,
    oursAlone = false,
  ): DocxAttack => ({ name, bytes, verdict, reason, oursAlone })
  const change = (from: string | RegExp, to: string) => replaced(good, signaturePart, from, to)
  const text = Buffer.from(unpackDocx(good).get(signaturePart)!).toString('utf8')
  const reference = /<Reference URI="\/word\/document\.xml.*?<\/Reference>/.exec(text)![0]
  const edit = (to: (files: Files) => unknown) => edited(good, to)
  const forged = edit((files) => {
    const evil = Buffer.from(Buffer.from(files.get(mainPart)!).toString('utf8').replace('Queue', 'Quiet'))
    const old = createHash('sha256').update(files.get(mainPart)!).digest('base64')
    const digest = createHash('sha256').update(evil).digest('base64')
    files.set(mainPart, evil).set(signaturePart, Buffer.from(text.replace(old, digest)))
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
      edit((files) => files.delete(signaturePart)),
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
