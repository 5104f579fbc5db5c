/** Something read from a text, and the position after it. */
export type Token<T> = { value: T; end: number }

/** Matches a sticky pattern at a position. */
export function match(
  pattern: RegExp,
  text: string,
  at: number,
): { groups: readonly (string | undefined)[]; end: number } | undefined {
  pattern.lastIndex = at
  const found = pattern.exec(text)
  return found ? { groups: found, end: at + found[0].length } : undefined
}

/** Whether a word ends at a position: no letter or digit follows. */
export function isBoundary(text: string, at: number): boolean {
  return !/^[\p{L}\p{N}]/u.test(text.slice(at, at + 2))
}
