import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { extractAll } from '@electron/asar'
import { chromium, type Page } from 'playwright'
import { openScreen, root } from './desktop.ts'

export interface PackedWindow {
  page: Page
  process: ChildProcess
  close(): Promise<void>
}

/** A package made of the built application in a folder of its own: unpacked, and as its users start it. */
export class PackedRig {
  readonly folder = mkdtempSync(join(tmpdir(), 'afterword-package-'))
  readonly application = join(this.folder, 'linux-unpacked')
  readonly program = join(this.application, 'afterword')
  readonly resources = join(this.application, 'resources')
  readonly archive = join(this.resources, 'app.asar')
  /** The archive's content as plain files. */
  readonly extracted = join(this.folder, 'extracted')
  readonly #runtime: string
  #screen: { display: string; close(): void } | undefined

  /** @param electron the program of an unpacked Electron */
  constructor(electron: string) {
    this.#runtime = dirname(electron)
  }

  /** Runs the very script that makes packages. @throws Error with its output */
  make(): void {
    const made = spawnSync(
      process.execPath,
      ['build/package.mjs', '--linux', '--dir', '--out', this.folder],
      {
        cwd: root,
        encoding: 'utf8',
        env: { ...process.env, ELECTRON_OVERRIDE_DIST_PATH: this.#runtime },
      },
    )
    if (made.status !== 0) throw new Error(`build/package.mjs failed:\n${made.stdout}\n${made.stderr}`)
    extractAll(this.archive, this.extracted)
  }

  /** What Electron's own Node says to a script; the runtime's fuses still let it be a Node, the package's do not. */
  asNode(args: string[]): { status: number | null; stdout: string; stderr: string } {
    return spawnSync(join(this.#runtime, 'electron'), args, {
      encoding: 'utf8',
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      timeout: 30_000,
    })
  }

  /**
   * Starts the packed program and takes its window. Its fuses keep Node's inspector shut, so that Chromium's own port is
   * the way in.
   * @param core where the core runs: in Electron's own process, as it is shipped, or in a Node that can load SQLite
   */
  async open(core: 'electron' | 'node'): Promise<PackedWindow> {
    this.#screen ??= await openScreen()
    const { ELECTRON_RUN_AS_NODE: _, NODE_OPTIONS: __, AFTERWORD_NODE: ___, ...env } = process.env
    const flags = [
      '--disable-gpu',
      '--remote-debugging-port=0',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ]
    const child = spawn(this.program, flags, {
      env: {
        ...env,
        DISPLAY: this.#screen.display,
        AFTERWORD_SETTINGS: join(this.folder, `settings of ${core}`),
        ...(core === 'node' ? { AFTERWORD_NODE: this.#node() } : {}),
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
    const browser = await chromium.connectOverCDP(await addressOf(child))
    const page = browser.contexts()[0]!.pages()[0]!
    return {
      page,
      process: child,
      close: async () => {
        await page.close()
        await ended
      },
    }
  }

  close(): void {
    this.#screen?.close()
    rmSync(this.folder, { recursive: true, force: true })
  }

  /** A Node knows no archives: this one is handed the same file of the extracted archive. */
  #node(): string {
    const path = join(this.folder, 'bin/node')
    mkdirSync(dirname(path), { recursive: true })
    const script = `#!/bin/sh\nexec "${process.execPath}" "${this.extracted}\${1#*app.asar}"\n`
    writeFileSync(path, script, { mode: 0o755 })
    return path
  }
}

/** The address of Chromium's own port, once the page stands: whoever attaches while it begins can wait for ever. */
async function addressOf(child: ChildProcess): Promise<string> {
  const host = await new Promise<string>((resolve, reject) => {
    let text = ''
    const timer = setTimeout(() => reject(new Error(`the program opened no window:\n${text}`)), 30_000)
    child.once('exit', (code) => reject(new Error(`the program ended with ${code}:\n${text}`)))
    child.stderr!.on('data', (chunk) => {
      text += chunk
      const found = text.match(/DevTools listening on ws:\/\/([\d.:]+)/)
      if (!found) return
      clearTimeout(timer)
      resolve(found[1]!)
    })
  })
  for (let tries = 0; tries < 150; tries++) {
    const pages = (await (await fetch(`http://${host}/json/list`)).json()) as { url: string; title: string }[]
    if (pages.some(({ url, title }) => url === 'app://afterword/' && title === 'Afterword'))
      return `http://${host}`
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error('the program shows no page')
}
