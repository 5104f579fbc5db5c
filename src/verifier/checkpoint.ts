import { fromBase64, toBase64 } from './base64.ts'
import type { Sha256 } from './merkle.ts'

/**
 * Checkpoints of the audit log: C2SP tlog-checkpoint, a text of the log's origin, its size and its root, as a
 * C2SP signed-note with Ed25519 signatures.
 */
export interface Checkpoint {
  origin: string
  size: number
  root: Uint8Array
}

export interface NoteSignature {
  name: string
  keyHash: Uint8Array
  signature: Uint8Array
}

export interface SignedCheckpoint {
  checkpoint: Checkpoint
  /** The text that is signed, its last newline included. */
  body: string
  signatures: NoteSignature[]
}

/** A key that signs notes: C2SP signed-note, "Verifier keys". */
export interface LogKey {
  name: string
  /** Raw Ed25519 public key, 32 bytes. */
  publicKey: Uint8Array
}

export class CheckpointError extends Error {
  override name = 'CheckpointError'
}

const MAX_LENGTH = 10_000
const ED25519 = 0x01
const encoder = new TextEncoder()

/** The text to be signed. Throws CheckpointError for an origin that is no key name. */
export function checkpointBody({ origin, size, root }: Checkpoint): string {
  if (!isKeyName(origin)) throw new CheckpointError('the origin is empty or holds spaces or a plus sign')
  return `${origin}\n${size}\n${toBase64(root)}\n`
}

/** The signed note: the body, an empty line, and a line a signature. */
export function signedNote(body: string, signatures: readonly NoteSignature[]): string {
  const lines = signatures.map(
    ({ name, keyHash, signature }) => `— ${name} ${toBase64(concat(keyHash, signature))}\n`,
  )
  return `${body}\n${lines.join('')}`
}

/** Reads a signed checkpoint without judging its signatures. Throws CheckpointError and says what is wrong. */
export function parseCheckpoint(text: string): SignedCheckpoint {
  if (text.length > MAX_LENGTH) throw new CheckpointError('the checkpoint is too long')
  const end = text.lastIndexOf('\n\n')
  if (end < 0 || !text.endsWith('\n')) throw new CheckpointError('the checkpoint is not a signed note')
  const body = text.slice(0, end + 1)
  const [origin = '', size = '', root = '', ...extensions] = body.slice(0, -1).split('\n')
  const rootBytes = fromBase64(root)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a note may hold none (signed-note, "Format")
  if (/[\u0000-\u0009\u000b-\u001f]/.test(text)) throw new CheckpointError('it holds a control character')
  if (!isKeyName(origin)) throw new CheckpointError('its first line is not the name of a log')
  if (!/^(0|[1-9]\d{0,15})$/.test(size) || !Number.isSafeInteger(Number(size))) {
    throw new CheckpointError('its second line is not a number of events')
  }
  if (rootBytes?.length !== 32) throw new CheckpointError('its third line is not a SHA-256 root in base64')
  if (extensions.some((line) => line === '')) throw new CheckpointError('it has an empty line in its text')
  const lines = text.slice(end + 2, -1).split('\n')
  return {
    checkpoint: { origin, size: Number(size), root: rootBytes },
    body,
    signatures: lines.map(parseSignature),
  }
}

/** SHA-256(name || 0x0A || 0x01 || key), its first four bytes. */
export function keyHash(sha256: Sha256, key: LogKey): Uint8Array {
  return sha256(concat(encoder.encode(`${key.name}\n`), Uint8Array.of(ED25519), key.publicKey)).slice(0, 4)
}

/** The verifier key as text: `name+hash+key`. */
export function formatLogKey(sha256: Sha256, key: LogKey): string {
  const hash = [...keyHash(sha256, key)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${key.name}+${hash}+${toBase64(concat(Uint8Array.of(ED25519), key.publicKey))}`
}

/** Reads a verifier key. Throws CheckpointError if it is not one of Ed25519, or its hash is not its own. */
export function parseLogKey(sha256: Sha256, text: string): LogKey {
  const match = /^([^+\s]{1,300})\+([0-9a-f]{8})\+([A-Za-z0-9+/=]{1,100})$/.exec(text)
  const bytes = match && fromBase64(match[3]!)
  if (!match || bytes?.length !== 33 || bytes[0] !== ED25519) {
    throw new CheckpointError('the log key is not an Ed25519 verifier key')
  }
  const key = { name: match[1]!, publicKey: bytes.slice(1) }
  if (formatLogKey(sha256, key) !== text) throw new CheckpointError('the hash of the log key is not its own')
  return key
}

/** Whether the key signed this checkpoint, and the checkpoint names the key as its origin. */
export async function verifyCheckpoint(
  sha256: Sha256,
  signed: SignedCheckpoint,
  key: LogKey,
): Promise<boolean> {
  const hash = keyHash(sha256, key)
  const own = signed.signatures.find(({ name, keyHash: other }) => name === key.name && same(other, hash))
  if (!own || signed.checkpoint.origin !== key.name) return false
  const publicKey = await crypto.subtle.importKey('raw', copy(key.publicKey), 'Ed25519', false, ['verify'])
  return crypto.subtle.verify('Ed25519', publicKey, copy(own.signature), encoder.encode(signed.body))
}

function parseSignature(line: string): NoteSignature {
  const match = /^— ([^+\s]+) (\S+)$/.exec(line)
  const bytes = match && fromBase64(match[2]!)
  if (!match || !bytes || bytes.length < 5) throw new CheckpointError('a signature line cannot be read')
  return { name: match[1]!, keyHash: bytes.slice(0, 4), signature: bytes.slice(4) }
}

function isKeyName(name: string): boolean {
  return /^[^+\s]{1,300}$/u.test(name)
}

function concat(...parts: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** Web Crypto takes bytes over an ArrayBuffer of their own only. */
function copy(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(bytes)
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index])
}
