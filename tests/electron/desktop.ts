import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { _electron, type ElectronApplication, type Page } from 'playwright'
import { sharedFolder } from '../shared.ts'

export const root = resolve(import.meta.dirname, '../..')

/** The program of an Electron that is at hand, and why none is. */
export function findDesktop(): { program?: string; why?: string } {
  if (process.platform !== 'linux') return { why: 'they run on Linux' }
  if (!existsSync(join(root, 'out/main/index.js')))
    return { why: 'the application is not built (npm run build)' }
  if (!process.env.DISPLAY && !existsSync('/usr/bin/Xvfb'))
    return { why: 'there is no screen (install xvfb)' }
  const folder = runtimeFolder()
  return folder
    ? { program: join(folder, 'electron') }
    : { why: 'there is no Electron (ELECTRON_OVERRIDE_DIST_PATH)' }
}

function runtimeFolder(): string | undefined {
  const places = [process.env.ELECTRON_OVERRIDE_DIST_PATH, join(root, 'node_modules/electron/dist')]
  const found = places.find((place): place is string => !!place && existsSync(join(place, 'electron')))
  if (found) return found
  const shared = sharedFolder()
  if (!shared) return undefined
  try {
    const printed = execFileSync(join(shared, 'tools/electron-runtime'), {
      encoding: 'utf8',
      timeout: 240_000,
    })
    return printed.trim().split('\n').at(-1)
  } catch {
    return undefined
  }
}

/** A screen that nobody sees, where there is none. */
export async function openScreen(): Promise<{ display: string; close(): void }> {
  if (process.env.DISPLAY) return { display: process.env.DISPLAY, close: () => {} }
  const screen = spawn(
    '/usr/bin/Xvfb',
    ['-displayfd', '1', '-screen', '0', '1400x900x24', '-nolisten', 'tcp'],
    {
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  )
  const number = await new Promise<string>((resolve, reject) => {
    createInterface({ input: screen.stdout! }).once('line', resolve)
    screen.once('exit', () => reject(new Error('Xvfb ended at once')))
  })
  return { display: `:${number.trim()}`, close: () => screen.kill() }
}

export interface Desktop {
  app: ElectronApplication
  page: Page
  close(): Promise<void>
}

export class DesktopRig {
  readonly folder = mkdtempSync(join(tmpdir(), 'afterword-desktop-'))
  readonly settings = join(this.folder, 'settings')
  readonly #program: string
  #screen: { display: string; close(): void } | undefined

  constructor(program: string) {
    this.#program = program
  }

  get #environment(): Record<string, string> {
    const { ELECTRON_RUN_AS_NODE: _, NODE_OPTIONS: __, ...env } = process.env
    return {
      ...(env as Record<string, string>),
      DISPLAY: this.#screen!.display,
      AFTERWORD_SETTINGS: this.settings,
      AFTERWORD_NODE: process.execPath,
    }
  }

  /**
   * A screen that nobody sees has no graphics processor, and a window can wait for one for ever. Chromium's sandbox
   * cannot be had by root.
   */
  get #arguments(): string[] {
    return ['--disable-gpu', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), root]
  }

  /** @param paths what it is asked to open */
  async open(paths: readonly string[] = []): Promise<Desktop> {
    this.#screen ??= await openScreen()
    const app = await this.#launch(paths)
    const page = await app.firstWindow()
    return { app, page, close: () => app.close() }
  }

  /** Now and then playwright attaches to a runtime as old as Electron 33 and hears nothing more; it is asked again then. */
  async #launch(paths: readonly string[]): Promise<ElectronApplication> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await _electron.launch({
          executablePath: this.#program,
          args: [...this.#arguments, ...paths],
          env: this.#environment,
          cwd: root,
          timeout: 30_000,
        })
      } catch (error) {
        if (attempt === 3) throw error
        console.warn(`The runtime did not answer at attempt ${attempt}; it is started again.`)
      }
    }
  }

  /** The same program once more, without anybody at its strings; `paths` is what it is asked to open. */
  start(paths: readonly string[] = []): ChildProcess {
    return spawn(this.#program, [...this.#arguments, ...paths], {
      cwd: root,
      env: this.#environment,
      stdio: 'ignore',
    })
  }

  close(): void {
    this.#screen?.close()
    rmSync(this.folder, { recursive: true, force: true })
  }
}

/** The processes of the core that belong to this application, from the system's own list. */
export function coreProcesses(app: ElectronApplication): number[] {
  const parent = app.process().pid
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const status = readFileSync(`/proc/${pid}/stat`, 'utf8')
        const parentOf = Number(status.slice(status.lastIndexOf(')') + 2).split(' ')[1])
        return parentOf === parent && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('coreProcess')
      } catch {
        return false
      }
    })
}
