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
  windows,
  writeStamp,
} from './tools.mjs'

const program = windows
  ? 'electron.exe'
  : process.platform === 'darwin'
    ? 'Electron.app/Contents/MacOS/Electron'
    : 'electron'

/** The folder of an Electron that is at hand or can be had; undefined where there is none. */
export async function findElectron({ forTests = false } = {}) {
  const named = process.env.ELECTRON_OVERRIDE_DIST_PATH
  if (named) return existsSync(join(named, program)) ? named : undefined
  const own = join(modules, 'electron/dist')
  if (existsSync(join(own, program))) return own
  const beside = join(root, '../shared/tools/electron-runtime')
  if (forTests && existsSync(beside)) {
    const { code, output } = await run(beside, [], { quiet: true, timeoutMs: 300_000 })
    const folder = output.trim().split('\n').at(-1)
    if (code === 0 && folder && existsSync(join(folder, program))) return folder
  }
  // A refusal is remembered until other packages are installed, so that each start does not wait for it again.
  const refusal = join(modules, '.afterword-electron-refused')
  const lock = hashOf(['package-lock.json'])
  if (modulesAreLinked() || isStamped(refusal, lock)) return undefined
  console.log('Fetching Electron …')
  await run(node24, [join(modules, 'electron/install.js')], { quiet: true, timeoutMs: 120_000 })
  if (existsSync(join(own, program))) return own
  writeStamp(refusal, lock)
  return undefined
}

export const electronProgram = (folder) => join(folder, program)

const chromiums = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** A Chromium for the tests: playwright's own, the named one, the machine's, or Debian's. */
export async function findChromium() {
  const { chromium } = await import('playwright')
  const found = [process.env.CHROME_PATH, chromium.executablePath(), ...chromiums].find(
    (path) => path && existsSync(path),
  )
  if (found) return found
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined
  console.log('Installing Chromium …')
  await run('apt-get', ['update', '-qq'], { quiet: true })
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
    quiet: true,
    env: { DEBIAN_FRONTEND: 'noninteractive' },
  })
  return chromiums.find((path) => existsSync(path))
}
