#!/usr/bin/env node
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { keepCompiledCode } from '#core/compileCache.ts'

/** Both as source in src/cli and as built in out/main, the root is two folders up. */
const root = resolve(import.meta.dirname, '../..')

// A reader that has seen enough, such as `head`, is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

const settings = process.env.AFTERWORD_SETTINGS ?? join(homedir(), '.afterword')
keepCompiledCode(settings)
const { run } = await import('./run.ts')
const code = await run(process.argv.slice(2), {
  resources: process.env.AFTERWORD_RESOURCES ?? join(root, 'resources'),
  settings,
  interface: join(root, 'out/renderer'),
})
process.stdout.write('', () => process.exit(code))
