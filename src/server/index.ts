import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { keepCompiledCode } from '#core/compileCache.ts'

/** Both as source in src/server and as built in out/main, the root is two folders up. */
const root = resolve(import.meta.dirname, '../..')

const settings = process.env.AFTERWORD_SETTINGS ?? join(homedir(), '.afterword')
keepCompiledCode(settings)
const { createCore } = await import('#core/core.ts')
const { createServer } = await import('./server.ts')
const core = await createCore({
  resources: process.env.AFTERWORD_RESOURCES ?? join(root, 'resources'),
  settings,
})
const server = await createServer({ core, staticFolder: join(root, 'out/renderer') })
console.log(server.launchLink)
console.error('Open this link in a browser of this computer; it works once. Ctrl+C ends Afterword.')

let ending = false
async function end(): Promise<void> {
  if (ending) return
  ending = true
  await server.close()
  await core.close()
  process.exit(0)
}
process.on('SIGINT', end)
process.on('SIGTERM', end)
