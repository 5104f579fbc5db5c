import { existsSync } from 'node:fs'
import { join } from 'node:path'
import {
  hashOf,
  isStamped,
  modules,
  modulesAreLinked,
  node24,
  root,
  run,
  runOrStop,
  writeStamp,
} from './tools.mjs'

const npm = 'npm'

/** Installs what package-lock.json says, unless that was done; scripts of packages do not run, but for Node's own. */
export async function install() {
  const stamp = join(modules, '.afterword-installed')
  const lock = hashOf(['package-lock.json'])
  if (!modulesAreLinked() && !isStamped(stamp, lock)) {
    console.log('Installing packages …')
    await runOrStop('npm ci', npm, ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { quiet: true })
    await installNode()
    writeStamp(stamp, lock)
  }
  if (!(await nodeIsThere())) await installNode()
}

async function nodeIsThere() {
  return existsSync(node24) && (await run(node24, ['--version'], { quiet: true })).code === 0
}

async function installNode() {
  await runOrStop('Installing Node 24 as a package', npm, ['rebuild', 'node', '--ignore-scripts=false'], {
    quiet: true,
  })
}

const builds = [
  { name: 'fonts', script: 'build/fonts.mjs' },
  { name: 'verifier page', script: 'build/verifier.mjs' },
]

/** Builds the application into out/, unless it was built from these very inputs. */
export async function build() {
  const stamp = join(root, 'out/.built')
  const inputs = hashOf([
    'src',
    'build',
    'electron.vite.config.ts',
    'package.json',
    'package-lock.json',
    'tsconfig.json',
  ])
  if (isStamped(stamp, inputs)) return
  console.log('Building …')
  for (const { name, script } of builds)
    if (existsSync(join(root, script)))
      await runOrStop(`Building the ${name}`, node24, [script], { quiet: true })
  await runOrStop('Building', node24, [join(modules, 'electron-vite/bin/electron-vite.js'), 'build'], {
    quiet: true,
  })
  writeStamp(stamp, inputs)
}
