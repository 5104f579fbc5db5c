import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createServer, type Server } from '#server/server.ts'
import { echoCore } from './fakeCore.ts'
import { rawRequest } from './rawHttp.ts'

const core = echoCore()
let folder: string
let server: Server
let port: number
let cookie: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'afterword-server-'))
  await mkdir(join(folder, 'web/assets'), { recursive: true })
  await writeFile(join(folder, 'web/index.html'), '<!doctype html><title>Afterword</title>')
  await writeFile(join(folder, 'web/assets/app.js'), 'export {}')
  await writeFile(join(folder, 'secret.json'), '{"secret":true}')
  await symlink(join(folder, 'secret.json'), join(folder, 'web/assets/link.json'))
  server = await createServer({ core, staticFolder: join(folder, 'web'), maxUploadBytes: 1000 })
  port = Number(new URL(server.url).port)
  const launch = new URL(server.newLaunchLink())
  const answer = await rawRequest(port, [
    `GET ${launch.pathname}${launch.search} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
  ])
  cookie = answer.headers['set-cookie']!.split(';')[0]!
})
afterAll(async () => {
  await server.close()
  await core.close()
  await rm(folder, { recursive: true })
})

type Fields = Record<string, string | undefined>
function ask(method: string, path: string, fields: Fields = {}, body: Buffer | string = '') {
  const all: Fields = {
    Host: `127.0.0.1:${port}`,
    Cookie: cookie,
    'Sec-Fetch-Site': 'same-origin',
    ...(method === 'POST'
      ? {
          Origin: server.url,
          'Content-Type': 'application/json',
          'Content-Length': `${Buffer.byteLength(body)}`,
        }
      : {}),
    ...fields,
  }
  const lines = Object.entries(all).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}: ${value}`],
  )
  return rawRequest(port, [`${method} ${path} HTTP/1.1`, ...lines], body)
}
const call = JSON.stringify({ method: 'workspace.state', input: {} })

describe('the way in', () => {
  it('opens the application once by its launch link, and strips the token from the address', async () => {
    const link = new URL(server.newLaunchLink())
    const first = await ask('GET', link.pathname + link.search, { Cookie: undefined })
    expect(first.status).toBe(303)
    expect(first.headers.location).toBe('/')
    expect(first.headers['set-cookie']).toMatch(
      new RegExp(`^afterword-${port}=[\\w-]{43}; HttpOnly; SameSite=Strict; Path=/$`),
    )
    const again = await ask('GET', link.pathname + link.search, { Cookie: undefined })
    expect(again.status).toBe(403)
    expect(again.headers['set-cookie']).toBeUndefined()
  })

  it('serves its page under a policy that forbids all that is not its own', async () => {
    const page = await ask('GET', '/', { 'Sec-Fetch-Site': 'none' })
    expect(page.status).toBe(200)
    expect(page.headers['content-security-policy']).toContain("default-src 'none'; script-src 'self';")
    expect(page.headers['content-security-policy']).toContain("frame-ancestors 'none'")
    expect(page.headers['content-security-policy']).not.toContain('unsafe-eval')
    expect(page.headers['x-content-type-options']).toBe('nosniff')
    expect(page.headers['cross-origin-opener-policy']).toBe('same-origin')
    expect(Object.keys(page.headers).filter((name) => name.startsWith('access-control'))).toEqual([])
  })

  it('answers a call of its own page', async () => {
    const answer = await ask('POST', '/rpc', {}, call)
    expect(answer.status).toBe(200)
    expect(JSON.parse(answer.body)).toEqual({ ok: { envelope: JSON.parse(call) } })
  })
})

