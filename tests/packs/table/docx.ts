import { signOpc } from '#core/signing/opc.ts'
import { onArchive, onBytes } from '../attacksDocx.ts'
import { type DocxAttack, edited, mainPart, replaced, signaturePart } from '../docxEdits.ts'
import { packDocx, unpackDocx } from '../sampleDocx.ts'
import { makeHouse } from '../samplePack.ts'
import type { Row, TableAttack } from './table.ts'
import type { World } from './world.ts'

const types = '[Content_Types].xml'
const links = 'word/_rels/document.xml.rels'
const archive = 'It reads what the archive’s directory names, and nothing beside it.'
const relations = 'It does not read relationships and content types.'

/** Every attack of the table that a Word document can suffer. */
export async function docxAttacks({ good, namesake, now }: World): Promise<TableAttack[]> {
  const attacks: TableAttack[] = []
  const add = (row: Row, name: string, reason: RegExp, bytes: Uint8Array, more: Partial<TableAttack> = {}) =>
    attacks.push({ row, name, verdict: 'integrity', reason, bytes, ...more })
  for (const attack of [...onBytes(good.docx), ...onArchive(good.docx)]) {
    const row = rowOf(attack)
    const oursAlone = attack.oursAlone ? { oursAlone: archive } : {}
    if (row) add(row, attack.name, attack.reason, attack.bytes, { verdict: attack.verdict, ...oursAlone })
  }
  onParts(good.docx, add)
  const [one, other] = good.exhibits
  add(
    'an exhibit swapped',
    'the hash of an exhibit put in place of another’s',
    /not what was signed/,
    replaced(good.docx, mainPart, one!.sha256, other!.sha256),
  )
  const certificate = (row: Row, reason: RegExp, bytes: Uint8Array) =>
    add(row, row, reason, bytes, { verdict: 'signature' })
  certificate('another certificate of the same name', /another certificate of the same name/, namesake.docx)
  const stranger = await makeHouse('Somebody', 'afterword/other')
  const own = await signOpc(unsignedDocx(good.docx), stranger.exporter, { now })
  certificate('a self-made root', /not among the trusted/, own)
  return attacks
}

function rowOf({ name }: DocxAttack): Row | undefined {
  if (name.startsWith('a byte flipped')) return 'a byte flipped in every region'
  if (/appended|prepended/.test(name)) return 'bytes appended or prepended'
  if (/cut off|an empty file/.test(name)) return 'a truncated file'
  if (name === 'two entries of one name') return name
  if (/leaves the folder|absolute path/.test(name)) return 'a path that leaves the folder'
  if (/encrypted/.test(name)) return 'an encrypted ZIP'
  return /bomb/.test(name) ? 'a ZIP bomb' : undefined
}

type Add = (row: Row, name: string, reason: RegExp, bytes: Uint8Array, more?: Partial<TableAttack>) => void

function onParts(good: Uint8Array, add: Add): void {
  const override = (part: string, type: string) =>
    `<Override PartName="/${part}" ContentType="${type}"/></Types>`
  const withPart = (part: string, type: string, content: string) => {
    const files = unpackDocx(replaced(good, types, '</Types>', override(part, type)))
    return packDocx(files.set(part, Buffer.from(content)))
  }
  const macro = 'application/vnd.ms-office.vbaProject'
  const styles = 'word/styles.xml'
  add('a part added', 'a part added', /not signed/, withPart('word/evil.xml', 'application/xml', '<x/>'))
  add('a macro added', 'a macro added', /program/, withPart('word/vbaProject.bin', macro, 'x'))
  add(
    'a part removed',
    'a part removed',
    /not in the document/,
    edited(good, (files) => files.delete('word/numbering.xml')),
  )
  add(
    'a part renamed',
    'a part renamed',
    /not in the document|not signed/,
    edited(good, (files) => files.set('word/styles2.xml', files.get(styles)!).delete(styles)),
  )
  add(
    'a relationship retargeted',
    'a relationship retargeted',
    /leads elsewhere/,
    replaced(good, links, 'Target="styles.xml"', 'Target="settings.xml"'),
    { oursAlone: relations },
  )
  const text = Buffer.from(unpackDocx(good).get(signaturePart)!).toString('utf8')
  const reference = /<Reference URI="\/word\/numbering\.xml.*?<\/Reference>/.exec(text)![0]
  add(
    'a manifest line removed',
    'a part taken out of the signed list',
    /list of what was signed is not/,
    replaced(good, signaturePart, reference, ''),
  )
  add(
    'a shadow attack on what is signed',
    'the signature put in a wrapper',
    /no signature/,
    replaced(
      good,
      signaturePart,
      /(<Signature .*<\/Signature>)/s,
      `<x>${text.slice(text.indexOf('<Signature '))}</x>`,
    ),
    { verdict: 'signature', oursAlone: 'It looks for a signature anywhere in the part.' },
  )
  add(
    'a shadow attack on what is signed',
    'a second list of parts, of the name of the first',
    /have the name|several lists/,
    replaced(
      good,
      signaturePart,
      '</Signature>',
      '<Object Id="idPackageObject"><Manifest></Manifest></Object></Signature>',
    ),
    { verdict: 'signature' },
  )
}

function unsignedDocx(good: Uint8Array): Uint8Array {
  return edited(good, (files) => {
    for (const part of [...files.keys()]) if (part.startsWith('_xmlsignatures/')) files.delete(part)
    const change = (part: string, from: RegExp) =>
      files.set(part, Buffer.from(Buffer.from(files.get(part)!).toString('utf8').replaceAll(from, '')))
    change('_rels/.rels', /<Relationship [^>]*digital-signature[^>]*>/g)
    change(types, /<(Override|Default) [^>]*digital-signature[^>]*>/g)
  })
}
