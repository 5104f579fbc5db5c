import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { electronProgram, findElectron } from './runtimes.mjs'
import { environment, node24, root, windows } from './tools.mjs'

const hasDisplay = () =>
  process.platform !== 'linux' || !!(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)

/** Opens the desktop application, or the browser shell where there is no Electron. Ends with it. */
export async function start(args) {
  const electron = hasDisplay() ? await findElectron() : undefined
  if (electron) return startElectron(electronProgram(electron), args)
  console.log(
    hasDisplay()
      ? 'Electron is not here and cannot be had: Afterword opens in the browser.'
      : 'There is no screen here: open the link in a browser of this computer.',
  )
  const child = spawn(node24, [join(root, 'out/main/server.js'), ...args], {
    cwd: root,
    env: environment(),
    stdio: ['inherit', 'pipe', 'inherit'],
  })
  createInterface({ input: child.stdout }).on('line', (line) => {
    console.log(line)
    if (line.startsWith('http://127.0.0.1:') && hasDisplay()) openBrowser(line)
  })
  return ended(child)
}

function startElectron(program, args) {
  // Chromium's sandbox cannot be had by root.
  const flags = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return ended(spawn(program, [root, ...flags, ...args], { cwd: root, env: environment(), stdio: 'inherit' }))
}

function openBrowser(link) {
  const [program, ...args] = windows
    ? ['cmd', '/c', 'start', '', link]
    : [process.platform === 'darwin' ? 'open' : 'xdg-open', link]
  spawn(program, args, { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref()
}

function ended(child) {
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  return new Promise((resolve) => child.on('close', (code) => resolve(code ?? 0)))
}
