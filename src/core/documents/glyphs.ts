/// <reference path="./fontkit.d.ts" />
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { create } from 'fontkit'
import { nameCharacter } from './text.ts'

const sans = 'inter/Inter_400Regular.ttf'
const mono = 'jetbrains-mono/JetBrainsMono_400Regular.ttf'
const others = [
  'ibm-plex-sans-arabic/IBMPlexSansArabic_400Regular.ttf',
  'noto-sans-hebrew/NotoSansHebrew_400Regular.ttf',
  'noto-sans-devanagari/NotoSansDevanagari_400Regular.ttf',
  'noto-sans-bengali/NotoSansBengali_400Regular.ttf',
  'noto-sans-tamil/NotoSansTamil_400Regular.ttf',
  'noto-sans-thai/NotoSansThai_400Regular.ttf',
  'noto-sans-georgian/NotoSansGeorgian_400Regular.ttf',
  'noto-sans-armenian/NotoSansArmenian_400Regular.ttf',
  'noto-emoji/NotoEmoji_400Regular.ttf',
  'noto-sans-math/NotoSansMath_400Regular.ttf',
  'noto-sans-symbols/NotoSansSymbols_400Regular.ttf',
  'noto-sans-symbols-2/NotoSansSymbols2_400Regular.ttf',
  // The large ones last, so that they are read only where they are needed.
  'noto-sans-kr/NotoSansKR_400Regular.ttf',
  'noto-sans-jp/NotoSansJP_400Regular.ttf',
  'noto-sans-sc/NotoSansSC_400Regular.ttf',
]
/** As words and as code ask their fonts. */
const orders = [
  [sans, ...others, mono],
  [mono, sans, ...others],
]

/** What joins or changes the character before it, or has no shape. */
const combining =
  /\p{M}|[\u061c\u200b-\u200f\u2060-\u2064]|\p{Variation_Selector}|\p{Emoji_Modifier}|\p{Regional_Indicator}|[\u{e0020}-\u{e007f}]/u
/** No shape of its own, in no font: where one of these stays it changes the shapes beside it, or the order of reading. */
const shapeless = /[\u061c\u200b-\u200f\u2060-\u2064]|\p{Variation_Selector}|[\u{e0020}-\u{e007f}]/u
const emoji = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u
const joining = /\p{Script=Arabic}|\p{Script=Devanagari}|\p{Script=Bengali}|\p{Script=Tamil}/u
const rightToLeft = /\p{Script=Arabic}|\p{Script=Hebrew}/u

/** Which characters the shipped fonts can show; PDF/A forbids a character without a shape. */
export class GlyphCoverage {
  #folder: string
  #sets = new Map<string, Set<number>>()
  #known = new Map<string, string>()
  #segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })

  constructor(fontFolder: string) {
    this.#folder = fontFolder
  }

  /** The text with each character that no font shows replaced by its name, as `[U+A000]`. */
  cover(text: string): string {
    if (!/[^ -~\n\t]/u.test(text)) return text
    let covered = ''
    if (combining.test(text))
      for (const { segment } of this.#segmenter.segment(text)) covered += this.#shown(segment)
    else for (const character of text) covered += this.#shown(character)
    return covered
  }

  #shown(cluster: string): string {
    if (/^[ -~\n\t]+$/u.test(cluster)) return cluster
    const known = this.#known.get(cluster)
    if (known !== undefined) return known
    const shown = this.#settled(withoutIdle(cluster))
    this.#known.set(cluster, shown)
    return shown
  }

  #settled(cluster: string): string {
    // A mark without a letter gets a circle to stand on, which the font that has the mark may lack.
    const found = /^\s?[\p{M}\p{Emoji_Modifier}]/u.test(cluster)
      ? undefined
      : [cluster, cluster.normalize('NFC')].find((form) => this.#whole(form))
    if (found !== undefined) return found
    // Letters that no font joins stand one by one.
    return [...cluster]
      .map((character) => {
        if (shapeless.test(character)) return ''
        const letter = !/\p{M}|\p{Emoji_Modifier}/u.test(character)
        return letter && this.#whole(character) ? character : nameCharacter(character)
      })
      .join('')
  }

  #whole(cluster: string): boolean {
    const codes = [...cluster].filter((character) => !shapeless.test(character)).map(codeOf)
    return orders.every((fonts) => this.#wholeIn(fonts, codes, rightToLeft.test(cluster)))
  }

  /**
   * Whether the fonts, asked in this order, show these characters as one. Typst loses letters where a font has a later
   * one of them without the first; what a font has of their beginning alone does no harm, but in lines from the right.
   */
  #wholeIn(fonts: string[], codes: number[], strict: boolean): boolean {
    for (const font of fonts) {
      const set = this.#set(font)
      const lacking = codes.findIndex((code) => !set.has(code))
      if (lacking === -1) return true
      const begun = strict ? codes : codes.slice(lacking)
      if (begun.some((code) => set.has(code))) return false
    }
    return false
  }

  #set(font: string): Set<number> {
    let set = this.#sets.get(font)
    if (!set) {
      const file = create(readFileSync(join(this.#folder, font)))
      // Some fonts list characters for which they have but the empty box.
      set = new Set(file.characterSet.filter((code) => file.hasGlyphForCodePoint(code)))
      this.#sets.set(font, set)
    }
    return set
  }
}

/** A cluster without what changes nothing in it: joiners between Latin letters, selectors of forms that no font has. */
function withoutIdle(cluster: string): string {
  return [...cluster]
    .filter((character) => {
      if (!shapeless.test(character)) return true
      if (/[\u061c\u200e\u200f]/u.test(character)) return true
      if (/[\u200c\u200d]/u.test(character)) return joining.test(cluster) || emoji.test(cluster)
      if (/[\ufe0e\ufe0f\u{e0020}-\u{e007f}]/u.test(character)) return emoji.test(cluster)
      return /[\u{e0100}-\u{e01ef}]/u.test(character) && /^\p{Script=Han}/u.test(cluster)
    })
    .join('')
}

function codeOf(character: string): number {
  return character.codePointAt(0) ?? 0xfffd
}
