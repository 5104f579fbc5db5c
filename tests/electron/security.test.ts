import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Desktop, DesktopRig, findDesktop } from './desktop.ts'

const { program, why } = findDesktop()
if (!program) console.warn(`SKIPPED: the desktop shell's security: ${why}`)

interface Shell {
  invoke(envelope: unknown): Promise<{ ok?: unknown; error?: { code: string; message: string } }>
}

describe.skipIf(!program)(`the window of the desktop shell (${why ?? 'in a real Electron'})`, () => {
  let rig: DesktopRig
  let desktop: Desktop
  beforeAll(async () => {
    rig = new DesktopRig(program!)
    desktop = await rig.open()
    await desktop.page.getByRole('heading', { name: 'Afterword' }).waitFor()
  })
  afterAll(async () => {
    await desktop?.close()
    rig?.close()
  })

  const invoke = (envelope: unknown) =>
    desktop.page.evaluate(
      (given) => (window as unknown as { afterword: Shell }).afterword.invoke(given),
      envelope,
    )

  it('runs sandboxed, isolated and without Node', async () => {
    const settings = await desktop.app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows()
      const contents = window!.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }
      return contents.getLastWebPreferences()
    })
    expect(settings).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    })
    const seen = await desktop.page.evaluate(() =>
      ['require', 'process', 'module', 'Buffer', 'ipcRenderer', 'electron'].filter((name) => name in window),
    )
    expect(seen).toEqual([])
  })

  it('lays open to its page what the platform names, and nothing else', async () => {
    const names = await desktop.page.evaluate(() =>
      Object.keys((window as unknown as { afterword: object }).afterword).sort(),
    )
    expect(names).toEqual(
      [
        'desktop',
        'fileUrl',
        'invoke',
        'kind',
        'offerDropped',
        'onConnection',
        'onMenuCommand',
        'pickFiles',
        'pickFolder',
      ]
        .concat(['save', 'setMenu', 'subscribe'])
        .sort(),
    )
  })

  it('has a content policy that begins by allowing nothing', async () => {
    const policy = await desktop.page.evaluate(async () =>
      (await fetch('/')).headers.get('content-security-policy'),
    )
    expect(policy).toMatch(/^default-src 'none';/)
    expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline/)
  })

  it('runs no script that stands in the page', async () => {
    const ran = await desktop.page.evaluate(async () => {
      const state = window as unknown as { ran?: string }
      const script = document.createElement('script')
      script.textContent = 'window.ran = "script"'
      const image = document.createElement('div')
      image.innerHTML = '<img src="x" onerror="window.ran = `image`">'
      const remote = document.createElement('script')
      remote.src = 'data:text/javascript,window.ran="data"'
      document.body.append(script, image, remote)
      await new Promise((resolve) => setTimeout(resolve, 300))
      for (const element of [script, image, remote]) element.remove()
      return state.ran ?? null
    })
    expect(ran).toBeNull()
  })

  it.each([
    'https://example.com/',
    'http://127.0.0.1:9/',
    'file:///etc/passwd',
    'data:text/html,hello',
    'app://other/',
  ])('does not go to %s', async (target) => {
    await desktop.page.evaluate((url) => {
      const link = document.createElement('a')
      link.href = url
      document.body.append(link)
      link.click()
      link.remove()
    }, target)
    await desktop.page.waitForTimeout(300)
    expect(desktop.page.url()).toBe('app://afterword/')
  })

  it.each(['https://example.com/', 'app://afterword/', 'about:blank'])(
    'opens no window for %s',
    async (target) => {
      expect(await desktop.page.evaluate((url) => window.open(url) === null, target)).toBe(true)
      expect(await desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
    },
  )

  it('grants no permission', async () => {
    const answers = await desktop.page.evaluate(async () => {
      const names = ['geolocation', 'notifications', 'microphone', 'camera'] as PermissionName[]
      const states = await Promise.all(
        names.map(async (name) => (await navigator.permissions.query({ name })).state),
      )
      const media = await navigator.mediaDevices.getUserMedia({ audio: true }).then(
        () => 'granted',
        (error: Error) => error.name,
      )
      return { states, media, notification: await Notification.requestPermission() }
    })
    expect(new Set(answers.states)).toEqual(new Set(['denied']))
    expect(answers.media).not.toBe('granted')
    expect(answers.notification).toBe('denied')
  })

  it('holds no other page', async () => {
    const held = await desktop.page.evaluate(async () => {
      const view = document.createElement('webview')
      view.setAttribute('src', 'app://afterword/')
      document.body.append(view)
      await new Promise((resolve) => setTimeout(resolve, 200))
      const is = 'getWebContentsId' in view
      view.remove()
      return is
    })
    expect(held).toBe(false)
    expect(await desktop.app.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1)
  })

  it.each([
    'https://example.com/',
    'http://127.0.0.1:9/',
    'ws://127.0.0.1:9/',
    'file:///etc/passwd',
    'app://other/',
  ])('asks nothing of %s', async (target) => {
    const answered = await desktop.page.evaluate(
      (url) =>
        url.startsWith('ws')
          ? new Promise<boolean>((resolve) => {
              try {
                const socket = new WebSocket(url)
                socket.onopen = () => resolve(true)
                socket.onerror = () => resolve(false)
              } catch {
                resolve(false)
              }
            })
          : fetch(url).then(
              () => true,
              () => false,
            ),
      target,
    )
    expect(answered).toBe(false)
  })

  it('asks nothing of any network from the outside of the page either', async () => {
    const failed = await desktop.app.evaluate(({ session }) =>
      session.defaultSession.fetch('http://127.0.0.1:9/').then(
        () => 'answered',
        (error: Error) => error.message,
      ),
    )
    expect(failed).toContain('ERR_BLOCKED_BY_CLIENT')
  })

  it.each([
    '/../package.json',
    '/%2e%2e/%2e%2e/package.json',
    '/..%2f..%2fpackage.json',
    '/assets/../../main/index.js',
  ])('serves nothing outside of the interface: %s', async (path) => {
    const text = await desktop.page.evaluate(async (given) => (await fetch(given)).text(), path)
    expect(text).not.toMatch(/productName|import /)
  })

  it.each([
    ['an unknown method', { method: 'no.such', input: {} }],
    ['__proto__', { method: '__proto__', input: {} }],
    ['constructor', { method: 'constructor', input: {} }],
    ['no method', { input: {} }],
    ['a text', 'workspace.state'],
    ['nothing', null],
    ['an input of another form', { method: 'workspace.open', input: { path: 7 } }],
  ])('answers %s with a refusal', async (_what, envelope) => {
    const answer = await invoke(envelope)
    expect(answer.ok).toBeUndefined()
    expect(answer.error?.message).toMatch(/\w/)
  })

  it('refuses what is too large', async () => {
    const answer = await desktop.page.evaluate(() =>
      (window as unknown as { afterword: Shell }).afterword.invoke({
        method: 'search.find',
        input: { text: 'x'.repeat(9 * 1024 * 1024) },
      }),
    )
    expect(answer.error?.code).toBe('invalid-input')
  })

  it('hears no page of another origin, though it has the same preload', async () => {
    const answer = await desktop.app.evaluate(async ({ BrowserWindow, app }) => {
      const preload = `${app.getAppPath()}/out/preload/index.cjs`
      const window = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } })
      await window.loadURL('data:text/html,<p>foreign</p>')
      const call = 'window.afterword.invoke({ method: "workspace.state", input: {} })'
      const result = await window.webContents.executeJavaScript(call)
      window.destroy()
      return result as { error?: { code: string } }
    })
    expect(answer.error?.code).toBe('not-allowed')
  })

  it('hears no frame within a page', async () => {
    const answer = await desktop.app.evaluate(async ({ BrowserWindow, app }) => {
      const preload = `${app.getAppPath()}/out/preload/index.cjs`
      const window = new BrowserWindow({
        show: false,
        webPreferences: { preload, sandbox: true, nodeIntegrationInSubFrames: true },
      })
      await window.loadURL('app://afterword/')
      const call = `(async () => {
        const frame = document.createElement('iframe')
        document.body.append(frame)
        await new Promise((resolve) => setTimeout(resolve, 300))
        if (!frame.contentWindow.afterword) return 'no preload'
        return frame.contentWindow.afterword.invoke({ method: 'workspace.state', input: {} })
      })()`
      const result = await window.webContents.executeJavaScript(call)
      window.destroy()
      return result as 'no preload' | { error?: { code: string } }
    })
    if (answer !== 'no preload') expect(answer.error?.code).toBe('not-allowed')
  })

  it.each([
    ['no frame', null],
    ['a frame elsewhere', { url: 'https://example.com/', parent: null }],
    ['a frame whose address only begins so', { url: 'app://afterword.example/', parent: null }],
    ['a frame within', { url: 'app://afterword/', parent: {} }],
  ])('hears nothing from %s', async (_what, senderFrame) => {
    const answer = await desktop.app.evaluate(async ({ BrowserWindow, ipcMain }, frame) => {
      const sender = BrowserWindow.getAllWindows()[0]!.webContents
      type Handler = (event: object, input: unknown) => Promise<{ error?: { code: string } }>
      const handlers = (ipcMain as unknown as { _invokeHandlers: Map<string, Handler> })._invokeHandlers
      const codes: (string | undefined)[] = []
      for (const handler of handlers.values())
        codes.push((await handler({ sender, senderFrame: frame }, {})).error?.code)
      return codes
    }, senderFrame)
    expect(answer.length).toBeGreaterThan(5)
    expect(new Set(answer)).toEqual(new Set(['not-allowed']))
  })
})
