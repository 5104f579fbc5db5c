import type { FileHandle } from 'node:fs/promises'

const SIZE = 2 ** 20

/**
 * Writes one byte after the other into an open file, a mebibyte at a time, from two buffers: while one is being written,
 * the other is filled.
 */
export class BufferedOutput {
  readonly #file: FileHandle
  #filling = Buffer.allocUnsafe(SIZE)
  #spare = Buffer.allocUnsafe(SIZE)
  #filled = 0
  #sent = 0
  #writing: Promise<void> = Promise.resolve()

  constructor(file: FileHandle) {
    this.#file = file
  }

  /** Where the next byte will stand. */
  get position(): number {
    return this.#sent + this.#filled
  }

  async write(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length; ) {
      const taken = Math.min(SIZE - this.#filled, bytes.length - at)
      this.#filling.set(bytes.subarray(at, at + taken), this.#filled)
      this.#filled += taken
      at += taken
      if (this.#filled === SIZE) await this.#send()
    }
  }

  /** Leaves out bytes that somebody else wrote, after `settle`. */
  skip(bytes: number): void {
    this.#sent += bytes
  }

  /** Resolves when all that was given stands in the file. */
  async settle(): Promise<void> {
    await this.#send()
    await this.#writing
  }

  async #send(): Promise<void> {
    await this.#writing
    if (this.#filled === 0) return
    this.#writing = this.#writeOut(this.#filling.subarray(0, this.#filled), this.#sent)
    // whoever writes or settles next learns of an error
    this.#writing.catch(() => undefined)
    this.#sent += this.#filled
    this.#filled = 0
    const busy = this.#filling
    this.#filling = this.#spare
    this.#spare = busy
  }

  async #writeOut(bytes: Buffer, position: number): Promise<void> {
    for (let at = 0; at < bytes.length; ) {
      const { bytesWritten } = await this.#file.write(bytes, at, bytes.length - at, position + at)
      at += bytesWritten
    }
  }
}
