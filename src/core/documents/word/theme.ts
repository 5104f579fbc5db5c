/** The look of Word documents: the application's own colours, on fonts that Word has. Sizes in half-points, distances in twips. */
export const ink = '211E1A'
export const inkMuted = '565149'
export const hairline = 'D9D4CA'
export const edge = '8D867B'
export const sunk = 'F5F3EF'
export const accent = '0D5C5C'
export const amber = '854F00'
export const amberSoft = 'FAEFD6'
export const linkColour = '0B4F6C'

/** Half-points. */
export const bodySize = 21
export const tableSize = 18
export const smallTableSize = 14
export const codeSize = 17

/** Twips: 25 mm around the text; twentieths of a point. */
export const pageMargin = 1417
export const papers = {
  a4: { width: 11_906, height: 16_838 },
  letter: { width: 12_240, height: 15_840 },
} as const
export type Paper = keyof typeof papers

export const cellPadding = 70

export const sans = 'Aptos'
export const mono = 'Consolas'
