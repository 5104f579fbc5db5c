export interface Token {
  /** As written. */
  text: string
  /** In small ASCII letters, with straight apostrophes; as long as `text`. */
  lower: string
  start: number
  end: number
  word: boolean
}

export interface Sentence {
  tokens: Token[]
  start: number
  end: number
  question: boolean
}

/** Small ASCII letters and straight apostrophes, character for character: offsets stay. */
export function plainLower(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase()).replace(/[’ʼ]/g, "'")
}

/** A sentence that is longer is cut, so that no rule looks further than this many tokens. */
const longestSentence = 400

/** Splits prose into sentences of words and punctuation. List items, headings, cells and paragraphs end sentences. */
export function sentences(text: string): Sentence[] {
  const found: Sentence[] = []
  let tokens: Token[] = []
  const finish = (question: boolean) => {
    const first = tokens[0]
    const last = tokens.at(-1)
    if (first && last) found.push({ tokens, start: first.start, end: last.end, question })
    tokens = []
  }
  const pattern =
    /[\p{L}\p{N}]+(?:[’ʼ'-][\p{L}\p{N}]+)*[’']?|\n[ \t]*(?:\n|[-*+#|] ?|\d{1,9}[.)] )|[^\s\p{L}\p{N}]/gu
  for (const match of text.matchAll(pattern)) {
    const piece = match[0]
    if (piece.startsWith('\n') || piece === '|') {
      finish(false)
      continue
    }
    const word = /[\p{L}\p{N}]/u.test(piece)
    tokens.push({
      text: piece,
      lower: plainLower(piece),
      start: match.index,
      end: match.index + piece.length,
      word,
    })
    if (isEnd(piece, text, match.index) || tokens.length >= longestSentence) finish(piece === '?')
  }
  finish(false)
  return found
}

function isEnd(piece: string, text: string, at: number): boolean {
  if (piece === '?' || piece === '!' || piece === ';') return true
  if (piece !== '.') return false
  const next = text.charAt(at + 1)
  return next === '' || /\s/.test(next)
}
