import type { App, Session, WebContents } from 'electron'
import { isAppUrl } from './address.ts'

/** The one thing that a page of ours may do besides: put a text into the clipboard, such as a hash. It may read none. */
function mayCopy(permission: string, url: string | undefined): boolean {
  return permission === 'clipboard-sanitized-write' && isAppUrl(url ?? '')
}

/** No other permission, no request beyond the application, no download of dictionaries. */
function guardSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, decide, { requestingUrl, isMainFrame }) =>
    decide(isMainFrame && mayCopy(permission, requestingUrl)),
  )
  session.setPermissionCheckHandler(
    (_contents, permission, _origin, { requestingUrl, isMainFrame }) =>
      isMainFrame && mayCopy(permission, requestingUrl),
  )
  session.setDevicePermissionHandler(() => false)
  session.setSpellCheckerEnabled(false)
  session.webRequest.onBeforeRequest((details, decide) => {
    // Chromium's own viewer of PDFs is an extension that ships inside the runtime; blob: and data: hold what is here.
    const inside =
      /^(blob:app:\/\/afterword\/|data:|chrome-extension:\/\/mhjfbmdgcfjbbpaeojofohoefgiehjai\/|chrome:\/\/resources\/|devtools:)/
    decide({ cancel: !isAppUrl(details.url) && !inside.test(details.url) })
  })
  session.on('will-download', (event) => event.preventDefault())
}

/** No page leaves the application, opens a window, or holds another page. */
export function guardContents(contents: WebContents): void {
  const stay = (event: { preventDefault(): void }, url: string) => {
    if (!isAppUrl(url) || new URL(url).pathname !== '/') event.preventDefault()
  }
  contents.on('will-navigate', (event) => stay(event, event.url))
  contents.on('will-redirect', (event) => stay(event, event.url))
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame && !isAppUrl(event.url) && event.url !== 'about:srcdoc') event.preventDefault()
  })
  contents.on('will-attach-webview', (event) => event.preventDefault())
  // Its packets would go around the session's filter of requests.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}

/** Holds for every page and session that there will ever be; has to be called before the application is ready. */
export function guardApp(app: App): void {
  // No name of any computer is ever looked up, whoever within Chromium asks.
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND')
  app.commandLine.appendSwitch('disable-background-networking')
  app.commandLine.appendSwitch('disable-component-update')
  app.on('session-created', guardSession)
  app.on('web-contents-created', (_event, contents) => guardContents(contents))
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, decide) => {
    event.preventDefault()
    decide(false)
  })
}
