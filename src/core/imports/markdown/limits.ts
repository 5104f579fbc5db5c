/** Bounds of what is read from one Markdown file. */
export type MarkdownLimits = {
  bytes: number
  lines: number
  /** Characters of one line, without pasted images. */
  lineLength: number
  tableRows: number
  /** Quotes and lists within each other. */
  nesting: number
  /** Characters of one paragraph, where inline marks are paired. */
  paragraph: number
  /** Pairs of emphasis and link marks that a parser may have to compare: the square of the marks of each paragraph. */
  markPairs: number
  /** Backslashes, `<` and `&`: each is a token of its own to a parser. */
  escapes: number
}

export const defaultLimits: MarkdownLimits = {
  bytes: 5 * 1024 * 1024,
  lines: 50_000,
  lineLength: 20_000,
  tableRows: 10_000,
  nesting: 50,
  paragraph: 100_000,
  markPairs: 100_000_000,
  escapes: 500_000,
}

/** A file that is not read: the message is a sentence for the user. */
export class Refusal extends Error {
  override name = 'Refusal'
}

const number = (value: number) => value.toLocaleString('en-US')

/** Columns at which containers (quotes, list items) of the line begin; a cheap reading that never under-counts by much. */
function containersOf(line: string, open: number[]): number[] {
  const stack: number[] = []
  let at = 0
  let level = 0
  const container = /( {0,3})(>|[-*+](?=\s|$)|\d{1,9}[.)](?=\s|$))\s?/y
  const indent = line.search(/\S/)
  if (indent === -1) return open
  // Indented below list items that are still open: these stay.
  while (level < open.length && (open[level] ?? 0) <= indent && (open[level] ?? 0) > 0) {
    stack.push(open[level] ?? 0)
    at = open[level] ?? 0
    level += 1
  }
  for (container.lastIndex = at; ; ) {
    const found = container.exec(line)
    if (!found) break
    stack.push(found[2] === '>' ? 0 : container.lastIndex)
  }
  return stack
}

/** Marks that open or close something; an underscore within a word does neither. */
function marksOf(line: string): number {
  return line.match(/[*~[\]]+|(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}_])/gu)?.length ?? 0
}

/** Refuses texts on which a Markdown parser would need too much time or memory, before it sees them. */
export function checkShape(lines: readonly string[], limits: MarkdownLimits): void {
  if (lines.length > limits.lines) {
    throw new Refusal(
      `The file has ${number(lines.length)} lines; at most ${number(limits.lines)} are read. Split it, or attach it as evidence.`,
    )
  }
  let rows = 0
  let paragraph = 0
  let marks = 0
  let pairs = 0
  let escapes = 0
  let open: number[] = []
  for (const [index, line] of lines.entries()) {
    const where = `Line ${number(index + 1)}`
    if (line.length > limits.lineLength) {
      const length = line.replace(/data:image\/[^\s)>]*/g, '').length
      if (length > limits.lineLength) {
        throw new Refusal(
          `${where} is ${number(length)} characters long; at most ${number(limits.lineLength)} are read. This is probably not a text that people wrote.`,
        )
      }
      continue
    }
    if (line.trimStart().startsWith('|')) rows += 1
    if (rows > limits.tableRows) {
      throw new Refusal(
        `${where}: the tables of the file have more than ${number(limits.tableRows)} rows. Attach the file as evidence and import a shorter timeline.`,
      )
    }
    // A table's cells are paired one by one, a paragraph's text as one.
    paragraph = line.trim() === '' || line.trimStart().startsWith('|') ? 0 : paragraph + line.length
    escapes += line.match(/[\\<&]/g)?.length ?? 0
    if (escapes > limits.escapes) {
      throw new Refusal(
        `${where}: the file has more than ${number(limits.escapes)} backslashes and signs of HTML. This is probably not a text that people wrote.`,
      )
    }
    if (paragraph === 0) marks = 0
    const added = marksOf(line)
    pairs += added * (added + 2 * marks)
    marks += added
    if (pairs > limits.markPairs) {
      throw new Refusal(
        `${where}: a paragraph has so many marks (* _ ~ [ ]) that it cannot be read in good time. This is probably not a text that people wrote.`,
      )
    }
    if (paragraph > limits.paragraph) {
      throw new Refusal(
        `${where}: a paragraph of the file has more than ${number(limits.paragraph)} characters without a blank line. This is probably not a text that people wrote.`,
      )
    }
    open = containersOf(line, open)
    if (open.length > limits.nesting) {
      throw new Refusal(
        `${where}: quotes and lists are nested more than ${number(limits.nesting)} deep. Make the lists flatter and import again.`,
      )
    }
  }
}
