import type { ScriptLanguage, TextFlow } from './model.ts'

/** Invisible characters that turn the reading order of what follows: they can make a text read as another one. */
const turning = /[\u202a-\u202e\u2066-\u2069]/u
/** Controls but tab and line feed, lone surrogates, non-characters, private use, and the turning ones. */
const unprintable =
  /(?![\t\n])\p{Cc}|[\u202a-\u202e\u2066-\u2069]|\p{Noncharacter_Code_Point}|\p{Co}|\p{Cs}/gu
const lineEnds = /\r\n?|[\u2028\u2029\u0085\v\f]/gu

/** The text as it can be printed anywhere: what has no shape, or would turn the reading order, is named instead. */
export function printable(text: string): string {
  return text
    .replace(lineEnds, '\n')
    .replace(/[\ufeff\u00ad]/gu, '')
    .replace(unprintable, (found) => (found === '\u0000' ? '\ufffd' : nameCharacter(found)))
}

/** `[U+202E]` */
export function nameCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0xfffd
  return `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`
}

/** On one line, for heads, names and labels. */
export function oneLine(text: string): string {
  return printable(text).replace(/\s+/gu, ' ').trim()
}

const strongRight = /\p{Script=Arabic}|\p{Script=Hebrew}/u
const letter = /\p{L}/u
const scripts: [RegExp, ScriptLanguage][] = [
  [/\p{Script=Hangul}/u, 'ko'],
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, 'ja'],
  [/\p{Script=Han}/u, 'zh'],
  [/\p{Script=Arabic}/u, 'ar'],
  [/\p{Script=Hebrew}/u, 'he'],
  [/\p{Script=Devanagari}/u, 'hi'],
  [/\p{Script=Bengali}/u, 'bn'],
  [/\p{Script=Tamil}/u, 'ta'],
  [/\p{Script=Thai}/u, 'th'],
  [/\p{Script=Georgian}/u, 'ka'],
  [/\p{Script=Armenian}/u, 'hy'],
]
/** Plain Latin is most text, and quick to tell. */
const beyondLatin = /[^\p{ASCII}\u0080-\u024f\u2000-\u206f]/u
const latinFlow: TextFlow = { dir: 'ltr', lang: 'en' }

/** Direction by the first strong letter (Unicode Standard Annex 9, rules P2 and P3); language by the script seen. */
export function textFlow(text: string): TextFlow {
  if (!beyondLatin.test(text)) return latinFlow
  let dir: TextFlow['dir'] = 'ltr'
  for (const character of text) {
    if (strongRight.test(character) && letter.test(character)) dir = 'rtl'
    if (letter.test(character)) break
  }
  const found = scripts.filter(([script]) => script.test(text)).map(([, lang]) => lang)
  const lang =
    dir === 'rtl'
      ? found.find((lang) => lang === 'ar' || lang === 'he')
      : found.find((lang) => lang !== 'ar' && lang !== 'he')
  return { dir, lang: lang ?? 'en' }
}

/** Whether a text holds characters that turn the reading order. */
export function hasTurningCharacters(text: string): boolean {
  return turning.test(text)
}
