import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'

const renderer = resolve(import.meta.dirname, '../../out/renderer')

/**
 * Kilobytes (1,000 bytes, gzip) of the scripts and styles that the window loads before the start view: those of the
 * page, what they import at once, and the view's own.
 */
export function bundleKilobytes(): number {
  const assets = join(renderer, 'assets')
  const page = readFileSync(join(renderer, 'index.html'), 'utf8')
  const wanted = [...page.matchAll(/assets\/([\w.-]+\.(?:js|css))/g)].map((match) => match[1]!)
  wanted.push(...readdirSync(assets).filter((name) => /^Start-[\w-]+\.(js|css)$/.test(name)))
  const loaded = new Set<string>()
  for (const name of wanted) {
    if (loaded.has(name)) continue
    loaded.add(name)
    if (!name.endsWith('.js')) continue
    const text = readFileSync(join(assets, name), 'utf8')
    for (const [, other] of text.matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g)) wanted.push(other!)
  }
  const bytes = [...loaded].map((name) => gzipSync(readFileSync(join(assets, name)), { level: 9 }).length)
  return Math.round(bytes.reduce((sum, one) => sum + one, 0) / 1000)
}
