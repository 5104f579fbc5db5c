import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { protocol, type Session } from 'electron'
import { staticFile } from '#core/shell/staticFiles.ts'
import { commonHeaders, fileHeaders, pagePolicy, parseRange } from '#shared/shell/headers.ts'
import { isAppUrl } from './address.ts'
import type { CoreHost } from './coreHost.ts'
import type { StoredFile } from './messages.ts'

/** Has to be called before the application is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
  ])
}

const nothingHere = () => new Response('There is nothing here.\n', { status: 404, headers: commonHeaders })

function streamOf(path: string, range?: { start: number; end: number }): ReadableStream {
  return Readable.toWeb(createReadStream(path, range)) as ReadableStream
}

/** Answers app://afterword/: the built interface, and the files that the core has at hand under /files/. */
export function serveScheme(session: Session, rendererFolder: string, core: CoreHost): void {
  session.protocol.handle('app', async (request) => {
    if (!isAppUrl(request.url) || request.method !== 'GET') return nothingHere()
    const url = new URL(request.url)
    if (url.pathname.startsWith('/files/')) return offered(request, url)
    const found = await staticFile(rendererFolder, url.pathname)
    if (!found) return nothingHere()
    return new Response(streamOf(found.path), {
      headers: {
        ...commonHeaders,
        'Content-Type': found.mediaType,
        'Content-Length': String(found.size),
        'Content-Security-Policy': pagePolicy,
      },
    })
  })

  async function offered(request: Request, url: URL): Promise<Response> {
    const answer = await core.ask<StoredFile>({ kind: 'file', ref: url.pathname.slice('/files/'.length) })
    if ('error' in answer) return nothingHere()
    const file = answer.ok
    const headers = fileHeaders(file, { download: url.searchParams.has('download') })
    const range = parseRange(request.headers.get('range'), file.size)
    if (range === 'unsatisfiable') return new Response(null, { status: 416, headers })
    const length = range ? range.end - range.start + 1 : file.size
    return new Response(streamOf(file.path, range), {
      status: range ? 206 : 200,
      headers: {
        ...headers,
        'Content-Length': String(length),
        ...(range ? { 'Content-Range': `bytes ${range.start}-${range.end}/${file.size}` } : {}),
      },
    })
  }
}
