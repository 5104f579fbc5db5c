/** Opening and closing a workspace take turns; what uses the open one is ended before it is closed. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve()
  readonly #running = new Set<Promise<unknown>>()

  /** Opens or closes a workspace, after those that came before. */
  switching<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#last.then(work)
    this.#last = done.catch(() => undefined)
    return done
  }

  /** Runs what may use the open workspace. */
  using<T>(work: () => Promise<T>): Promise<T> {
    const done = work()
    this.#running.add(done)
    const forget = () => void this.#running.delete(done)
    done.then(forget, forget)
    return done
  }

  /** When all that runs now has ended. */
  async ended(): Promise<void> {
    await Promise.allSettled(this.#running)
  }
}
