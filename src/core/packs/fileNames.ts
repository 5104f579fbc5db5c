/** Windows keeps these names for devices, with any extension. */
const reserved = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])$/i
const MAX_BYTES = 120

/**
 * The name of an exhibit in a pack: its number, a space, and the name of the original, made safe for every system.
 * The number keeps two exhibits of one name apart. Letters of all scripts stay as they are, composed (NFC).
 */
export function exhibitFileName(number: string, original: string): string {
  return `${number} ${safeFileName(original)}`
}

/** A name that Windows, macOS and Linux all take: no path, no reserved name, at most 120 bytes, extension kept. */
export function safeFileName(original: string): string {
  const last = original.normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const clean = last
    // joiners stay: scripts and emoji need them
    .replaceAll(/(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}]/gu, '')
    .replaceAll(/[<>:"|?*]/g, '_')
    // what stood between two marks may have kept them from being one letter
    .normalize('NFC')
    .replaceAll(/\s+/g, ' ')
    .replace(/^[\s.]+/, '')
    .replace(/[\s.]+$/, '')
  const name = clean === '' ? 'unnamed' : clean
  const dot = name.lastIndexOf('.')
  const hasExtension = dot > 0 && name.length - dot <= 11
  const stem = hasExtension ? name.slice(0, dot) : name
  const extension = hasExtension ? name.slice(dot) : ''
  const safeStem = reserved.test(name.split('.')[0]!.trim()) ? `_${stem}` : stem
  const room = MAX_BYTES - Buffer.byteLength(extension)
  return `${cut(safeStem, room)}${extension}`
}

/** As many whole characters as fit, not ending in what Windows drops. */
function cut(text: string, bytes: number): string {
  let result = ''
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)) {
    if (Buffer.byteLength(result + segment) > bytes) break
    result += segment
  }
  return result.replace(/[\s.]+$/, '') || 'unnamed'
}
