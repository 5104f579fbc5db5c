import { createReadStream } from 'node:fs'
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Core } from '#core/core.ts'
import { staticFile } from '#core/shell/staticFiles.ts'
import { AfterwordError } from '#shared/errors.ts'
import { commonHeaders, fileHeaders, pagePolicy, parseRange } from '#shared/shell/headers.ts'
import { sendJson, sendStream, sendText } from './answers.ts'
import { EventStreams } from './events.ts'
import { Gate } from './gate.ts'
import { maxCallBytes, readJson } from './rpc.ts'
import { receiveUpload, uploadName } from './uploads.ts'

export interface ServerOptions {
  core: Core
  /** The folder of the built interface. */
  staticFolder: string
  /** Bytes of one uploaded file; 8 GiB where it is left out. */
  maxUploadBytes?: number
}

export interface Server {
  /** http://127.0.0.1:PORT, without a way in. */
  url: string
  /** The first way in; it works once. */
  launchLink: string
  newLaunchLink(): string
  close(): Promise<void>
}

/** The browser shell: the same application, on the loopback address, for the one browser that opens its launch link. */
export async function createServer(options: ServerOptions): Promise<Server> {
  const { core, staticFolder, maxUploadBytes = 8 * 1024 ** 3 } = options
  const events = new EventStreams(core)
  // Large uploads take their time; only the head of a request is hurried.
  const http = createHttpServer({ requestTimeout: 0, headersTimeout: 10_000 })
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject)
    http.listen(0, '127.0.0.1', resolve)
  })
  const gate = new Gate((http.address() as AddressInfo).port)

  http.on('request', (request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy()
      else refuse(response, error)
    })
  })

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const wrongAddress = gate.checkAddress(request)
    if (wrongAddress) return sendText(response, wrongAddress.status, wrongAddress.message)
    if (!URL.canParse(request.url!, gate.origin))
      return sendText(response, 400, 'This address cannot be read.')
    const url = new URL(request.url!, gate.origin)
    if (request.method === 'POST') return write(request, response, url)
    if (request.method !== 'GET') return sendText(response, 405, 'Afterword knows GET and POST only.')
    if (url.pathname === '/launch') return launch(response, url)
    const refusal = gate.checkReading(request)
    if (refusal) return sendText(response, refusal.status, refusal.message)
    if (url.pathname === '/events') return events.add(response)
    if (url.pathname.startsWith('/files/')) return sendFile(request, response, url)
    return sendStatic(response, url.pathname)
  }

  async function write(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const isUpload = url.pathname === '/upload'
    if (!isUpload && url.pathname !== '/rpc') return sendText(response, 404, 'There is nothing here.')
    const refusal = gate.checkWriting(request, isUpload ? 'application/octet-stream' : 'application/json')
    if (refusal) return sendText(response, refusal.status, refusal.message)
    const limit = isUpload ? maxUploadBytes : maxCallBytes
    if (Number(request.headers['content-length'] ?? 0) > limit)
      return sendText(response, 413, `This is too large: ${limit} bytes at most can be taken in.`)
    if (!isUpload) return sendJson(response, await core.dispatch(await readJson(request)))
    const name = uploadName(url.searchParams.get('name'))
    sendJson(response, { ok: await receiveUpload(request, core.files, name, limit) })
  }

  function launch(response: ServerResponse, url: URL): void {
    const cookie = gate.redeem(url.searchParams.get('token') ?? '')
    if (!cookie) {
      sendText(response, 403, 'This launch link was used already. Start Afterword again for a new one.')
      return
    }
    response.writeHead(303, {
      ...commonHeaders,
      Location: '/',
      'Set-Cookie': cookie,
      'Cache-Control': 'no-store',
    })
    response.end()
  }

  async function sendFile(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const ref = url.pathname.slice('/files/'.length)
    const file = core.files.get(ref)
    const headers = fileHeaders(file, { download: url.searchParams.has('download') })
    const range = parseRange(request.headers.range, file.size)
    if (range === 'unsatisfiable') {
      response.writeHead(416, { ...headers, 'Content-Range': `bytes */${file.size}` })
      response.end()
      return
    }
    const length = range ? range.end - range.start + 1 : file.size
    response.writeHead(range ? 206 : 200, {
      ...headers,
      'Content-Length': length,
      ...(range ? { 'Content-Range': `bytes ${range.start}-${range.end}/${file.size}` } : {}),
    })
    await sendStream(response, core.files.read(ref, range))
  }

  async function sendStatic(response: ServerResponse, pathname: string): Promise<void> {
    const found = await staticFile(staticFolder, pathname)
    if (!found) return sendText(response, 404, 'There is nothing here.')
    response.writeHead(200, {
      ...commonHeaders,
      'Content-Type': found.mediaType,
      'Content-Length': found.size,
      'Content-Security-Policy': pagePolicy,
      'Cache-Control': pathname.startsWith('/assets/') ? 'private, max-age=31536000, immutable' : 'no-store',
    })
    await sendStream(response, createReadStream(found.path))
  }

  return {
    url: gate.origin,
    launchLink: gate.newLaunchLink(),
    newLaunchLink: () => gate.newLaunchLink(),
    async close() {
      events.close()
      const closed = new Promise<void>((resolve) => http.close(() => resolve()))
      http.closeAllConnections()
      await closed
    },
  }
}

/** Unlike a refused call, which is an answer of the core, this is about the request itself. */
function refuse(response: ServerResponse, error: unknown): void {
  response.setHeader('Connection', 'close')
  if (!(error instanceof AfterwordError)) sendText(response, 500, 'Afterword could not answer this.')
  else if (error.code === 'not-found') sendText(response, 404, error.message)
  else sendText(response, 400, error.message)
}
