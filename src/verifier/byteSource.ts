/** Bytes that can be read at any place: a file in Node, a Blob in a browser, or bytes in memory. */
export interface ByteSource {
  readonly size: number
  /** Exactly `length` bytes at `offset`; rejects if the source has become shorter. */
  read(offset: number, length: number): Promise<Uint8Array>
}

export function bytesSource(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    read: async (offset, length) => expectLength(bytes.subarray(offset, offset + length), length),
  }
}

export function blobSource(blob: Blob): ByteSource {
  return {
    size: blob.size,
    read: async (offset, length) =>
      expectLength(new Uint8Array(await blob.slice(offset, offset + length).arrayBuffer()), length),
  }
}

/** The bytes [offset, offset + length) in pieces of at most `piece` bytes. */
export async function* piecesOf(
  source: ByteSource,
  offset: number,
  length: number,
  piece: number,
): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < length; at += piece) yield source.read(offset + at, Math.min(piece, length - at))
}

function expectLength(bytes: Uint8Array, length: number): Uint8Array {
  if (bytes.length !== length) throw new RangeError('the file is shorter than it was')
  return bytes
}
