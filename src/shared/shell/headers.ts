/** The content policy of the application's page, in both shells. Styles may be inline: the editor writes its own. */
export const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "frame-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Headers of every answer, in both shells. */
export const commonHeaders: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
}

/** Types that a browser shows without running anything of them. SVG and HTML are not among them. */
const shownInline = new Set([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'application/pdf',
  'text/plain',
])

function disposition(name: string, inline: boolean): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\]/g, '_')
  const encoded = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${inline ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${encoded}` // RFC 6266
}

/**
 * Headers of a file that users brought or Afterword made: shown where it is safe, downloaded else. A sandbox keeps it
 * from running anything; a PDF goes without one, because browsers show PDFs in a viewer of their own, apart from the page.
 */
export function fileHeaders(
  file: { name: string; mediaType: string },
  options: { download: boolean },
): Record<string, string> {
  const inline = shownInline.has(file.mediaType) && !options.download
  const pdf = inline && file.mediaType === 'application/pdf'
  const type = inline ? file.mediaType : 'application/octet-stream'
  return {
    ...commonHeaders,
    'Content-Type': type === 'text/plain' ? 'text/plain; charset=utf-8' : type,
    'Content-Disposition': disposition(file.name, inline),
    'Content-Security-Policy': pdf
      ? "frame-ancestors 'self'"
      : "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'self'",
    'Cache-Control': 'no-store',
    'Accept-Ranges': 'bytes',
  }
}

/**
 * One range of a `Range` header (RFC 9110, 14.2), ends included; undefined where the whole file is meant, also for
 * several ranges; `unsatisfiable` where it lies outside the file.
 */
export function parseRange(
  header: string | null | undefined,
  size: number,
): { start: number; end: number } | 'unsatisfiable' | undefined {
  const found = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '')
  if (!found || (!found[1] && !found[2])) return undefined
  const last = size - 1
  const start = found[1] ? Number(found[1]) : Math.max(0, size - Number(found[2]))
  const end = found[1] && found[2] ? Math.min(Number(found[2]), last) : last
  if (start > last || end < start) return 'unsatisfiable'
  return { start, end }
}
