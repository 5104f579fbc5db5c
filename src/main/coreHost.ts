import type { Answer, CoreEvent } from '#shared/contract/envelope.ts'
import type { Connection } from '#shared/platform.ts'
import type { CoreLink, CoreListeners } from './coreLinks.ts'
import type { FromCore, Request } from './messages.ts'

const stopped: Answer = {
  error: {
    code: 'internal',
    message:
      'The part of Afterword that keeps the workspace stopped and was started again. What was saved is safe. Open the workspace again.',
  },
}

export interface CoreHostOptions {
  start(listeners: CoreListeners): CoreLink
  onEvent(event: CoreEvent): void
  onConnection(state: Connection): void
  /** The core ended again and again; nobody starts it any more. */
  onGivenUp(): void
  pingMs?: number
  patienceMs?: number
}

/** Keeps the core's process running, hands it requests, and says when it hangs or ends. */
export class CoreHost {
  readonly #options: CoreHostOptions
  readonly #pending = new Map<number, (answer: Answer) => void>()
  readonly #timer: NodeJS.Timeout
  #link: CoreLink
  #nextId = 1
  #ends: number[] = []
  #closing = false
  #ready = false
  #lastSign = Date.now()
  #state: Connection = 'connected'

  constructor(options: CoreHostOptions) {
    this.#options = options
    this.#link = this.#start()
    this.#timer = setInterval(() => this.#ping(), options.pingMs ?? 5_000)
  }

  /** Never throws; where the core ended meanwhile, the answer says so. */
  ask<T = unknown>(request: Request): Promise<Answer<T>> {
    if (this.#closing && request.kind !== 'close') return Promise.resolve(stopped as Answer<T>)
    const id = this.#nextId++
    return new Promise((resolve) => {
      this.#pending.set(id, resolve as (answer: Answer) => void)
      this.#link.send({ id, request })
    })
  }

  /** Resolves when all that was asked until now is answered, or after that time. */
  async settled(patienceMs = 3_000): Promise<void> {
    const until = Date.now() + patienceMs
    const asked = [...this.#pending.keys()]
    while (Date.now() < until && asked.some((id) => this.#pending.has(id)))
      await new Promise((resolve) => setTimeout(resolve, 20))
  }

  /** For the test of a crash, and for one that hangs. */
  kill(): void {
    this.#link.kill()
  }

  /** Lets the core finish and close its workspace; kills it where that takes too long. */
  async close(patienceMs = 10_000): Promise<void> {
    this.#closing = true
    clearInterval(this.#timer)
    let timer: NodeJS.Timeout | undefined
    const late = new Promise((resolve) => {
      timer = setTimeout(resolve, patienceMs)
    })
    await Promise.race([this.ask({ kind: 'close' }), late])
    clearTimeout(timer)
    this.#link.kill()
  }

  #start(): CoreLink {
    this.#ready = false
    return this.#options.start({ message: (message) => this.#receive(message), exit: () => this.#ended() })
  }

  #receive(message: FromCore): void {
    this.#lastSign = Date.now()
    if ('ready' in message) {
      this.#ready = true
      // Whatever windows kept of the process before is old.
      if (this.#state === 'restarting')
        this.#options.onEvent({ change: { entities: ['workspace'], revision: 0 } })
      this.#tell('connected')
    } else if ('event' in message) this.#options.onEvent(message.event)
    else {
      if (this.#ready) this.#tell('connected')
      this.#pending.get(message.id)?.(message.answer)
      this.#pending.delete(message.id)
    }
  }

  #ended(): void {
    for (const resolve of this.#pending.values()) resolve(stopped)
    this.#pending.clear()
    if (this.#closing) return
    this.#tell('restarting')
    const now = Date.now()
    this.#ends = [...this.#ends.filter((end) => now - end < 60_000), now]
    if (this.#ends.length > 3) {
      this.#closing = true
      clearInterval(this.#timer)
      this.#options.onGivenUp()
    } else {
      this.#lastSign = now
      this.#link = this.#start()
    }
  }

  #ping(): void {
    if (!this.#ready) return
    if (Date.now() - this.#lastSign > (this.#options.patienceMs ?? 15_000)) this.#tell('unresponsive')
    void this.ask({ kind: 'ping' })
  }

  #tell(state: Connection): void {
    if (state === this.#state) return
    this.#state = state
    this.#options.onConnection(state)
  }
}
