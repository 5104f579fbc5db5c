/** The only address that a window of Afterword shows. */
export const appOrigin = 'app://afterword'

/** Whether this is a page of the application itself; everything else is foreign. */
export function isAppUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  return (
    url.protocol === 'app:' &&
    url.host === 'afterword' &&
    url.username === '' &&
    url.password === '' &&
    url.port === ''
  )
}

/** What of a frame tells who sends; Electron's own frames fit. */
export interface SendingFrame {
  url: string
  parent: unknown
}

/** Only the main frame of a page of ours is heard. A frame that is gone is null. */
export function isTrustedSender(frame: SendingFrame | null | undefined): boolean {
  return !!frame && frame.parent === null && isAppUrl(frame.url)
}
