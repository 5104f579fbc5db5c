/** An address that a page may lead to: http, https or mailto; undefined for anything else. */
export function webAddress(url: string): string | undefined {
  const parsed = URL.parse(url)
  return parsed && ['http:', 'https:', 'mailto:'].includes(parsed.protocol) ? parsed.href : undefined
}

/**
 * The address of an exhibit beside the page, percent-encoded (RFC 3986); undefined for a path that leaves the page's
 * folder or could be read as another kind of address.
 */
export function exhibitAddress(path: string): string | undefined {
  const segments = path.split('/')
  const leaves = segments.some((segment) => segment === '' || segment === '.' || segment === '..')
  if (leaves || /\\|\p{Cc}|\p{Cs}/u.test(path)) return undefined
  const encoded = segments.map((segment) => encodeURIComponent(segment)).join('/')
  return encoded.length > 0 ? encoded : undefined
}
