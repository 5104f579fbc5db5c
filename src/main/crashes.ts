import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { release } from 'node:os'
import { join } from 'node:path'
import type { CrashReport } from '#shared/shell/desktop.ts'

const namePattern = /^crash-[0-9TZ.-]{10,40}\.txt$/
const maxReports = 50
const maxDetail = 4_000

/**
 * Reports of what ended unexpectedly: one short text a time, in a folder of this computer. They hold no memory and nothing
 * of a workspace, and nobody but the user ever sends one.
 */
export class CrashReports {
  readonly folder: string
  readonly #version: string

  constructor(folder: string, version: string) {
    this.folder = folder
    this.#version = version
  }

  /** @param what ended, as a sentence; `detail`, where there is one, as the system gave it */
  async write(what: string, detail = '', now = new Date()): Promise<void> {
    const at = now.toISOString()
    const text = [
      what,
      `Time: ${at}`,
      `Afterword ${this.#version}, Electron ${process.versions.electron ?? 'none'}, Node ${process.versions.node}`,
      `System: ${process.platform} ${process.arch} ${release()}`,
      ...(detail ? ['', detail.slice(0, maxDetail)] : []),
    ].join('\n')
    try {
      await mkdir(this.folder, { recursive: true })
      await writeFile(join(this.folder, `crash-${at.replaceAll(':', '-')}.txt`), `${text}\n`, { mode: 0o600 })
      const names = await this.#names()
      for (const name of names.slice(0, Math.max(0, names.length - maxReports)))
        await rm(join(this.folder, name), { force: true })
    } catch (error) {
      // A report that cannot be written must not be a second fault.
      console.error(error)
    }
  }

  /** The newest first. */
  async list(): Promise<CrashReport[]> {
    const reports: CrashReport[] = []
    for (const file of (await this.#names()).reverse()) {
      const [what = '', time = ''] = (await readFile(join(this.folder, file), 'utf8').catch(() => '')).split(
        '\n',
      )
      reports.push({ file, what: what.slice(0, 300), at: time.replace(/^Time: /, '').slice(0, 40) })
    }
    return reports
  }

  async clear(): Promise<void> {
    for (const name of await this.#names()) await rm(join(this.folder, name), { force: true })
  }

  async #names(): Promise<string[]> {
    const names = await readdir(this.folder).catch(() => [])
    return names.filter((name) => namePattern.test(name)).sort()
  }
}
