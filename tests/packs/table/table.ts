import type { VerdictName } from '../attacks.ts'
import { docxAttacks } from './docx.ts'
import { packAttacks } from './pack.ts'
import { pdfAttacks } from './pdf.ts'
import { exportedWorld, type World } from './world.ts'

export const formats = ['pack', 'pdf', 'docx'] as const
export type Format = (typeof formats)[number]

/** The attacks that none may pass. */
export const rows = [
  'a byte flipped in every region',
  'bytes appended or prepended',
  'an incremental update',
  'a shadow attack on what is signed',
  'a part added',
  'a part removed',
  'a part renamed',
  'a relationship retargeted',
  'a macro added',
  'an exhibit swapped',
  'two entries of one name',
  'a path that leaves the folder',
  'a manifest line removed',
  'another certificate of the same name',
  'a self-made root',
  'an event dropped from the log’s end',
  'a checkpoint of another workspace',
  'a ZIP bomb',
  'an encrypted ZIP',
  'a truncated file',
] as const
export type Row = (typeof rows)[number]

const noZip = 'A PDF is no ZIP archive.'
const noLog = 'The proofs of the log stand in packs alone; what a report prints of it is its text.'

/** Where a row has no meaning, and why. */
export const meaningless: Partial<Record<Row, Partial<Record<Format, string>>>> = {
  'an incremental update': {
    docx: 'A ZIP archive has none; a second archive behind it counts as bytes appended.',
  },
  'two entries of one name': { pdf: noZip },
  'a path that leaves the folder': { pdf: noZip },
  'a manifest line removed': { pdf: 'A PDF has no list of parts: one range covers all of it.' },
  'an event dropped from the log’s end': { pdf: noLog, docx: noLog },
  'a checkpoint of another workspace': { pdf: noLog, docx: noLog },
  'a ZIP bomb': { pdf: noZip },
  'an encrypted ZIP': { pdf: noZip },
}

export interface TableAttack {
  row: Row
  name: string
  bytes: Uint8Array
  /** The verdict that must not be good, and a sentence in it. */
  verdict: VerdictName
  reason: RegExp
  /** Why a judge that looks at less does not see it. */
  oursAlone?: string
}

/** Every attack of the table, on what a real workspace exported. Files that are needed for it go into the folder. */
export async function makeTable(
  folder: string,
): Promise<{ world: World; attacks: Record<Format, TableAttack[]> }> {
  const world = await exportedWorld(folder)
  const pdf = await pdfAttacks(world)
  const docx = await docxAttacks(world)
  return { world, attacks: { pdf, docx, pack: await packAttacks(world, folder, { pdf, docx }) } }
}
