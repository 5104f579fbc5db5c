import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import { desktopSettings } from '#shared/shell/desktop.ts'

const place = z.object({
  x: z.number().optional(),
  y: z.number().optional(),
  width: z.number().min(100).max(20_000),
  height: z.number().min(100).max(20_000),
  maximized: z.boolean(),
})
export type WindowPlace = z.infer<typeof place>

const shellSettings = z.object({
  window: place.optional().catch(undefined),
  /** Where the user last chose or kept a file. */
  folder: z.string().max(4_000).optional().catch(undefined),
  /** The day on which overdue actions were last told. */
  remindedOn: z.iso.date().optional().catch(undefined),
  desktop: desktopSettings.catch({ lockAfterMinutes: 30, lockWithScreen: true, remindOverdue: true }),
})
export type ShellSettings = z.infer<typeof shellSettings>

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

  change(values: Partial<ShellSettings>): void {
    Object.assign(this.#values, values)
    mkdirSync(dirname(this.#path), { recursive: true })
    writeFileSync(`${this.#path}.new`, JSON.stringify(this.#values))
    renameSync(`${this.#path}.new`, this.#path)
  }
}

function read(path: string): ShellSettings {
  try {
    return shellSettings.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return shellSettings.parse({})
  }
}
