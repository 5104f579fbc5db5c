import { createSocket, type Socket } from 'node:dgram'
import { writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Desktop, DesktopRig, findDesktop } from './desktop.ts'
import { answerDialogs } from './steps.ts'

const { program, why } = findDesktop()
if (!program) console.warn(`SKIPPED: attacks on the desktop shell: ${why}`)

/** Every way by which a page can make Chromium ask another computer for something; `at` is that computer. */
const ways: [way: string, code: string][] = [
  ['fetch', 'fetch(at)'],
  ['fetch without CORS', 'fetch(at, { mode: "no-cors" })'],
  ['XMLHttpRequest', 'const x = new XMLHttpRequest(); x.open("GET", at); x.send()'],
  ['a beacon', 'navigator.sendBeacon(at, "text")'],
  ['a ping of a link', 'const a = add("a"); a.href = "#x"; a.ping = at; a.click()'],
  ['an image', 'new Image().src = at'],
  ['a style sheet', 'const l = add("link"); l.rel = "stylesheet"; l.href = at'],
  ['an import within a style', 'add("style").textContent = "@import url(" + at + ")"'],
  ['a background', 'add("p").style.background = "url(" + at + ")"'],
  [
    'a font',
    'add("style").textContent = "@font-face { font-family: f; src: url(" + at + ") } p.f { font-family: f }"; const p = add("p"); p.className = "f"; p.textContent = "f"',
  ],
  ['a script', 'add("script").src = at'],
  ['a module', 'import(at)'],
  ['a worker', 'new Worker(at)'],
  ['a preload', 'const l = add("link"); l.rel = "preload"; l.as = "image"; l.href = at'],
  ['a prefetch', 'const l = add("link"); l.rel = "prefetch"; l.href = at'],
  ['a connection ahead', 'const l = add("link"); l.rel = "preconnect"; l.href = at'],
  ['a video', 'add("video").src = at'],
  ['an object', 'add("object").data = at'],
  ['an embedded thing', 'add("embed").src = at'],
  ['a frame', 'add("iframe").src = at'],
  ['a form', 'const f = add("form"); f.action = at; f.method = "post"; f.submit()'],
  ['server-sent events', 'new EventSource(at)'],
  ['a WebSocket', 'new WebSocket(at.replace("http", "ws"))'],
  ['a new window', 'window.open(at)'],
  ['a redirect of the page', 'const m = add("meta"); m.httpEquiv = "refresh"; m.content = "0;url=" + at'],
  ['another address of the page', 'location.href = at'],
  [
    'a call between browsers',
    `const peer = new RTCPeerConnection({ iceServers: [{ urls: at.replace("http://", "stun:").replace(/\\/.*/, "") }] });
     peer.createDataChannel("x"); peer.createOffer().then((offer) => peer.setLocalDescription(offer))`,
  ],
]
const script = (code: string, at: string) =>
  `{ const at = ${JSON.stringify(at)};
     const add = (name) => document.body.appendChild(document.createElement(name));
     try { const done = (() => { ${code} })() } catch {} } undefined`

