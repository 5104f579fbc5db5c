import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { get } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createServer, type Server } from '#server/server.ts'
import type { OfferedFile } from '#shared/contract/common.ts'
import { parseRange } from '#shared/shell/headers.ts'
import { echoCore } from './fakeCore.ts'
import { rawRequest } from './rawHttp.ts'

const core = echoCore()
let folder: string
let server: Server
let base: string[]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'afterword-files-'))
  server = await createServer({ core, staticFolder: folder })
  const launch = new URL(server.launchLink)
  const host = `Host: ${launch.host}`
  const answer = await rawRequest(port(), [`GET ${launch.pathname}${launch.search} HTTP/1.1`, host])
  base = [host, `Cookie: ${answer.headers['set-cookie']!.split(';')[0]}`, 'Sec-Fetch-Site: same-origin']
})
afterAll(async () => {
  await server.close()
  await core.close()
  await rm(folder, { recursive: true })
})

const port = () => Number(new URL(server.url).port)
const read = (path: string, ...fields: string[]) =>
  rawRequest(port(), [`GET ${path} HTTP/1.1`, ...base, ...fields])

async function upload(name: string, body: string): Promise<OfferedFile> {
  const fields = [
    `Origin: ${server.url}`,
    'Content-Type: application/octet-stream',
    `Content-Length: ${body.length}`,
  ]
  const answer = await rawRequest(port(), [`POST /upload?name=${name} HTTP/1.1`, ...base, ...fields], body)
  return (JSON.parse(answer.body) as { ok: OfferedFile }).ok
}

describe('a file that was taken in', () => {
  it('is known to the core and can be read again, byte for byte', async () => {
    const file = await upload('notes.txt', 'what we saw')
    expect(file).toMatchObject({ name: 'notes.txt', mediaType: 'text/plain', size: 11 })
    const answer = await read(`/files/${file.ref}`)
    expect(answer.body).toBe('what we saw')
    expect(answer.headers['content-disposition']).toMatch(/^inline;/)
    expect(answer.headers['content-security-policy']).toContain('sandbox')
  })

  it.each([
    ['..%2F..%2Fetc%2Fpasswd', 'passwd'],
    ['C%3A%5Cusers%5Ca.txt', 'a.txt'],
    ['%00%0D%0A', 'file'],
    ['..', 'file'],
    ['', 'file'],
    ['%E2%9C%93.pdf', '✓.pdf'],
  ])('has only the last part of its name: %s', async (given, name) => {
    expect((await upload(given, 'x')).name).toBe(name)
  })

  it.each(['page.html', 'picture.svg', 'data.json', 'unknown.xyz'])(
    'is downloaded, not run: %s',
    async (name) => {
      const answer = await read(`/files/${(await upload(name, '<script>1</script>')).ref}`)
      expect(answer.headers['content-type']).toBe('application/octet-stream')
      expect(answer.headers['content-disposition']).toMatch(/^attachment;/)
      expect(answer.headers['x-content-type-options']).toBe('nosniff')
    },
  )

  it('cannot add headers by its name', async () => {
    const path = join(folder, 'plain')
    await writeFile(path, 'x')
    const file = await core.files.offer(path, 'a"\r\nSet-Cookie: b=1;\u2028.txt')
    const answer = await read(`/files/${file.ref}?download`)
    expect(answer.headers['set-cookie']).toBeUndefined()
    expect(answer.headers['content-disposition']).toMatch(
      /^attachment; filename="[^"]*"; filename\*=UTF-8''[\w%.-]+$/,
    )
  })

  it('is read in parts', async () => {
    const { ref } = await upload('a.txt', '0123456789')
    const part = await read(`/files/${ref}`, 'Range: bytes=2-4')
    expect([part.status, part.body, part.headers['content-range']]).toEqual([206, '234', 'bytes 2-4/10'])
    expect((await read(`/files/${ref}`, 'Range: bytes=-3')).body).toBe('789')
    expect((await read(`/files/${ref}`, 'Range: bytes=10-')).status).toBe(416)
    expect((await read(`/files/${ref}`, 'Range: bytes=0-1,3-4')).body).toBe('0123456789')
  })
})

it.each([
  ['bytes=0-', 10, { start: 0, end: 9 }],
  ['bytes=5-100', 10, { start: 5, end: 9 }],
  ['bytes=-20', 10, { start: 0, end: 9 }],
  ['bytes=-0', 10, 'unsatisfiable'],
  ['bytes=4-2', 10, 'unsatisfiable'],
  ['bytes=0-0', 0, 'unsatisfiable'],
  ['bytes=-', 10, undefined],
  ['lines=1-2', 10, undefined],
  [null, 10, undefined],
])('reads the range %s of %i bytes', (header, size, range) => {
  expect(parseRange(header, size)).toEqual(range)
})

it('tells its page what changed', async () => {
  const headers = Object.fromEntries(base.map((line) => line.split(/: (.*)/) as [string, string]))
  const text = await new Promise<string>((resolve, reject) => {
    const request = get(`${server.url}/events`, { headers }, (response) => {
      expect(response.headers['content-type']).toContain('text/event-stream')
      let all = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        all += chunk
        if (!all.includes('revision')) return
        request.destroy()
        resolve(all)
      })
      core.emit({ change: { entities: ['reviews'], revision: 3 } })
    })
    request.on('error', reject)
  })
  expect(text).toContain('data: {"change":{"entities":["reviews"],"revision":3}}\n\n')
})
