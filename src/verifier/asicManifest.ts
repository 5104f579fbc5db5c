import { fromBase64, toBase64 } from './base64.ts'

/** `META-INF/ASiCManifest001.xml` (ETSI EN 319 162-1, annex A.4): the files that a signature in the pack covers. */
export interface AsicManifest {
  signature: string
  files: AsicFile[]
}

export interface AsicFile {
  path: string
  mediaType: string
  /** SHA-256. */
  digest: Uint8Array
}

export const asicMediaType = 'application/vnd.etsi.asic-e+zip'
export const manifestPath = 'META-INF/ASiCManifest001.xml'
export const signaturePath = 'META-INF/signature001.p7s'

const head =
  '<?xml version="1.0" encoding="UTF-8"?>\n' +
  '<asic:ASiCManifest xmlns:asic="http://uri.etsi.org/02918/v1.2.1#" xmlns:ds="http://www.w3.org/2000/09/xmldsig#">\n'
const foot = '</asic:ASiCManifest>\n'
const method = '<ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/>'
const signatureLine = /^ {2}<asic:SigReference URI="([^"<>&]+)" MimeType="application\/pkcs7-signature"\/>$/
const fileLine = new RegExp(
  `^  <asic:DataObjectReference URI="([^"<>&]+)" MimeType="([^"<>&]*)">${method.replaceAll('.', '\\.')}` +
    '<ds:DigestValue>([A-Za-z0-9+/]{43}=)</ds:DigestValue></asic:DataObjectReference>$',
)

export function formatAsicManifest(manifest: AsicManifest): string {
  const files = manifest.files.map(
    ({ path, mediaType, digest }) =>
      `  <asic:DataObjectReference URI="${encodeUri(path)}" MimeType="${plain(mediaType)}">${method}` +
      `<ds:DigestValue>${toBase64(digest)}</ds:DigestValue></asic:DataObjectReference>\n`,
  )
  const signature = `  <asic:SigReference URI="${encodeUri(manifest.signature)}" MimeType="application/pkcs7-signature"/>\n`
  return `${head}${signature}${files.join('')}${foot}`
}

/**
 * Reads a manifest in the one form in which Afterword writes it, so that no two readers see two things in it.
 * Undefined for anything else.
 */
export function parseAsicManifest(text: string): AsicManifest | undefined {
  if (!text.startsWith(head) || !text.endsWith(foot) || text.length < head.length + foot.length)
    return undefined
  const [first = '', ...lines] = text.slice(head.length, -foot.length).split('\n')
  const signature = decodeUri(signatureLine.exec(first)?.[1])
  if (signature === undefined || lines.pop() !== '') return undefined
  const files: AsicFile[] = []
  for (const line of lines) {
    const match = fileLine.exec(line)
    const path = decodeUri(match?.[1])
    const digest = fromBase64(match?.[3] ?? '')
    if (path === undefined || digest?.length !== 32) return undefined
    files.push({ path, mediaType: match![2]!, digest })
  }
  return { signature, files }
}

function encodeUri(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/').replaceAll("'", '%27')
}

function decodeUri(uri: string | undefined): string | undefined {
  try {
    const path = decodeURIComponent(uri ?? '')
    return path !== '' && encodeUri(path) === uri ? path : undefined
  } catch {
    return undefined
  }
}

function plain(mediaType: string): string {
  return /^[\w.+-]+\/[\w.+-]+$/.test(mediaType) ? mediaType : 'application/octet-stream'
}
