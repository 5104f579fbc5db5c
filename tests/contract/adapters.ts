import { fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createCore } from '#core/core.ts'
import { createServer } from '#server/server.ts'
import type { Answer, CoreEvent } from '#shared/contract/envelope.ts'
import { rawRequest } from './rawHttp.ts'

const root = resolve(import.meta.dirname, '../..')

/** One way to the core, as a client has it. */
export interface Adapter {
  /** A folder of its own for workspaces. */
  folder: string
  invoke(envelope: unknown): Promise<Answer>
  events: CoreEvent[]
  close(): Promise<void>
}

const newFolder = () => mkdtempSync(join(tmpdir(), 'afterword-contract-'))
const optionsIn = (folder: string) => ({
  resources: join(root, 'resources'),
  settings: join(folder, 'settings'),
})

/** In process: the command line and the tests. */
async function inProcess(): Promise<Adapter> {
  const folder = newFolder()
  const core = await createCore(optionsIn(folder))
  const events: CoreEvent[] = []
  core.subscribe((event) => events.push(event))
  return {
    folder,
    invoke: (envelope) => core.dispatch(envelope),
    events,
    async close() {
      await core.close()
      rmSync(folder, { recursive: true })
    },
  }
}

/** Over HTTP: the browser shell. */
async function http(): Promise<Adapter> {
  const folder = newFolder()
  const core = await createCore(optionsIn(folder))
  const server = await createServer({ core, staticFolder: folder })
  const launch = new URL(server.launchLink)
  const port = Number(launch.port)
  const first = [`GET ${launch.pathname}${launch.search} HTTP/1.1`, `Host: ${launch.host}`]
  const { headers } = await rawRequest(port, first)
  const base = [
    `Host: ${launch.host}`,
    `Cookie: ${headers['set-cookie']!.split(';')[0]}`,
    'Sec-Fetch-Site: same-origin',
  ]
  const events: CoreEvent[] = []
  const fields = Object.fromEntries(base.map((line) => line.split(': ') as [string, string]))
  const stream = request({ host: '127.0.0.1', port, path: '/events', headers: fields }, (response) => {
    let text = ''
    response.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        const line = text.slice(0, end)
        if (line.startsWith('data: ')) events.push(JSON.parse(line.slice(6)) as CoreEvent)
        text = text.slice(end + 2)
      }
    })
  })
  await new Promise<void>((open) => stream.once('response', () => open()).end())
  stream.on('error', () => {})
  return {
    folder,
    async invoke(envelope) {
      const body = JSON.stringify(envelope)
      const length = `Content-Length: ${Buffer.byteLength(body)}`
      const lines = [
        'POST /rpc HTTP/1.1',
        ...base,
        `Origin: ${server.url}`,
        'Content-Type: application/json',
        length,
      ]
      return JSON.parse((await rawRequest(port, lines, body)).body) as Answer
    },
    events,
    async close() {
      stream.destroy()
      await server.close()
      await core.close()
      rmSync(folder, { recursive: true })
    },
  }
}

/** Over the channel between Electron's main process and the core's own. */
async function channel(): Promise<Adapter> {
  const folder = newFolder()
  const { resources, settings } = optionsIn(folder)
  const child = fork(join(root, 'src/main/coreProcess.ts'), {
    execPath: process.execPath,
    env: { ...process.env, AFTERWORD_RESOURCES: resources, AFTERWORD_SETTINGS: settings },
  })
  const events: CoreEvent[] = []
  const waiting = new Map<number, (answer: Answer) => void>()
  await new Promise<void>((ready) => {
    child.on('message', (message: { ready?: true; event?: CoreEvent; id?: number; answer?: Answer }) => {
      if (message.ready) ready()
      if (message.event) events.push(message.event)
      if (message.id !== undefined) waiting.get(message.id)?.(message.answer!)
    })
  })
  let last = 0
  const send = (ask: object) =>
    new Promise<Answer>((answered) => {
      last += 1
      waiting.set(last, answered)
      child.send({ id: last, request: ask })
    })
  return {
    folder,
    invoke: (envelope) => send({ kind: 'call', envelope }),
    events,
    async close() {
      await send({ kind: 'close' })
      child.disconnect()
      rmSync(folder, { recursive: true })
    },
  }
}

export const adapters = {
  'in process': inProcess,
  'over HTTP': http,
  'over the channel of the desktop': channel,
}
