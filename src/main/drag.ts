import { rmSync } from 'node:fs'
import { copyFile, link, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { type NativeImage, nativeImage } from 'electron'
import type { StoredFile } from './messages.ts'

const side = 32

/** A plain sheet; what the system shows under the pointer is the file's name beside it. */
function sheet(): NativeImage {
  return nativeImage.createFromBitmap(Buffer.alloc(side * side * 4, 0xb4), { width: side, height: side })
}

/** Files on their way to the file manager, under the names that they are known by, until Afterword quits. */
export class DragFolder {
  #folder: string | undefined

  readonly icon = sheet()

  /** The path of this file under its own name. A link where the system allows it: a pack may be large. */
  async place(file: StoredFile): Promise<string> {
    this.#folder ??= await mkdtemp(join(tmpdir(), 'afterword-drag-'))
    const place = join(this.#folder, file.ref)
    await mkdir(place, { recursive: true })
    const target = join(place, basename(file.name))
    await rm(target, { force: true })
    await link(file.path, target).catch(() => copyFile(file.path, target))
    return target
  }

  clear(): void {
    if (this.#folder) rmSync(this.#folder, { recursive: true, force: true })
    this.#folder = undefined
  }
}
