import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { z } from 'zod'
import type { Remembering } from '#shared/shell/desktop.ts'
import type { KeyStore } from './keyStore.ts'

const file = z.record(z.string().max(4_000), z.base64())
const maxKept = 50

/** Passphrases of workspaces, encrypted by the operating system's key store. They never go back to a window. */
export class Remembered {
  readonly #path: string
  readonly #store: KeyStore

  constructor(path: string, store: KeyStore) {
    this.#path = path
    this.#store = store
  }

  async state(): Promise<Remembering> {
    const why = await this.#store.weakness()
    return { possible: why === null, why: why ?? '', paths: Object.keys(await this.#read()) }
  }

  /** @throws Error with a sentence for the user where the store is no protection */
  async remember(folder: string, passphrase: string): Promise<void> {
    const why = await this.#store.weakness()
    if (why) throw new Error(why)
    const kept = (await this.#store.encrypt(passphrase)).toString('base64')
    const others = Object.entries(await this.#read()).filter(([path]) => path !== resolve(folder))
    await this.#write(Object.fromEntries([...others, [resolve(folder), kept]].slice(-maxKept)))
  }

  /** The passphrase, or null where none is kept or the store no longer opens it. */
  async recall(folder: string): Promise<string | null> {
    const kept = new Map(Object.entries(await this.#read())).get(resolve(folder))
    if (!kept || (await this.#store.weakness())) return null
    try {
      return await this.#store.decrypt(Buffer.from(kept, 'base64'))
    } catch {
      return null
    }
  }

  async forget(folder: string): Promise<void> {
    const others = Object.entries(await this.#read()).filter(([path]) => path !== resolve(folder))
    await this.#write(Object.fromEntries(others))
  }

  async #read(): Promise<z.infer<typeof file>> {
    try {
      return file.parse(JSON.parse(await readFile(this.#path, 'utf8')))
    } catch {
      return {}
    }
  }

  async #write(kept: z.infer<typeof file>): Promise<void> {
    await mkdir(dirname(this.#path), { recursive: true })
    await writeFile(`${this.#path}.new`, JSON.stringify(kept), { mode: 0o600 })
    await rename(`${this.#path}.new`, this.#path)
  }
}
