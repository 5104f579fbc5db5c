/** Builds the stand-alone verifier: one HTML file with everything in it, out/verify.html. */
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build } from 'vite'
import { viteSingleFile } from 'vite-plugin-singlefile'

const root = resolve(import.meta.dirname, '..')
const staging = join(root, 'out/verifier')

await build({
  configFile: false,
  root: join(root, 'src/verifier/standalone'),
  logLevel: 'warn',
  plugins: [viteSingleFile({ removeViteModuleLoader: true })],
  build: { outDir: staging, emptyOutDir: true, target: 'es2022', minify: true, modulePreload: false },
})
const html = readFileSync(join(staging, 'index.html'), 'utf8').replaceAll(/ crossorigin(?=[ >])/g, '')
const policy = [
  "default-src 'none'",
  `script-src ${hashesOf(html, 'script')}`,
  `style-src ${hashesOf(html, 'style')}`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')
const meta = `<meta charset="utf-8" />\n    <meta http-equiv="Content-Security-Policy" content="${policy}" />`
mkdirSync(join(root, 'out'), { recursive: true })
writeFileSync(
  join(root, 'out/verify.html'),
  html.replace('<meta charset="utf-8" />', () => meta),
)
rmSync(staging, { recursive: true })
console.log(`out/verify.html, ${Math.round(html.length / 1024)} KiB`)

/** The hashes of inline elements, as a content security policy names them (CSP 3, 2.3.1). */
function hashesOf(html, tag) {
  const found = [...html.matchAll(new RegExp(`<${tag}[^>]*>([\\s\\S]*?)</${tag}>`, 'g'))]
  if (found.length !== 1) throw new Error(`expected one <${tag}> in the page, found ${found.length}`)
  return found.map(([, text]) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`).join(' ')
}
