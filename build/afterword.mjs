// The command line from the sources, under Node 24 whatever Node started this. Prints nothing of its own.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { node24, root } from './tools.mjs'

if (!existsSync(node24)) {
  console.error('Afterword is not set up yet. Run npm start or npm test once.')
  process.exit(2)
}
// npm runs its scripts in the package's folder; paths are meant from where the user stands.
const byNpm = process.env.npm_lifecycle_event === 'afterword' && process.cwd() === resolve(root)
const child = spawn(node24, [join(root, 'src/cli/index.ts'), ...process.argv.slice(2)], {
  cwd: (byNpm && process.env.INIT_CWD) || process.cwd(),
  stdio: 'inherit',
})
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
child.on('close', (code) => process.exit(code ?? 1))
