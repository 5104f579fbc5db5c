import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { chromium } from 'playwright'
import { sharedFolder } from '../shared.ts'
import { DebuggedPage } from './page.ts'

const root = resolve(import.meta.dirname, '../..')
// Chromium's sandbox cannot be had by root, and a screen that nobody sees has no graphics processor.
const flags = [
  '--remote-debugging-port=0',
  '--disable-gpu',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
]

/** A window that was started, and the moment at which its process was. */
export interface Started {
  page: DebuggedPage
  pid: number
  startedAt: number
  close(): Promise<void>
}

/** Afterword as a user starts it, and beside it an empty window of the same runtime. */
export interface Shell {
  name: string
  empty(): Promise<Started>
  application(): Promise<Started>
  close(): void
}

export const now = () => performance.timeOrigin + performance.now()

/** The real Electron where one is at hand, else the browser shell in Chromium. */
export async function findShell(): Promise<Shell> {
  const electron = process.platform === 'linux' ? electronProgram() : undefined
  const screen = await openScreen()
  return electron && screen ? electronShell(electron, screen) : browserShell(screen)
}

function electronProgram(): string | undefined {
  const places = [process.env.ELECTRON_OVERRIDE_DIST_PATH, join(root, 'node_modules/electron/dist')]
  const script = join(sharedFolder() ?? '', 'tools/electron-runtime')
  if (existsSync(script)) places.push(execFileSync(script, { encoding: 'utf8' }).trim().split('\n').at(-1))
  return places.map((place) => join(place ?? '', 'electron')).find((path) => existsSync(path))
}

interface Screen {
  display: string
  close(): void
}

async function openScreen(): Promise<Screen | undefined> {
  if (process.env.DISPLAY) return { display: process.env.DISPLAY, close: () => {} }
  if (!existsSync('/usr/bin/Xvfb')) return undefined
  const size = ['-screen', '0', '1400x900x24', '-nolisten', 'tcp']
  const child = spawn('/usr/bin/Xvfb', ['-displayfd', '1', ...size], { stdio: ['ignore', 'pipe', 'ignore'] })
  const number = await new Promise<string>((found) => createInterface(child.stdout!).once('line', found))
  return { display: `:${number}`, close: () => child.kill() }
}

/** Attaches to a window that was started with a debugging port. */
async function attached(child: ChildProcess, startedAt: number, close = () => {}): Promise<Started> {
  const port = await new Promise<string>((found, failed) => {
    createInterface(child.stderr!).on('line', (line) => {
      const match = /DevTools listening on ws:\/\/127\.0\.0\.1:(\d+)/.exec(line)
      if (match) found(match[1]!)
    })
    child.once('exit', (code) => failed(new Error(`The window ended at once (${code}).`)))
  })
  const page = await DebuggedPage.of(port)
  return {
    page,
    pid: child.pid!,
    startedAt,
    async close() {
      const ended = new Promise((done) => child.once('exit', done))
      page.close()
      child.kill()
      await ended
      close()
    },
  }
}

function electronShell(program: string, screen: Screen): Shell {
  const folder = mkdtempSync(join(tmpdir(), 'afterword-start-'))
  const blank = join(folder, 'blank')
  mkdirSync(blank)
  writeFileSync(join(blank, 'package.json'), JSON.stringify({ name: 'blank', main: 'main.js' }))
  writeFileSync(
    join(blank, 'main.js'),
    `const { app, BrowserWindow } = require('electron')
app.setPath('userData', ${JSON.stringify(join(folder, 'blank-data'))})
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1280, height: 820, show: false, webPreferences: { sandbox: true } })
  window.once('ready-to-show', () => window.show())
  window.loadURL('data:text/html,<p>Empty')
})`,
  )
  const { ELECTRON_RUN_AS_NODE: _, NODE_OPTIONS: __, ...env } = process.env
  const start = (app: string) => {
    const startedAt = now()
    const child = spawn(program, [...flags, app], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: {
        ...env,
        DISPLAY: screen.display,
        AFTERWORD_SETTINGS: join(folder, 'settings'),
        AFTERWORD_NODE: process.execPath,
      },
    })
    return attached(child, startedAt)
  }
  return {
    name: 'Electron',
    empty: () => start(blank),
    application: () => start(root),
    close() {
      screen.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function browserShell(screen: Screen | undefined): Shell {
  const folder = mkdtempSync(join(tmpdir(), 'afterword-start-'))
  const program = [process.env.CHROME_PATH, '/usr/bin/chromium', chromium.executablePath()].find(
    (path) => path && existsSync(path),
  )
  if (!program) throw new Error('There is neither an Electron nor a Chromium (CHROME_PATH) to start.')
  const start = (address: string, startedAt: number, close?: () => void) => {
    const data = `--user-data-dir=${join(folder, 'browser')}`
    const child = spawn(
      program,
      [...flags, '--no-first-run', ...(screen ? [] : ['--headless']), data, address],
      {
        stdio: ['ignore', 'ignore', 'pipe'],
        env: { ...process.env, ...(screen ? { DISPLAY: screen.display } : {}) },
      },
    )
    return attached(child, startedAt, close)
  }
  return {
    name: 'the browser shell in Chromium',
    empty: () => start('data:text/html,<p>Empty', now()),
    async application() {
      const startedAt = now()
      const server = spawn(process.execPath, [join(root, 'out/main/server.js')], {
        stdio: ['ignore', 'pipe', 'ignore'],
        env: { ...process.env, AFTERWORD_SETTINGS: join(folder, 'settings') },
      })
      const link = await new Promise<string>((found) => createInterface(server.stdout!).once('line', found))
      return start(link, startedAt, () => server.kill())
    },
    close() {
      screen?.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
