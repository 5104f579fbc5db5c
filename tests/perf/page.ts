/**
 * A page behind a debugging port (Chrome DevTools Protocol). Playwright is not between, since its attaching holds a start
 * up, and an Electron as old as 33 does not always answer it.
 */
export class DebuggedPage {
  readonly #socket: WebSocket
  readonly #waiting = new Map<number, (message: Reply) => void>()
  #next = 1

  private constructor(socket: WebSocket) {
    this.#socket = socket
    socket.onmessage = ({ data }) => {
      const message = JSON.parse(String(data)) as Reply
      if (message.id === undefined) return
      this.#waiting.get(message.id)?.(message)
      this.#waiting.delete(message.id)
    }
  }

  /** The first page of the browser at this port, as soon as there is one. */
  static async of(port: string): Promise<DebuggedPage> {
    for (let attempt = 0; attempt < 2_000; attempt++) {
      const answer = await fetch(`http://127.0.0.1:${port}/json/list`).catch(() => undefined)
      const targets = ((await answer?.json()) ?? []) as Target[]
      const page = targets.find(({ type, url }) => type === 'page' && /^(app|data|http):/.test(url))
      if (page) {
        const socket = new WebSocket(page.webSocketDebuggerUrl)
        await new Promise((open, failed) => {
          socket.onopen = open
          socket.onerror = () => failed(new Error('The page does not let itself be debugged.'))
        })
        return new DebuggedPage(socket)
      }
      await new Promise((wait) => setTimeout(wait, 10))
    }
    throw new Error('The window has no page.')
  }

  /** The value of an expression in the page; of a promise, what it becomes. */
  async evaluate<T>(expression: string): Promise<T> {
    const { result, error } = await this.#send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    })
    const thrown = error?.message ?? result?.exceptionDetails?.exception?.description
    if (thrown) throw new Error(`${expression.slice(0, 80)}: ${thrown}`)
    return result?.result?.value as T
  }

  /** Asks again and again until the value is something; while a document is on its way, there is none. */
  async until<T>(expression: string, what: string): Promise<T> {
    for (let attempt = 0; attempt < 1_000; attempt++) {
      const value = await this.evaluate<T | null>(expression).catch(() => null)
      if (value) return value
      await new Promise((wait) => setTimeout(wait, 20))
    }
    throw new Error(`This did not come in the window: ${what}.`)
  }

  /** Types into the field that has the focus. */
  async type(text: string): Promise<void> {
    await this.#send('Input.insertText', { text })
  }

  close(): void {
    this.#socket.close()
  }

  #send(method: string, params: object): Promise<Reply> {
    const id = this.#next++
    return new Promise((answered) => {
      this.#waiting.set(id, answered)
      this.#socket.send(JSON.stringify({ id, method, params }))
    })
  }
}

interface Target {
  type: string
  url: string
  webSocketDebuggerUrl: string
}

interface Reply {
  id?: number
  error?: { message: string }
  result?: { result?: { value?: unknown }; exceptionDetails?: { exception?: { description?: string } } }
}
