import { realpath, stat } from 'node:fs/promises'
import { extname, isAbsolute, join, relative } from 'node:path'

const mediaTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
}

/**
 * The file that a path of the application's own address stands for; undefined where there is none, or where it would
 * lie outside the folder, also by a symbolic link.
 *
 * @param pathname as in a URL, percent-encoded, starting with a slash
 */
export async function staticFile(
  folder: string,
  pathname: string,
): Promise<{ path: string; mediaType: string; size: number } | undefined> {
  let decoded: string
  try {
    decoded = decodeURIComponent(pathname)
  } catch {
    return undefined
  }
  if (!decoded.startsWith('/') || /[\0\\]/.test(decoded)) return undefined
  const asked = join(folder, decoded === '/' ? 'index.html' : decoded)
  try {
    const [root, path] = await Promise.all([realpath(folder), realpath(asked)])
    const within = relative(root, path)
    if (within === '' || within.startsWith('..') || isAbsolute(within)) return undefined
    const found = await stat(path)
    const mediaType = mediaTypes[extname(path).toLowerCase()]
    return found.isFile() && mediaType ? { path, mediaType, size: found.size } : undefined
  } catch {
    return undefined
  }
}