describe('who else asks', () => {
  const attacks: [name: string, method: string, path: string, fields: () => Fields, status: number][] = [
    ['page without a cookie', 'GET', '/', () => ({ Cookie: undefined }), 403],
    ['script without a cookie', 'GET', '/assets/app.js', () => ({ Cookie: undefined }), 403],
    ['events without a cookie', 'GET', '/events', () => ({ Cookie: undefined }), 403],
    ['cookie of another value', 'GET', '/', () => ({ Cookie: `afterword-${port}=${'A'.repeat(43)}` }), 403],
    ['cookie of another port', 'GET', '/', () => ({ Cookie: cookie.replace(`${port}`, '1') }), 403],
    ['two cookies', 'GET', '/', () => ({ Cookie: `${cookie}; ${cookie}` }), 403],
    ['rebound name as host', 'GET', '/', () => ({ Host: `evil.test:${port}` }), 421],
    ['localhost as host', 'GET', '/', () => ({ Host: `localhost:${port}` }), 421],
    ['host without port', 'GET', '/', () => ({ Host: '127.0.0.1' }), 421],
    ['rebound name at the launch link', 'GET', '/launch?token=x', () => ({ Host: `evil.test:${port}` }), 421],
    ['absolute address', 'GET', 'http://evil.test/', () => ({}), 400],
    ['address with two slashes', 'GET', '//evil.test/', () => ({}), 400],
    ['wrong token', 'GET', '/launch?token=AAAA', () => ({ Cookie: undefined }), 403],
    ['no token', 'GET', '/launch', () => ({ Cookie: undefined }), 403],
    ['read from another site', 'GET', '/', () => ({ 'Sec-Fetch-Site': 'cross-site' }), 403],
    ['read from the same site', 'GET', '/events', () => ({ 'Sec-Fetch-Site': 'same-site' }), 403],
    ['read by an unknown', 'GET', '/', () => ({ 'Sec-Fetch-Site': undefined }), 403],
    ['call without origin', 'POST', '/rpc', () => ({ Origin: undefined }), 403],
    ['call of a null origin', 'POST', '/rpc', () => ({ Origin: 'null' }), 403],
    ['call of another port', 'POST', '/rpc', () => ({ Origin: 'http://127.0.0.1:1' }), 403],
    ['call of a rebound page', 'POST', '/rpc', () => ({ Origin: `http://evil.test:${port}` }), 403],
    ['call without Sec-Fetch-Site', 'POST', '/rpc', () => ({ 'Sec-Fetch-Site': undefined }), 403],
    ['call from the address bar', 'POST', '/rpc', () => ({ 'Sec-Fetch-Site': 'none' }), 403],
    ['call without a cookie', 'POST', '/rpc', () => ({ Cookie: undefined }), 403],
    ['call as a form', 'POST', '/rpc', () => ({ 'Content-Type': 'application/x-www-form-urlencoded' }), 400],
    ['call as text', 'POST', '/rpc', () => ({ 'Content-Type': 'text/plain' }), 400],
    ['upload as a form', 'POST', '/upload?name=a', () => ({ 'Content-Type': 'multipart/form-data' }), 400],
    ['upload of another site', 'POST', '/upload?name=a', () => ({ Origin: 'https://evil.test' }), 403],
    ['preflight', 'OPTIONS', '/rpc', () => ({ Origin: 'https://evil.test' }), 405],
    ['another verb', 'PUT', '/rpc', () => ({}), 405],
    ['posting elsewhere', 'POST', '/events', () => ({}), 404],
    ['path upwards', 'GET', '/../secret.json', () => ({}), 404],
    ['encoded path upwards', 'GET', '/assets/..%2f..%2fsecret.json', () => ({}), 404],
    ['doubly encoded path upwards', 'GET', '/%252e%252e/secret.json', () => ({}), 404],
    ['backslashes', 'GET', '/..%5csecret.json', () => ({}), 404],
    ['null byte', 'GET', '/index.html%00.js', () => ({}), 404],
    ['broken encoding', 'GET', '/%ff%', () => ({}), 404],
    ['link out of the folder', 'GET', '/assets/link.json', () => ({}), 404],
    ['folder', 'GET', '/assets', () => ({}), 404],
    ['unknown file', 'GET', `/files/${'A'.repeat(32)}`, () => ({}), 404],
    ['a path as file', 'GET', '/files/..%2f..%2fetc%2fpasswd', () => ({}), 404],
  ]
  it.each(attacks)('is refused: %s', async (_name, method, path, fields, status) => {
    const answer = await ask(method, path, fields(), method === 'POST' ? call : '')
    expect(answer.status).toBe(status)
    expect(answer.body).not.toContain('secret":true')
    expect(answer.headers['set-cookie']).toBeUndefined()
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([])
  })

  it('is refused: two Host fields', async () => {
    const lines = ['GET / HTTP/1.1', `Host: 127.0.0.1:${port}`, 'Host: evil.test', `Cookie: ${cookie}`]
    expect([400, 421]).toContain((await rawRequest(port, lines)).status)
  })
})

describe('what is too much or not what it says', () => {
  it('refuses a call that is no JSON', async () => {
    expect((await ask('POST', '/rpc', {}, '{"method":')).status).toBe(400)
  })
  it('refuses a call that is not UTF-8', async () => {
    const body = Buffer.from([0x22, 0xff, 0x22])
    expect((await ask('POST', '/rpc', {}, body)).status).toBe(400)
  })
  it('refuses a call of 100 MB before reading it', async () => {
    expect((await ask('POST', '/rpc', { 'Content-Length': '100000000' })).status).toBe(413)
  })
  it('refuses an upload over its limit and says so', async () => {
    const fields = { 'Content-Type': 'application/octet-stream' }
    const answer = await ask('POST', '/upload?name=a.txt', fields, 'x'.repeat(1001))
    expect(answer.status).toBe(413)
    expect(answer.body).toContain('1000 bytes at most')
  })
  it('cuts off an upload in chunks that grows over its limit', async () => {
    const fields = {
      'Content-Type': 'application/octet-stream',
      'Content-Length': undefined,
      'Transfer-Encoding': 'chunked',
    }
    const body = `7d0\r\n${'x'.repeat(2000)}\r\n0\r\n\r\n`
    const answer = await ask('POST', '/upload?name=a.txt', fields, body).catch(() => undefined)
    expect(answer?.status).not.toBe(200)
  })
})
