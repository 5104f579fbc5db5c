import type { Direction } from '../model.ts'

const right = String.raw`\p{Script=Arabic}\p{Script=Hebrew}`
const anyRight = new RegExp(`[${right}]`, 'u')
const parts = new RegExp(
  String.raw`[${right}][${right}\p{M}\u200c-\u200f]*|(?![${right}])\p{L}(?:[^${right}]*(?![${right}])[\p{L}\p{M}\p{N}])?|[^\p{L}]+`,
  'gu',
)

export interface DirectedText {
  text: string
  rightToLeft: boolean
}

/**
 * A text cut where its direction changes, since Word asks each run for it (ECMA-376-1, 17.3.2.30). What has no direction
 * of its own follows its neighbours where they agree, else the paragraph; numbers follow the letters before them where
 * those run from the left (Unicode Standard Annex 9, rules W7, N1 and N2).
 */
export function directedTexts(text: string, paragraph: Direction): DirectedText[] {
  const base = paragraph === 'rtl'
  if (!base && !anyRight.test(text)) return [{ text, rightToLeft: false }]
  const found = text.match(parts) ?? []
  const own = found.map((part) => (/^\p{L}/u.test(part) ? anyRight.test(part) : undefined))
  const result: DirectedText[] = []
  found.forEach((part, index) => {
    const before = own[index - 1] ?? base
    const after = own[index + 1] ?? base
    const rightToLeft = own[index] ?? (before === after ? before : base)
    const last = result.at(-1)
    if (last?.rightToLeft === rightToLeft) last.text += part
    else result.push({ text: part, rightToLeft })
  })
  return result
}
