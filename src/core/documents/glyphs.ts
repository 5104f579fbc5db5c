/// <reference path="./fontkit.d.ts" />
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { create } from 'fontkit'
import { nameCharacter } from './text.ts'

/** In the order in which they are asked; the large ones last, so that they are read only where they are needed. */
const files = [
  'inter/Inter_400Regular.ttf',
  'jetbrains-mono/JetBrainsMono_400Regular.ttf',
  'noto-sans-hebrew/NotoSansHebrew_400Regular.ttf',
  'noto-sans-arabic/NotoSansArabic_400Regular.ttf',
  'noto-sans-devanagari/NotoSansDevanagari_400Regular.ttf',
  'noto-sans-kr/NotoSansKR_400Regular.ttf',
  'noto-sans-jp/NotoSansJP_400Regular.ttf',
  'noto-sans-sc/NotoSansSC_400Regular.ttf',
]

/** Shapes another character and has none itself: joiners, variation selectors, skin tones. */
const modifiers = /[\u200b-\u200f\u2060]|\p{Variation_Selector}|\p{Emoji_Modifier}|[\u{e0020}-\u{e007f}]/u

/** Signs that chats and reports are full of, by a sign of the same meaning that is shown. */
const likenesses = new Map(
  Object.entries({
    '\u2705': '\u2713',
    '\u2714': '\u2713',
    '\u2611': '\u2713',
    '\u274c': '\u2717',
    '\u2716': '\u2717',
    '\u274e': '\u2717',
    '\u2757': '!',
    '\u2755': '!',
    '\u2753': '?',
    '\u2754': '?',
    '\u27a1': '\u2192',
    '\u2b05': '\u2190',
    '\u2b06': '\u2191',
    '\u2b07': '\u2193',
  }),
)

/** Which characters the shipped fonts can show; PDF/A forbids a character without a shape. */
export class GlyphCoverage {
  #folder: string
  #sets: Set<number>[] = []
  #known = new Map<number, boolean>()

  constructor(fontFolder: string) {
    this.#folder = fontFolder
  }

  /** The text with each character that no font shows replaced by its name, as `[U+1F525]`. */
  cover(text: string): string {
    if (!/[^ -~\n\t]/u.test(text)) return text
    let covered = ''
    for (const character of text) {
      const code = character.codePointAt(0) ?? 0
      if (code < 0x7f) covered += character
      else if (modifiers.test(character)) covered += code === 0x200e || code === 0x200f ? character : ''
      else covered += this.#shows(code) ? character : (likenesses.get(character) ?? nameCharacter(character))
    }
    return covered
  }

  #shows(code: number): boolean {
    const known = this.#known.get(code)
    if (known !== undefined) return known
    const shown = files.some((_, index) => this.#set(index).has(code))
    this.#known.set(code, shown)
    return shown
  }

  #set(index: number): Set<number> {
    let set = this.#sets[index]
    if (!set) {
      set = new Set(create(readFileSync(join(this.#folder, files[index] ?? ''))).characterSet)
      this.#sets[index] = set
    }
    return set
  }
}
