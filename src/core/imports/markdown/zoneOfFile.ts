import { resolveZone } from '#shared/domain/times/zones.ts'

const declaration =
  /\b(?:(?:all\s+)?(?:times?|timestamps?)\s+(?:below\s+)?(?:are\s+|is\s+|shown\s+|given\s+)*in|time\s?zone\s*(?::|is)?)\s*:?\s*([A-Za-z][\w/+:\- ]{0,60})/i
const whole = /^[("*_]*(?:all\s+)?(?:times?|timestamps?|time\s?zone)\b[^.]{0,60}[.)"*_]*$/i

/** The longest run of words at the start of a text that names a zone. */
function leadingZone(text: string): string | undefined {
  const words = text.trim().split(/\s+/).slice(0, 3)
  for (let count = words.length; count > 0; count -= 1) {
    const name = words
      .slice(0, count)
      .join(' ')
      .replace(/[.,;:]+$/, '')
    if (resolveZone(name)) return name
  }
  return undefined
}

/** The zone that words like "All times in CET." declare; null where they declare one that is not known. */
export function declaredZone(text: string): string | null | undefined {
  const found = text.length <= 400 ? declaration.exec(text) : null
  if (!found) return undefined
  const zone = leadingZone(found[1] ?? '')
  if (zone) return zone
  return whole.test(text.trim()) ? null : undefined
}

/** Whether a text says nothing but the zone. */
export function isDeclaration(text: string): boolean {
  return whole.test(text.trim()) && declaration.test(text)
}

/** The zone in a column's head: `Time (UTC)`, `Date and Time in CET`. */
export function zoneOfHead(head: string): string | undefined {
  for (const word of head.split(/[\s()[\],]+/)) if (word.length > 1 && resolveZone(word)) return word
  return declaredZone(head) ?? undefined
}
