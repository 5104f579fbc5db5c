import { DerError } from '#verifier/der.ts'

/**
 * RC2 in CBC mode (RFC 2268), to open PKCS #12 files of older software only; OpenSSL 3 and BoringSSL no longer have
 * it. Nothing is ever encrypted with it.
 */
export function decryptRc2(key: Uint8Array, iv: Uint8Array, data: Uint8Array): Uint8Array {
  if (data.length === 0 || data.length % 8 !== 0 || iv.length !== 8) throw new DerError('the data is cut off')
  const words = expandKey(key)
  const plain = new Uint8Array(data.length)
  for (let at = 0; at < data.length; at += 8) {
    const block = decryptBlock(words, data.subarray(at, at + 8))
    const before = at === 0 ? iv : data.subarray(at - 8, at)
    for (let i = 0; i < 8; i++) plain[at + i] = block[i]! ^ before[i]!
  }
  const padding = plain.at(-1)!
  const padded = padding >= 1 && padding <= 8 && plain.subarray(-padding).every((byte) => byte === padding)
  if (!padded) throw new DerError('the padding is wrong')
  return plain.subarray(0, -padding)
}

/** RFC 2268, 2. The effective length is the length of the key. */
function expandKey(key: Uint8Array): Uint16Array {
  const bytes = new Uint8Array(128)
  bytes.set(key)
  for (let i = key.length; i < 128; i++) {
    bytes[i] = PI[(bytes[i - 1]! + bytes[i - key.length]!) & 0xff]!
  }
  bytes[128 - key.length] = PI[bytes[128 - key.length]!]!
  for (let i = 127 - key.length; i >= 0; i--) {
    bytes[i] = PI[bytes[i + 1]! ^ bytes[i + key.length]!]!
  }
  return Uint16Array.from({ length: 64 }, (_, i) => bytes[2 * i]! | (bytes[2 * i + 1]! << 8))
}

/** RFC 2268, 4: five, six and five rounds of mixing, with a mash between. */
function decryptBlock(key: Uint16Array, block: Uint8Array): Uint8Array {
  const r = Uint16Array.from({ length: 4 }, (_, i) => block[2 * i]! | (block[2 * i + 1]! << 8))
  let j = 63
  for (let round = 15; round >= 0; round--) {
    for (let i = 3; i >= 0; i--) {
      const rotated = r[i]!
      const shift = SHIFTS[i]!
      const unrotated = ((rotated >>> shift) | (rotated << (16 - shift))) & 0xffff
      const [a, b, c] = [r[(i + 3) % 4]!, r[(i + 2) % 4]!, r[(i + 1) % 4]!]
      r[i] = unrotated - key[j--]! - (a & b) - (~a & c)
    }
    if (round === 11 || round === 5) {
      for (let i = 3; i >= 0; i--) r[i] = r[i]! - key[r[(i + 3) % 4]! & 63]!
    }
  }
  return Uint8Array.from({ length: 8 }, (_, i) => (r[i >> 1]! >>> (8 * (i & 1))) & 0xff)
}

const SHIFTS = [1, 2, 3, 5]

/** RFC 2268, 2: a permutation made from the digits of pi. */
const PI = Buffer.from(
  [
    'd978f9c419ddb5ed28e9fd794aa0d89dc67e37832b76538e624c6488448bfba2',
    '179a59f587b34f1361456d8d09817d32bd8f40eb86b77b0bf09521225c6b4e82',
    '54d66593ce60b21c7356c014a78cf1dc1275ca1f3bbee4d1423dd430a33cb626',
    '6fbf0eda4669075727f21d9bbc944303f811c7f690ef3ee706c3d52fc8661ed7',
    '08e8eade8052eef784aa72ac354d6a2a961ad2715a1549744b9fd05e0418a4ec',
    'c2e0416e0f51cbcc2491af50a1f47039997c3a8523b8b47afc02365b25559731',
    '2d5dfa98e38a92ae05df2910676cbac9d300e6cfe19ea82c6316013f58e289a9',
    '0d38341bab33ffb0bb480c5fb9b1cd2ec5f3db47e5a59c770aa62068fe7fc1ad',
  ].join(''),
  'hex',
)
