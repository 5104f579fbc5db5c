import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { findChromium, findElectron } from './runtimes.mjs'
import { modules, node24, root, run } from './tools.mjs'

const vitest = join(modules, 'vitest/vitest.mjs')
const biome = join(modules, '@biomejs/biome/bin/biome')
const tsc = join(modules, 'typescript/bin/tsc')

/** One run of vitest. @returns {{ok: boolean, passed: number, failed: number, skipped: number}} */
async function tests(args, env) {
  const folder = mkdtempSync(join(tmpdir(), 'afterword-tests-'))
  const file = join(folder, 'result.json')
  const { code } = await run(
    node24,
    [
      vitest,
      'run',
      '--passWithNoTests',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
      ...args,
    ],
    { env },
  )
  const result = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
  rmSync(folder, { recursive: true })
  const failed = result.numFailedTests ?? 0
  return {
    ok: code === 0,
    passed: result.numPassedTests ?? 0,
    // A file that cannot be loaded fails without a test of its own.
    failed: code !== 0 && failed === 0 ? 1 : failed,
    skipped: (result.numPendingTests ?? 0) + (result.numTodoTests ?? 0),
  }
}

async function command(program, args) {
  const { code } = await run(program, args)
  return { ok: code === 0, passed: 0, failed: code === 0 ? 0 : 1, skipped: 0 }
}

/** Checks the types of each layer, as many at once as there are processors. */
export async function types() {
  const layers = readdirSync(join(root, 'src'))
    .map((name) => join('src', name))
    .concat('tests')
    .filter((folder) => existsSync(join(root, folder, 'tsconfig.json')))
    .filter((folder) =>
      readdirSync(join(root, folder), { recursive: true }).some((name) => /\.tsx?$/.test(name)),
    )
  let good = true
  const check = async () => {
    for (let layer = layers.shift(); layer; layer = layers.shift()) {
      const { code, output } = await run(node24, [tsc, '-p', layer], { quiet: true })
      if (code === 0) continue
      good = false
      console.error(output)
    }
  }
  await Promise.all(Array.from({ length: availableParallelism() }, check))
  return { ok: good, passed: 0, failed: good ? 0 : 1, skipped: 0 }
}

async function endToEnd() {
  const chromium = await findChromium()
  if (chromium) return tests(['--project', 'e2e'], { CHROME_PATH: chromium })
  console.warn('No Chromium is here and none can be installed: the end-to-end tests need one (CHROME_PATH).')
  return { ok: false, passed: 0, failed: 1, skipped: 0 }
}

/** The tests of the desktop shell, where a runtime is at hand. */
export async function electron() {
  const folder = await findElectron({ forTests: true })
  const screen = process.platform !== 'linux' || process.env.DISPLAY || existsSync('/usr/bin/Xvfb')
  if (folder && screen) return tests(['--project', 'electron'], { ELECTRON_OVERRIDE_DIST_PATH: folder })
  const why = folder
    ? 'no screen (install xvfb)'
    : 'no Electron runtime is at hand (set ELECTRON_OVERRIDE_DIST_PATH to the folder of one)'
  console.warn(`SKIPPED: the tests of the desktop shell: ${why}.`)
  return { ok: true, passed: 0, failed: 0, skipped: 1, note: why }
}

const house = 'tests/unit/house'
const steps = [
  ['format and lint', () => command(node24, [biome, 'check', '.'])],
  ['layers', () => tests(['--project', 'unit', house])],
  ['types', types],
  ['unit', () => tests(['--project', 'unit', '--exclude', `${house}/**`])],
  ...['contract', 'core', 'packs', 'interop'].map((name) => [name, () => tests(['--project', name])]),
  ['end to end', endToEnd],
  ['desktop', electron],
]

/** Every step, also after one that failed, so that one run shows all. The last line is the sum over all tests. */
export async function testAll() {
  const rows = []
  for (const [name, step] of steps) {
    console.log(`\n— ${name}`)
    const began = Date.now()
    const result = await step()
    rows.push({ name, ...result, seconds: (Date.now() - began) / 1000 })
  }
  console.log('\nstep              result    passed  failed  skipped  seconds')
  for (const row of rows) {
    const outcome = row.note ? 'SKIPPED' : row.ok ? 'good' : 'FAILED'
    console.log(
      `${row.name.padEnd(18)}${outcome.padEnd(10)}` +
        `${String(row.passed).padStart(6)}${String(row.failed).padStart(8)}${String(row.skipped).padStart(9)}` +
        `${row.seconds.toFixed(1).padStart(9)}${row.note ? `  ${row.note}` : ''}`,
    )
  }
  const sum = (key) => rows.reduce((total, row) => total + row[key], 0)
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`)
  return rows.every((row) => row.ok) ? 0 : 1
}
