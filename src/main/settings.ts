import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

export interface ShellSettings {
  window?: { x?: number; y?: number; width: number; height: number; maximized: boolean }
  /** Where the user last chose or kept a file. */
  folder?: string
}

/** What the shell remembers on this computer; a file that cannot be read counts as empty. */
export class SettingsFile {
  readonly #path: string
  readonly #values: ShellSettings

  constructor(path: string) {
    this.#path = path
    this.#values = read(path)
  }

  get values(): Readonly<ShellSettings> {
    return this.#values
  }

  change(values: ShellSettings): void {
    Object.assign(this.#values, values)
    mkdirSync(dirname(this.#path), { recursive: true })
    writeFileSync(`${this.#path}.new`, JSON.stringify(this.#values))
    renameSync(`${this.#path}.new`, this.#path)
  }
}

function read(path: string): ShellSettings {
  try {
    const values: unknown = JSON.parse(readFileSync(path, 'utf8'))
    return values !== null && typeof values === 'object' && !Array.isArray(values) ? { ...values } : {}
  } catch {
    return {}
  }
}
