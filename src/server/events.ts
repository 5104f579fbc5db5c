import type { ServerResponse } from 'node:http'
import type { Core } from '#core/core.ts'
import { commonHeaders } from '#shared/shell/headers.ts'
import { sendText } from './answers.ts'

const maxStreams = 32
const heartbeatMs = 20_000

/** Tells every open page what changed, as Server-Sent Events. */
export class EventStreams {
  readonly #open = new Set<ServerResponse>()
  readonly #unsubscribe: () => void
  readonly #heartbeat: NodeJS.Timeout

  constructor(core: Core) {
    this.#unsubscribe = core.subscribe((event) => this.#write(`data: ${JSON.stringify(event)}\n\n`))
    this.#heartbeat = setInterval(() => this.#write(': here\n\n'), heartbeatMs)
    this.#heartbeat.unref()
  }

  add(response: ServerResponse): void {
    if (this.#open.size >= maxStreams) {
      sendText(response, 503, 'Too many windows are open. Close one.')
      return
    }
    response.writeHead(200, {
      ...commonHeaders,
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store',
    })
    response.write('retry: 1000\n\n')
    this.#open.add(response)
    response.on('close', () => this.#open.delete(response))
  }

  close(): void {
    this.#unsubscribe()
    clearInterval(this.#heartbeat)
    for (const response of this.#open) response.end()
  }

  #write(text: string): void {
    for (const response of this.#open) response.write(text)
  }
}
