const MAX_DIGITS = 1000
const word = [...'stream'].map((letter) => letter.charCodeAt(0))

/**
 * Whether a number without an end stands between the objects of a PDF. There a reader looks for the next object from
 * each digit on, to the end of its number, which takes it for ever. Data and texts may have such numbers.
 */
export function hasEndlessNumber(pdf: Uint8Array): boolean {
  let isInStream = false
  let digits = 0
  let isText = false
  for (let at = 0; at < pdf.length; at++) {
    const byte = pdf[at]!
    if (byte >= 0x30 && byte <= 0x39) {
      if (digits === 0) isText = at > 0 && opensText(pdf[at - 1]!)
      digits++
      if (digits === MAX_DIGITS && !isText && !isInStream) return true
      continue
    }
    digits = 0
    if (byte === word[0] && word.every((letter, index) => pdf[at + index] === letter)) {
      isInStream = !(pdf[at - 3] === 0x65 && pdf[at - 2] === 0x6e && pdf[at - 1] === 0x64)
    }
  }
  return false
}

/** `<`, `(`, and the letters of hexadecimal digits. */
function opensText(byte: number): boolean {
  const letter = byte | 0x20
  return byte === 0x3c || byte === 0x28 || (letter >= 0x61 && letter <= 0x66)
}
