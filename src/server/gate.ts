import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

function sameSecret(given: string, secret: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(secret))
}

export interface Refusal {
  status: 400 | 403 | 421
  message: string
}

/** Decides whose requests are heard: those of the one browser that opened a launch link of this process. */
export class Gate {
  readonly origin: string
  readonly #host: string
  readonly #cookieName: string
  readonly #session = randomBytes(32).toString('base64url')
  readonly #launchTokens = new Set<string>()

  constructor(port: number) {
    this.#host = `127.0.0.1:${port}`
    this.origin = `http://${this.#host}`
    // Cookies do not know ports; two Afterwords beside each other must not take each other's.
    this.#cookieName = `afterword-${port}`
  }

  /** A link that opens the application once. */
  newLaunchLink(): string {
    const token = randomBytes(32).toString('base64url')
    this.#launchTokens.add(token)
    return `${this.origin}/launch?token=${token}`
  }

  /** The cookie for a launch token that was not used before. */
  redeem(token: string): string | undefined {
    for (const known of this.#launchTokens) {
      if (!sameSecret(token, known)) continue
      this.#launchTokens.delete(known)
      return `${this.#cookieName}=${this.#session}; HttpOnly; SameSite=Strict; Path=/`
    }
    return undefined
  }

  /**
   * A page of a foreign name that points to this machine sends its own name as Host, so the exact Host is asked for on
   * every request, static files included. An absolute target would say another host than the header.
   */
  checkAddress(request: IncomingMessage): Refusal | undefined {
    const hosts = request.headersDistinct.host ?? []
    if (hosts.length !== 1 || hosts[0] !== this.#host)
      return { status: 421, message: 'Afterword answers at its own address only.' }
    if (!request.url?.startsWith('/') || request.url.startsWith('//'))
      return { status: 400, message: 'This address cannot be read.' }
    return undefined
  }

  /** What reads: the cookie, and a request that comes from this page or from the address bar. */
  checkReading(request: IncomingMessage): Refusal | undefined {
    const site = request.headers['sec-fetch-site']
    if (site !== 'same-origin' && site !== 'none')
      return { status: 403, message: 'Another site asked for this.' }
    return this.#checkCookie(request)
  }

  /** What changes: the cookie, and a request that this very page sent. */
  checkWriting(request: IncomingMessage, mediaType: string): Refusal | undefined {
    if (request.headers.origin !== this.origin || request.headers['sec-fetch-site'] !== 'same-origin')
      return { status: 403, message: 'Another site asked for this.' }
    const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase()
    if (type !== mediaType) return { status: 400, message: `The content has to be ${mediaType}.` }
    return this.#checkCookie(request)
  }

  #checkCookie(request: IncomingMessage): Refusal | undefined {
    const prefix = `${this.#cookieName}=`
    const given = (request.headers.cookie ?? '')
      .split(';')
      .map((pair) => pair.trim())
      .filter((pair) => pair.startsWith(prefix))
    const good = given.length === 1 && sameSecret(given[0]!.slice(prefix.length), this.#session)
    return good ? undefined : { status: 403, message: 'Open Afterword by the launch link that it printed.' }
  }
}
