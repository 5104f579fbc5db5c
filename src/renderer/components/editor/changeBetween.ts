/** The one stretch in which two texts differ, so that a cursor outside it stays where it is. Offsets are of the old text. */
export function changeBetween(old: string, text: string): { from: number; to: number; insert: string } {
  const most = Math.min(old.length, text.length)
  let from = 0
  while (from < most && old[from] === text[from]) from += 1
  let end = 0
  while (end < most - from && old[old.length - 1 - end] === text[text.length - 1 - end]) end += 1
  return { from, to: old.length - end, insert: text.slice(from, text.length - end) }
}
