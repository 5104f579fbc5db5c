/** A length of time as people read it: `1 h 27 min`, `2 d 3 h`, `5 min`. Minutes are rounded to whole ones. */
export function durationText(minutes: number): string {
  const whole = Math.round(Math.abs(minutes))
  const parts = [
    [Math.floor(whole / 1440), 'd'],
    [Math.floor(whole / 60) % 24, 'h'],
    [whole % 60, 'min'],
  ] as const
  const text = parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(' ')
  if (text === '') return '0 min'
  return minutes < 0 ? `-${text}` : text
}

const unitMinutes: Readonly<Record<string, number>> = { d: 1440, h: 60, m: 1, s: 1 / 60 }
const piece =
  /(\d{1,9}(?:\.\d{1,4})?)\s*(days?|d|hours?|hrs?|h|minutes?|mins?|m|seconds?|secs?|s)(?![\p{L}])\.?\s*(?:,|and\b)?\s*/iuy

/**
 * Minutes of a length of time like `64 minutes`, `1 h 27 min`, `~2 hours`, `1h30m`; undefined where it is none
 * (`?`, `N/A`, `1:30`). A length of seconds gives a fraction.
 */
export function parseDuration(text: string): number | undefined {
  const plain = text
    .trim()
    .replace(/^(?:~|≈|about|around|approx\.?|approximately|roughly|ca\.?)\s*/i, '')
    .replace(/\s*~$/, '')
  if (plain === '' || plain.length > 100) return undefined
  let at = 0
  let minutes = 0
  let last = Number.POSITIVE_INFINITY
  while (at < plain.length) {
    piece.lastIndex = at
    const found = piece.exec(plain)
    const unit = unitMinutes[found?.[2]?.[0]?.toLowerCase() ?? '']
    // Units go down: "5 min 2 h" is more likely two lengths than one.
    if (!found || unit === undefined || unit >= last) return undefined
    minutes += Number(found[1]) * unit
    last = unit
    at += found[0].length
  }
  return minutes
}
