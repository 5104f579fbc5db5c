import { createHash, hash } from 'node:crypto'

export function sha256(bytes: Uint8Array): Uint8Array {
  return hash('sha256', bytes, 'buffer')
}

/** A SHA-256 that is fed piece by piece, as the verifier asks for. */
export function createSha256(): { update(bytes: Uint8Array): void; digest(): Uint8Array } {
  const running = createHash('sha256')
  return { update: (bytes) => void running.update(bytes), digest: () => running.digest() }
}
