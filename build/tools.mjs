import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join, relative } from 'node:path'

export const root = join(import.meta.dirname ?? dirname(new URL(import.meta.url).pathname), '..')
export const modules = join(root, 'node_modules')
export const windows = process.platform === 'win32'

/** Node 24, which Afterword runs under, whatever Node the machine has. */
export const node24 = join(modules, 'node/bin', windows ? 'node.exe' : 'node')

export const environment = () => ({
  ...process.env,
  PATH: [join(modules, '.bin'), process.env.PATH].join(delimiter),
  AFTERWORD_NODE: node24,
})

/** Several checkouts may share one node_modules by a link; nothing is installed through it. */
export const modulesAreLinked = () => existsSync(modules) && lstatSync(modules).isSymbolicLink()

/** Runs a program to its end and answers its exit code; with `quiet`, its output is shown only where it failed. */
export function run(program, args, { quiet = false, timeoutMs, env } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      env: { ...environment(), ...env },
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      shell: windows && program === 'npm',
      timeout: timeoutMs,
    })
    const output = []
    child.stdout?.on('data', (chunk) => output.push(chunk))
    child.stderr?.on('data', (chunk) => output.push(chunk))
    child.on('error', (error) => resolve({ code: 1, output: error.message }))
    child.on('close', (code) => resolve({ code: code ?? 1, output: Buffer.concat(output).toString('utf8') }))
  })
}

export async function runOrStop(what, program, args, options) {
  const { code, output } = await run(program, args, options)
  if (code === 0) return output
  if (output) console.error(output)
  stop(`${what} failed (exit code ${code}).`)
}

export function stop(sentence) {
  console.error(sentence)
  process.exit(1)
}

function* filesOf(path) {
  if (!existsSync(path)) return
  if (lstatSync(path).isFile()) yield path
  else if (lstatSync(path).isDirectory())
    for (const name of readdirSync(path).sort()) yield* filesOf(join(path, name))
}

/** One hash over the names and contents of files and folders, relative to the root. */
export function hashOf(paths) {
  const hash = createHash('sha256')
  for (const path of paths)
    for (const file of filesOf(join(root, path)))
      hash
        .update(`${relative(root, file)}\0`)
        .update(readFileSync(file))
        .update('\0')
  return hash.digest('hex')
}

/** Whether this stamp says that the work was done for these inputs. */
export const isStamped = (stamp, hash) => existsSync(stamp) && readFileSync(stamp, 'utf8') === hash

export function writeStamp(stamp, hash) {
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, hash)
}
