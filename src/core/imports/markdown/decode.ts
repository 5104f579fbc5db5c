import { Refusal } from './limits.ts'

/** Index of the first byte that is not UTF-8, or the length of the text where it ends within a character. */
export function invalidUtf8(bytes: Uint8Array): number | undefined {
  const valid = (length: number, whole: boolean) => {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, length), { stream: !whole })
      return true
    } catch {
      return false
    }
  }
  if (valid(bytes.length, true)) return undefined
  if (valid(bytes.length, false)) return bytes.length
  let good = 0
  let bad = bytes.length
  while (bad - good > 1) {
    const middle = (good + bad) >> 1
    if (valid(middle, false)) good = middle
    else bad = middle
  }
  return good
}

const startsWith = (bytes: Uint8Array, head: string) =>
  [...head].every((letter, index) => bytes[index] === letter.charCodeAt(0))

/** The text of a Markdown file: UTF-8, without byte order mark, its line ends all `\n`. */
export function decode(bytes: Uint8Array): string {
  for (const [head, name] of [
    ['%PDF-', 'a PDF'],
    ['PK\x03\x04', 'a ZIP archive or an Office document'],
    ['\x89PNG', 'an image'],
    ['\xff\xd8\xff', 'an image'],
    ['\xff\xfe', 'a text in UTF-16; save it as UTF-8 and import it again'],
    ['\xfe\xff', 'a text in UTF-16; save it as UTF-8 and import it again'],
  ] as const) {
    if (startsWith(bytes, head)) throw new Refusal(`This is not Markdown but ${name}.`)
  }
  const zero = bytes.indexOf(0)
  if (zero !== -1)
    throw new Refusal(`This is not a text: byte ${zero + 1} is zero, as in programs and images.`)
  const wrong = invalidUtf8(bytes)
  if (wrong !== undefined) {
    const line = bytes.subarray(0, wrong).reduce((count, byte) => count + (byte === 10 ? 1 : 0), 1)
    throw new Refusal(
      `The file is not UTF-8 text: byte offset ${wrong}, in line ${line}, is not valid. Save it as UTF-8 and import it again.`,
    )
  }
  return new TextDecoder('utf-8').decode(bytes).replace(/\r\n?/g, '\n')
}
