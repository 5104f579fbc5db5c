import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { createCore } from '#core/core.ts'
import { createServer } from './server.ts'

/** Both as source in src/server and as built in out/main, the root is two folders up. */
const root = resolve(import.meta.dirname, '../..')

const core = await createCore({
  resources: process.env.AFTERWORD_RESOURCES ?? join(root, 'resources'),
  settings: process.env.AFTERWORD_SETTINGS ?? join(homedir(), '.afterword'),
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