describe.skipIf(!program)(`attacks on the desktop shell (${why ?? 'in a real Electron'})`, () => {
  let rig: DesktopRig
  let desktop: Desktop
  let server: Server
  let socket: Socket
  let at: string
  const heard: string[] = []
  beforeAll(async () => {
    rig = new DesktopRig(program!)
    server = createServer((request, response) => {
      heard.push(`${request.method} ${request.url}`)
      response.setHeader('Access-Control-Allow-Origin', '*').end('heard')
    })
    server.on('connection', () => heard.push('a connection'))
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve)
    })
    const { port } = server.address() as AddressInfo
    at = `http://127.0.0.1:${port}/secret`
    socket = createSocket('udp4')
    socket.on('message', () => heard.push('a packet'))
    socket.bind(port, '127.0.0.1')
    desktop = await rig.open()
    await desktop.page.getByRole('heading', { name: 'Afterword' }).waitFor()
  })
  afterAll(async () => {
    await desktop?.close()
    server?.close()
    socket?.close()
    rig?.close()
  })

  /** Each way in a page of its own, without a content policy. */
  const tryAll = (guarded: boolean) =>
    desktop.app.evaluate(
      async ({ BrowserWindow, session }, [codes, isGuarded]) => {
        const other = session.fromPartition(`other ${isGuarded}`)
        if (!isGuarded) other.webRequest.onBeforeRequest(null)
        for (const code of codes) {
          const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true, session: other } })
          if (!isGuarded) window.webContents.setWebRTCIPHandlingPolicy('default')
          await window.loadURL('data:text/html,<body></body>')
          await window.webContents.executeJavaScript(code, true)
          await new Promise((resolve) => setTimeout(resolve, 100))
          window.destroy()
        }
      },
      [ways.map(([, code]) => script(code, at)), guarded] as const,
    )

  it('can be heard at all by what listens here, packets once their guard is taken away', async () => {
    await fetch(at)
    expect(heard).toEqual(['a connection', 'GET /secret'])
    await tryAll(false)
    expect(heard).toContain('a packet')
    heard.length = 0
  })

  it.each(ways)('sends nothing from its page by %s', async (_way, code) => {
    await desktop.app.evaluate(
      ({ BrowserWindow }, text) =>
        BrowserWindow.getAllWindows()[0]!.webContents.executeJavaScript(text, true),
      script(code, at),
    )
    await desktop.page.waitForTimeout(150)
    expect(heard).toEqual([])
    expect(desktop.page.url()).toMatch(/^app:\/\/afterword\/(#x)?$/)
    expect(await desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
  })

  it('sends nothing by any of these ways even where no content policy holds', async () => {
    await tryAll(true)
    expect(heard).toEqual([])
  })

  it('looks up no name of another computer', async () => {
    const found = await desktop.app.evaluate(({ session }) =>
      session.defaultSession.resolveHost('localhost.example.org').then(
        () => 'found',
        (error: Error) => error.message,
      ),
    )
    expect(found).toContain('ERR_NAME_NOT_RESOLVED')
  })

  it('serves its page by no other scheme, and knows no handler for one', async () => {
    const known = await desktop.app.evaluate(({ protocol }) =>
      ['app', 'file', 'http', 'https', 'afterword'].filter((scheme) => protocol.isProtocolHandled(scheme)),
    )
    expect(known).toContain('app')
    expect(known).not.toContain('afterword')
    const file = await desktop.page.evaluate(() => {
      const frame = document.createElement('iframe')
      frame.src = 'file:///etc/hostname'
      document.body.append(frame)
      return new Promise<string>((resolve) =>
        setTimeout(() => {
          const text = frame.contentDocument?.body.textContent ?? 'no document'
          frame.remove()
          resolve(text)
        }, 300),
      )
    })
    expect(['', 'no document']).toContain(file)
  })

  it.each([
    [
      'page.html',
      '<script>parent.postMessage("ran", "*"); parent.afterword.invoke({})</script><p>a page</p>',
    ],
    [
      'picture.svg',
      '<svg xmlns="http://www.w3.org/2000/svg"><script>parent.postMessage("ran", "*")</script></svg>',
    ],
  ])('runs nothing of a file that a user brought: %s', async (name, text) => {
    const path = join(rig.folder, name)
    writeFileSync(path, text)
    await answerDialogs(desktop, { open: [path] })
    const result = await desktop.page.evaluate(async () => {
      type Shell = {
        pickFiles(options: object): Promise<object[]>
        fileUrl(file: object): string
      }
      const { afterword } = window as unknown as { afterword: Shell }
      const [file] = await afterword.pickFiles({ multiple: false })
      const url = afterword.fileUrl(file!)
      let ran = false
      window.addEventListener('message', () => {
        ran = true
      })
      const frame = document.createElement('iframe')
      frame.src = url
      document.body.append(frame)
      await new Promise((resolve) => setTimeout(resolve, 400))
      frame.remove()
      const { headers } = await fetch(url)
      location.href = url
      await new Promise((resolve) => setTimeout(resolve, 300))
      return { ran, policy: headers.get('content-security-policy'), type: headers.get('content-type') }
    })
    expect(result).toEqual({
      ran: false,
      type: 'application/octet-stream',
      policy: expect.stringContaining('sandbox'),
    })
    expect(desktop.page.url()).toMatch(/^app:\/\/afterword\/(#x)?$/)
  })

  it('downloads nothing by itself', async () => {
    const states = await desktop.app.evaluate(async ({ BrowserWindow, session }) => {
      const seen: string[] = []
      session.defaultSession.on('will-download', (event) => seen.push(String(event.defaultPrevented)))
      const code = `const a = document.createElement('a'); a.href = 'data:application/zip,x'; a.download = 'x.zip';
        document.body.append(a); a.click(); a.remove()`
      await BrowserWindow.getAllWindows()[0]!.webContents.executeJavaScript(code, true)
      await new Promise((resolve) => setTimeout(resolve, 400))
      return seen
    })
    expect(new Set(states)).toEqual(new Set(states.length ? ['true'] : []))
  })

  it.each(['usb', 'hid', 'serial', 'bluetooth'])('hands out no device by %s', async (kind) => {
    const given = await desktop.app.evaluate(async ({ BrowserWindow }, name) => {
      const call =
        name === 'bluetooth'
          ? 'requestDevice({ acceptAllDevices: true })'
          : name === 'serial'
            ? 'requestPort()'
            : 'requestDevice({ filters: [] })'
      const code = `navigator.${name} ? Promise.race([navigator.${name}.${call}.then((d) => (Array.isArray(d) ? d.length : 1), () => 0),
        new Promise((resolve) => setTimeout(resolve, 500, 0))]) : 0`
      return BrowserWindow.getAllWindows()[0]!.webContents.executeJavaScript(code, true)
    }, kind)
    expect(given).toBe(0)
  })

  it('lets its own page copy a text, and read nothing of the clipboard', async () => {
    const states = await desktop.page.evaluate(() =>
      Promise.all(
        ['clipboard-write', 'clipboard-read'].map(
          async (name) => (await navigator.permissions.query({ name: name as PermissionName })).state,
        ),
      ),
    )
    expect(states).toEqual(['granted', 'denied'])
  })

  it('opens no programs and no addresses of the system', async () => {
    const names = await desktop.page.evaluate(() => {
      const { afterword } = window as unknown as { afterword: { desktop: object } }
      return [...Object.keys(afterword), ...Object.keys(afterword.desktop)].filter((name) =>
        /external|exec|spawn|path$|reveal|require|send|eval/i.test(name),
      )
    })
    expect(names).toEqual([])
  })
})
