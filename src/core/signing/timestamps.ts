import { AfterwordError } from '#shared/errors.ts'
import { childrenOf, DerError, readDer, readInteger, sameBytes, tags, toLatin1 } from '#verifier/der.ts'
import { readTimestampInfo } from '#verifier/timestamps.ts'
import { boolean, integer, nullValue, octetString, oid, sequence } from './der.ts'

const SHA256 = '2.16.840.1.101.3.4.2.1'
const MAX_RESPONSE = 200_000
const TIMEOUT_MS = 20_000

/** PKIStatus (RFC 3161, 2.4.2). */
const GRANTED = new Set([0n, 1n])

/**
 * A request for a time-stamp (RFC 3161, 2.4.1), DER: for this SHA-256, with the authority's certificate in the
 * answer. `nonce` is big-endian octets; the answer must repeat it.
 */
export function createTimestampRequest(digest: Uint8Array, options: { nonce?: Uint8Array } = {}): Uint8Array {
  if (digest.length !== 32) throw new RangeError('a SHA-256 digest has 32 octets')
  return sequence(
    integer(1),
    sequence(sequence(oid(SHA256), nullValue()), octetString(digest)),
    ...(options.nonce ? [integer(options.nonce)] : []),
    boolean(true),
  )
}

/**
 * The token in an authority's answer. Throws `invalid-input` if the answer is a refusal, or is about another
 * digest (`imprint`, SHA-256) or another request (`nonce`). Who the authority is, is for the verifier to judge.
 */
export function readTimestampResponse(
  der: Uint8Array,
  expected: { imprint: Uint8Array; nonce?: Uint8Array },
): Uint8Array {
  const token = tokenOf(der)
  try {
    const info = readTimestampInfo(token)
    if (info.imprint.algorithm !== SHA256 || !sameBytes(info.imprint.digest, expected.imprint)) {
      throw refused(
        'The time-stamp is about another signature. Ask for one with the request file of this signature.',
      )
    }
    const nonce = expected.nonce && readInteger(readDer(integer(expected.nonce)))
    if (nonce !== undefined && info.nonce !== nonce) {
      throw refused('The time-stamp answers another request. Ask for one with the latest request file.')
    }
  } catch (error) {
    if (!(error instanceof DerError)) throw error
    throw refused(`The time-stamp cannot be read: ${error.message}.`)
  }
  return token
}

/**
 * Sends a request to an authority by HTTP (RFC 3161, 3.4) and gives back its answer, at most 200,000 bytes within
 * 20 seconds. Throws `invalid-input` with the reason if there is none.
 */
export async function requestTimestamp(url: string, request: Uint8Array): Promise<Uint8Array> {
  const address = URL.canParse(url) ? new URL(url) : undefined
  if (!address || !['http:', 'https:'].includes(address.protocol)) {
    throw refused('The address of the time-stamping authority must begin with https:// or http://.')
  }
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'Content-Type': 'application/timestamp-query', Accept: 'application/timestamp-reply' },
      body: new Uint8Array(request),
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    if (!response.ok) throw new Error(`it answered with status ${response.status}`)
    return await readBounded(response)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw refused(
      `The time-stamping authority at ${address.host} gave no usable answer: ${reason}. Try again later, or carry the request file to it by hand.`,
    )
  }
}

async function readBounded(response: Response): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of response.body ?? []) {
    size += part.length
    if (size > MAX_RESPONSE) throw new Error('its answer is too long')
    parts.push(part)
  }
  return new Uint8Array(Buffer.concat(parts))
}

function tokenOf(der: Uint8Array): Uint8Array {
  if (der.length > MAX_RESPONSE)
    throw refused('This file is too large to be the answer of a time-stamping authority.')
  try {
    const [information, token] = childrenOf(readDer(der))
    const [status, texts] = childrenOf(information)
    if (!GRANTED.has(readInteger(status))) {
      const reason =
        texts?.tag === tags.sequence ? childrenOf(texts).map((text) => readable(text.content)) : []
      throw refused(
        `The time-stamping authority refused the request${reason.length ? `: ${reason.join(' ')}` : '.'}`,
      )
    }
    if (!token) throw new DerError('it holds no time-stamp')
    return token.raw
  } catch (error) {
    if (!(error instanceof DerError)) throw error
    throw refused(`This is not the answer of a time-stamping authority: ${error.message}.`)
  }
}

function readable(text: Uint8Array): string {
  return toLatin1(text)
    .replace(/[^\x20-\x7e]/g, '?')
    .slice(0, 200)
}

function refused(message: string): AfterwordError {
  return new AfterwordError('invalid-input', message)
}
