import type { VerdictName } from './attacks.ts'
import { packDocx, unpackDocx } from './sampleDocx.ts'

export interface DocxAttack {
  name: string
  bytes: Uint8Array
  /** The verdict that must not be good, and a sentence in it. */
  verdict: VerdictName
  reason: RegExp
  /** What a judge that looks at less does not see. */
  oursAlone?: boolean
}

export const mainPart = 'word/document.xml'
export const signaturePart = '_xmlsignatures/sig1.xml'

export type Files = Map<string, Uint8Array>

/** The document with its files changed by somebody who can write a perfect ZIP. */
export function edited(good: Uint8Array, change: (files: Files) => unknown): Uint8Array {
  const files = unpackDocx(good)
  change(files)
  return packDocx(files)
}

/** The document with something else in a text of it; throws if that changes nothing. */
export function replaced(good: Uint8Array, part: string, from: string | RegExp, to: string): Uint8Array {
  return edited(good, (files) => {
    const text = Buffer.from(files.get(part)!).toString('utf8')
    const changed = text.replace(from, () => to)
    if (changed === text) throw new Error(`the attack does not change ${part}`)
    files.set(part, Buffer.from(changed))
  })
}
