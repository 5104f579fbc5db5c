/** The cells of a line of a Markdown table; a bar after a backslash is part of its cell. */
export function cellsOf(line: string): string[] {
  return line
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll('\\|', '|'))
}

export interface CellRange {
  /** Offsets in the line of what stands in the cell, without the spaces around it. */
  from: number
  to: number
}

/** Where the cells of a line stand in it; an empty cell is the place after its first space. */
export function cellRanges(line: string): CellRange[] {
  const bars = [...line.matchAll(/(?<!\\)\|/g)].map((match) => match.index)
  const first = bars[0]
  const starts = first !== undefined && line.slice(0, first).trim() === '' ? bars : [-1, ...bars]
  return starts.flatMap((start, index) => {
    const end = starts[index + 1] ?? line.length
    const text = line.slice(start + 1, end)
    // What follows the last bar is no cell where it is empty.
    if (index === starts.length - 1 && text.trim() === '') return []
    const from = text.trim() === '' ? start + 1 + Math.min(1, text.length) : start + 1 + text.search(/\S/)
    return [{ from, to: from + text.trim().length }]
  })
}

/** Whether the line is the one of dashes below a table's head. */
export function isDelimiter(line: string): boolean {
  return /^[\s|:-]*-[\s|:-]*$/.test(line)
}
