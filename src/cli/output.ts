/** Text of others may hold what moves a terminal's cursor or renames its window; here it is only read. */
export function plain(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
  return text.replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/g, '\ufffd')
}

export function print(text: string): void {
  process.stdout.write(`${plain(text)}\n`)
}

export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`)
}

/** What is said beside the answer. */
export function note(text: string): void {
  process.stderr.write(`${plain(text)}\n`)
}

/** Rows under their heads, each column as wide as it has to be; the last one is not filled up. */
export function table(heads: string[], rows: string[][]): string {
  const all = [heads, ...rows.map((row) => row.map((cell) => plain(cell).replace(/\s+/g, ' ')))]
  const widths = heads.map((_, column) => Math.max(...all.map((row) => [...(row[column] ?? '')].length)))
  const lines = all.map((row) =>
    row
      .map((cell, column) => cell + ' '.repeat(widths[column]! - [...cell].length))
      .join('  ')
      .trimEnd(),
  )
  return lines.join('\n')
}
