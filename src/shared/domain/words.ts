/** Scripts written without spaces: each character counts as a word, as word processors count them. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
const wordPart = /[\p{L}\p{N}]/u
const inner = /[\p{M}'’\-_.]/u

/**
 * The number of words in Markdown or plain text. A word is a run of letters and digits (with apostrophes, hyphens
 * and dots inside it: `don't`, `roll-back`, `v1.2`); in Chinese, Japanese, Thai, Lao, Khmer and Burmese each
 * character counts as one. Marks of Markdown count nothing, addresses of links and comments in HTML neither.
 * Time grows with the length of the text alone.
 */
export function countWords(text: string): number {
  let words = 0
  let inWord = false
  for (const character of withoutMarkup(text)) {
    if (unspaced.test(character)) {
      if (wordPart.test(character)) words += 1
      inWord = false
    } else if (wordPart.test(character)) {
      if (!inWord) words += 1
      inWord = true
    } else if (!inner.test(character)) {
      inWord = false
    }
  }
  return words
}

function withoutMarkup(text: string): string {
  return dropBetween(dropBetween(text, '<!--', '-->'), '](', ')')
}

/** Everything from each `open` to the next `close`; what is never closed stays. */
function dropBetween(text: string, open: string, close: string): string {
  const kept: string[] = []
  let at = 0
  while (true) {
    const start = text.indexOf(open, at)
    const end = start < 0 ? -1 : text.indexOf(close, start + open.length)
    if (end < 0) break
    kept.push(text.slice(at, start))
    at = end + close.length
  }
  kept.push(text.slice(at))
  return kept.join(' ')
}
