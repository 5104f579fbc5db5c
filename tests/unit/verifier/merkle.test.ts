import { hash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { leafHash, MerkleTree, nodeHash, verifyConsistency, verifyInclusion } from '#verifier/merkle.ts'

const sha256 = (bytes: Uint8Array): Uint8Array => hash('sha256', bytes, 'buffer')
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

/** The inputs and roots that implementations of RFC 6962 test themselves with. */
const leaves = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map((text) => leafHash(sha256, Buffer.from(text, 'hex')))
const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]
const inclusionProofs: [index: number, size: number, path: string[]][] = [
  [0, 1, []],
  [
    0,
    8,
    [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ],
  ],
  [
    5,
    8,
    [
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  ],
  [2, 3, ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125']],
  [
    1,
    5,
    [
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ],
  ],
]
const consistencyProofs: [earlier: number, size: number, path: string[]][] = [
  [1, 1, []],
  [
    1,
    8,
    [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ],
  ],
  [
    6,
    8,
    [
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  ],
  [
    2,
    5,
    [
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ],
  ],
]

describe('the Merkle tree of RFC 6962', () => {
  const tree = new MerkleTree(sha256, leaves)

  it.each(roots.map((root, size) => [size, root] as const))(
    'has the known root of %i leaves',
    (size, root) => {
      expect(hex(tree.root(size))).toBe(root)
    },
  )

  it.each(inclusionProofs)('has the known path of leaf %i among %i', (index, size, path) => {
    expect(tree.inclusionProof(index, size).map(hex)).toEqual(path)
  })

  it.each(consistencyProofs)('has the known proof from %i to %i leaves', (earlier, size, path) => {
    expect(tree.consistencyProof(earlier, size).map(hex)).toEqual(path)
  })

  it('says which leaf or size does not exist', () => {
    expect(() => tree.inclusionProof(8)).toThrow('no leaf 8 in a tree of 8')
    expect(() => tree.root(9)).toThrow('8 leaves, not 9')
    expect(() => tree.consistencyProof(9, 8)).toThrow('9 does not come before')
    expect(() => tree.append(new Uint8Array(31))).toThrow('32 bytes')
  })
})

describe('proofs', () => {
  const many = Array.from({ length: 150 }, (_, index) => leafHash(sha256, Buffer.from(`event ${index}`)))
  const tree = new MerkleTree(sha256, many)
  const pair = fc.tuple(fc.nat(149), fc.integer({ min: 1, max: 150 })).filter(([index, size]) => index < size)

  it('of inclusion verify for every leaf of every size', () => {
    for (let size = 1; size <= 150; size++) {
      for (let index = 0; index < size; index += 3) {
        const path = tree.inclusionProof(index, size)
        expect(
          verifyInclusion(sha256, { index, size, leaf: many[index]!, path, root: tree.root(size) }),
        ).toBe(true)
      }
    }
  })

  it('of consistency verify for every two sizes', () => {
    for (let size = 0; size <= 150; size += 2) {
      for (let earlier = 0; earlier <= size; earlier += 3) {
        const path = tree.consistencyProof(earlier, size)
        const proof = {
          earlier: { size: earlier, root: tree.root(earlier) },
          later: { size, root: tree.root(size) },
          path,
        }
        expect(verifyConsistency(sha256, proof)).toBe(true)
      }
    }
  })

  it('of inclusion fail when anything in them differs', () => {
    fc.assert(
      fc.property(pair, fc.nat(), fc.nat(255), ([index, size], where, xor) => {
        const path = tree.inclusionProof(index, size)
        const proof = { index, size, leaf: many[index]!, path, root: tree.root(size) }
        const flip = (bytes: Uint8Array) =>
          bytes.map((byte, at) => (at === where % 32 ? byte ^ (xor || 1) : byte))
        expect(verifyInclusion(sha256, { ...proof, leaf: flip(proof.leaf) })).toBe(false)
        expect(verifyInclusion(sha256, { ...proof, root: flip(proof.root) })).toBe(false)
        expect(verifyInclusion(sha256, { ...proof, path: [...path, proof.leaf] })).toBe(false)
        expect(verifyInclusion(sha256, { ...proof, index: -1 })).toBe(false)
        expect(verifyInclusion(sha256, { ...proof, index: size })).toBe(false)
        if (path.length === 0) return
        expect(verifyInclusion(sha256, { ...proof, path: path.slice(1) })).toBe(false)
        const step = where % path.length
        const wrong = path.map((hash, at) => (at === step ? flip(hash) : hash))
        expect(verifyInclusion(sha256, { ...proof, path: wrong })).toBe(false)
      }),
    )
  })

  it('of consistency fail for a log that was rewritten', () => {
    fc.assert(
      fc.property(pair, fc.nat(), ([earlier, size], where) => {
        if (earlier === 0 || earlier === size) return
        const changed = many.map((hash, at) => (at === where % earlier ? nodeHash(sha256, hash, hash) : hash))
        const other = new MerkleTree(sha256, changed)
        const proof = {
          earlier: { size: earlier, root: tree.root(earlier) },
          later: { size, root: other.root(size) },
          path: other.consistencyProof(earlier, size),
        }
        expect(verifyConsistency(sha256, proof)).toBe(false)
        expect(verifyConsistency(sha256, { ...proof, path: tree.consistencyProof(earlier, size) })).toBe(
          false,
        )
        expect(verifyConsistency(sha256, { ...proof, path: [] })).toBe(false)
      }),
    )
  })
})
