/** Marks for Typst where a long word may break; the document itself holds no character of private use. */
export const breakMark = '\ue000'

/** Letters that a line may end between anyway, or that would lose their joined shapes. */
const unbroken =
  /[\s\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]|\p{Script=Arabic}|\p{Script=Devanagari}|\p{Script=Bengali}|\p{Script=Tamil}|\p{Script=Thai}|\p{M}|\p{Emoji_Modifier}|\p{Regional_Indicator}|[\u200c-\u200f\u{e0020}-\u{e007f}]/u
const seams = '/\\-_.:;,?&=@#%|+~)]}>'

/** Words of more letters than this may break in a line of body text. */
export const bodyWord = 26

/**
 * A text whose words of more than `limit` letters may break: after a seam as in paths and addresses, and inside a piece that
 * is itself longer than `limit` anywhere.
 */
export function breakable(text: string, limit = bodyWord): string {
  if (text.length <= limit) return text
  let result = ''
  let word: string[] = []
  const flush = () => {
    result += word.length > limit ? breakWord(word, limit) : word.join('')
    word = []
  }
  for (const character of text) {
    if (unbroken.test(character)) {
      flush()
      result += character
    } else word.push(character)
  }
  flush()
  return result
}

function breakWord(word: string[], limit: number): string {
  const pieces: string[][] = [[]]
  word.forEach((character, index) => {
    pieces.at(-1)?.push(character)
    const next = word[index + 1]
    if (next !== undefined && seams.includes(character) && !seams.includes(next)) pieces.push([])
  })
  return pieces.map((piece) => (piece.length > limit ? loosen(piece) : piece.join(''))).join(breakMark)
}

/** Marks between letters; in a text of hundreds of letters without a seam only between every few, to set it quickly. */
function loosen(letters: string[]): string {
  if (letters.length <= 300) return letters.join(breakMark)
  const groups: string[] = []
  for (let at = 0; at < letters.length; at += 6) groups.push(letters.slice(at, at + 6).join(''))
  return groups.join(breakMark)
}

/** A hash breaks in its middle, so that two lines of it are equally long. */
export function breakHash(hash: string): string {
  if (!/^[0-9a-f]{33,}$/iu.test(hash)) return breakable(hash, 20)
  return hash.match(/.{1,32}/gu)?.join(breakMark) ?? hash
}

/** Code with spaces that all stay, at the beginning of a line too. */
export function firm(code: string): string {
  return code.replace(/ /gu, '\u00a0')
}

/** A line of code breaks nearly anywhere once it is longer than a line of the page. */
export function breakCodeLine(line: string): string {
  const letters = [...line]
  if (letters.length <= 70) return line
  let result = ''
  let free: string[] = []
  const flush = () => {
    result += loosen(free)
    free = []
  }
  for (const letter of letters) {
    if (letter === '\u00a0' || !unbroken.test(letter)) free.push(letter)
    else {
      flush()
      result += letter
    }
  }
  flush()
  return result
}
