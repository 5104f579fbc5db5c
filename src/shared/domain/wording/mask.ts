/**
 * Blanks out what is not the writer's own prose: code, quotations, comments, addresses. What is left stands at the
 * same offsets, so findings point into the text as it was given. Time grows with the length of the text alone.
 */
export function maskMarkdown(text: string): string {
  const lines = text.split('\n')
  let fence: string | undefined
  const masked = lines.map((line) => {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1]
    if (fence !== undefined) {
      if (mark?.startsWith(fence)) fence = undefined
      return blank(line)
    }
    if (mark) {
      fence = mark
      return blank(line)
    }
    const quotedOrCode = /^ {0,3}>/.test(line) || /^(?: {4}|\t)(?! *(?:[-*+]|\d{1,9}[.)]) )/.test(line)
    return quotedOrCode ? blank(line) : line
  })
  return maskSpans(masked.join('\n'))
}

/** Pairs that enclose what somebody else said, or code. A quotation ends at the latest with its paragraph. */
const pairs: readonly (readonly [string, string])[] = [
  ['<!--', '-->'],
  ['``', '``'],
  ['`', '`'],
  ['“', '”'],
  ['«', '»'],
  ['„', '“'],
  ['"', '"'],
  ['](', ')'],
]

/** A quotation longer than this is a stray quotation mark. */
const longestSpan = 2_000

function maskSpans(text: string): string {
  const kept: string[] = []
  let at = 0
  const opening = /<!--|``?|[“«„"]|\]\(/g
  for (let match = opening.exec(text); match; match = opening.exec(text)) {
    const open = match[0]
    const close = pairs.find(([one]) => one === open)?.[1] as string
    const bodyStart = match.index + open.length
    const window = text.slice(bodyStart, bodyStart + longestSpan)
    const paragraphEnd = open === '<!--' ? -1 : window.indexOf('\n\n')
    const end = (paragraphEnd < 0 ? window : window.slice(0, paragraphEnd)).indexOf(close)
    if (end < 0) continue
    const spanEnd = bodyStart + end + close.length
    kept.push(text.slice(at, match.index), blank(text.slice(match.index, spanEnd)))
    at = spanEnd
    opening.lastIndex = spanEnd
  }
  kept.push(text.slice(at))
  return kept.join('')
}

/** Spaces in place of everything but line ends. */
function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ')
}
