import { createPublicKey, type KeyObject, sign } from 'node:crypto'
import { type Checkpoint, checkpointBody, keyHash, type LogKey, signedNote } from '#verifier/checkpoint.ts'
import { sha256 } from './sha256.ts'

/** A checkpoint of the audit log, signed (C2SP tlog-checkpoint). The key is an Ed25519 private key. */
export function makeCheckpoint(checkpoint: Checkpoint, privateKey: KeyObject): string {
  const body = checkpointBody(checkpoint)
  const signature = sign(null, Buffer.from(body, 'utf8'), privateKey)
  const key = logKeyOf(checkpoint.origin, createPublicKey(privateKey))
  return signedNote(body, [{ name: key.name, keyHash: keyHash(sha256, key), signature }])
}

/** The log key by its public half. Throws a TypeError for a key that is not Ed25519. */
export function logKeyOf(name: string, publicKey: KeyObject): LogKey {
  if (publicKey.asymmetricKeyType !== 'ed25519') throw new TypeError('a log key is an Ed25519 key')
  const der = publicKey.export({ type: 'spki', format: 'der' })
  return { name, publicKey: new Uint8Array(der.subarray(-32)) }
}
