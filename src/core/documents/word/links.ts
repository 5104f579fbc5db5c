/** Word gives up on a document whose relationships hold what is no URI, and on addresses longer than this. */
const longest = 2080

/**
 * An address as the target of a relationship (RFC 3986, percent-encoded; ECMA-376-2, 6.5.3); undefined for what is not
 * http, https or mailto, or is no address.
 */
export function linkTarget(url: string): string | undefined {
  const parsed = URL.parse(url)
  if (!parsed || !['http:', 'https:', 'mailto:'].includes(parsed.protocol)) return undefined
  const [before = '', ...fragments] = parsed.href.split('#')
  const host = before.startsWith('mailto:') ? 0 : before.indexOf('/', before.indexOf('//') + 2)
  const head = host > 0 ? before.slice(0, host) : ''
  const path = encode(before.slice(head.length))
  const fragment = fragments.length > 0 ? `#${encode(fragments.join('%23'))}` : ''
  const target = head + path + fragment
  return target.length <= longest ? target : undefined
}

function encode(text: string): string {
  return text
    .replace(/%(?![0-9A-Fa-f]{2})/gu, '%25')
    .replace(/[^A-Za-z0-9\-._~:/?@!$&'()*+,;=%]/gu, (character) =>
      encodeURIComponent(character).replace(
        /^[^%]$/u,
        (plain) => `%${plain.charCodeAt(0).toString(16).toUpperCase()}`,
      ),
    )
}
