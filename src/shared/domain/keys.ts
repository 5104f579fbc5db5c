/** Keys that people see and say: `INC-2026-0042`, `REV-2026-0007`, `ACT-0123`, `EX-0001`. */
export type Key =
  | { kind: 'incident' | 'review'; year: number; number: number }
  | { kind: 'action' | 'exhibit'; number: number }
export type KeyKind = Key['kind']

const prefixes: Record<KeyKind, string> = { incident: 'INC', review: 'REV', action: 'ACT', exhibit: 'EX' }
const kinds = new Map<string, KeyKind>(
  Object.entries(prefixes).map(([kind, prefix]) => [prefix, kind as KeyKind]),
)

/** Four digits at least; the 10,000th is simply longer. Throws a RangeError for what is no positive whole number. */
export function formatKey(key: Key): string {
  const number = positive(key.number, 'number')
  if ('year' in key) {
    if (key.year > 9999) throw new RangeError(`A key's year has four digits, not ${key.year}.`)
    return `${prefixes[key.kind]}-${positive(key.year, 'year')}-${number}`
  }
  return `${prefixes[key.kind]}-${number}`
}

/**
 * Reads a key as a person types it (case and surrounding space do not matter); undefined where it is none.
 * `parseKey(formatKey(key))` is the key again.
 */
export function parseKey(text: string): Key | undefined {
  const match = /^(INC|REV|ACT|EX)(?:-(\d{4}))?-(\d{1,15})$/.exec(text.trim().toUpperCase())
  if (!match) return undefined
  const kind = kinds.get(match[1] as string)
  const number = Number(match[3])
  if (!kind || number < 1) return undefined
  if (kind === 'incident' || kind === 'review') {
    const year = Number(match[2] ?? 0)
    return year >= 1 ? { kind, year, number } : undefined
  }
  return match[2] === undefined ? { kind, number } : undefined
}

function positive(value: number, what: string): string {
  if (!Number.isSafeInteger(value) || value < 1 || value >= 1e15) {
    throw new RangeError(`A key's ${what} is a positive whole number, not ${value}.`)
  }
  return String(value).padStart(4, '0')
}
