import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { DamagedBlob } from './cipher.ts'

/** The workspace key itself encrypts the database; what wraps keys of files is derived from it (RFC 5869). */
function wrappingKey(workspaceKey: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', workspaceKey, Buffer.alloc(0), 'afterword evidence keys 1', 32))
}

/** Nonce (12 bytes), the key under AES-256-GCM, tag (16 bytes); it opens for this file alone. */
export function wrapFileKey(workspaceKey: Buffer, fileKey: Buffer, sha256: string): Buffer {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', wrappingKey(workspaceKey), nonce)
  cipher.setAAD(Buffer.from(sha256, 'hex'))
  return Buffer.concat([nonce, cipher.update(fileKey), cipher.final(), cipher.getAuthTag()])
}

/** Throws DamagedBlob where it was wrapped for another file or workspace, or changed. */
export function unwrapFileKey(workspaceKey: Buffer, wrapped: Uint8Array, sha256: string): Buffer {
  try {
    const decipher = createDecipheriv('aes-256-gcm', wrappingKey(workspaceKey), wrapped.subarray(0, 12), {
      authTagLength: 16,
    })
    decipher.setAAD(Buffer.from(sha256, 'hex'))
    decipher.setAuthTag(wrapped.subarray(44, 60))
    return Buffer.concat([decipher.update(wrapped.subarray(12, 44)), decipher.final()])
  } catch {
    throw new DamagedBlob('its key does not open')
  }
}
