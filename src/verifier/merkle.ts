/**
 * The Merkle tree of RFC 6962, section 2 (the same in RFC 9162, section 2.1): roots, and proofs that a leaf is in it or
 * that a later tree only added to an earlier one. The hash is a parameter: Node and the browser have their own.
 */
export type Sha256 = (bytes: Uint8Array) => Uint8Array

const SIZE = 32

/** HASH(0x00 || leaf). */
export function leafHash(sha256: Sha256, leaf: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(leaf.length + 1)
  bytes.set(leaf, 1)
  return sha256(bytes)
}

/** HASH(0x01 || left || right). */
export function nodeHash(sha256: Sha256, left: Uint8Array, right: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(2 * SIZE + 1)
  bytes[0] = 1
  bytes.set(left, 1)
  bytes.set(right, 1 + SIZE)
  return sha256(bytes)
}

/**
 * A tree over leaf hashes that are added one by one. It keeps the hash of each complete subtree (64 bytes a leaf), so
 * that any root and any proof, also of earlier sizes, costs a few dozen hashes.
 */
export class MerkleTree {
  private readonly sha256: Sha256
  private readonly levels: HashList[] = [new HashList()]

  constructor(sha256: Sha256, leafHashes: Iterable<Uint8Array> = []) {
    this.sha256 = sha256
    for (const hash of leafHashes) this.append(hash)
  }

  get size(): number {
    return this.levels[0]!.length
  }

  /** Adds the hash of a leaf, as `leafHash` makes it. */
  append(hash: Uint8Array): void {
    if (hash.length !== SIZE) throw new RangeError(`a leaf hash has ${SIZE} bytes, not ${hash.length}`)
    let current = hash
    for (let level = 0; ; level++) {
      const list = this.levels[level] ?? new HashList()
      this.levels[level] = list
      list.push(current)
      if (list.length % 2 === 1) return
      current = nodeHash(this.sha256, list.at(list.length - 2), list.at(list.length - 1))
    }
  }

  /** The root of the first `size` leaves; of none, it is the hash of nothing. */
  root(size = this.size): Uint8Array {
    this.expectSize(size)
    return size === 0 ? this.sha256(new Uint8Array()) : this.subtree(0, size)
  }

  /** RFC 9162, 2.1.3.1: the audit path of the leaf at `index` in the tree of the first `size` leaves. */
  inclusionProof(index: number, size = this.size): Uint8Array[] {
    this.expectSize(size)
    if (!Number.isInteger(index) || index < 0 || index >= size) {
      throw new RangeError(`there is no leaf ${index} in a tree of ${size}`)
    }
    const path: Uint8Array[] = []
    let start = 0
    let end = size
    while (end - start > 1) {
      const middle = start + split(end - start)
      if (index < middle) {
        path.push(this.subtree(middle, end))
        end = middle
      } else {
        path.push(this.subtree(start, middle))
        start = middle
      }
    }
    return path.reverse()
  }

  /** RFC 9162, 2.1.4.1: proves that the tree of `size` leaves begins with the tree of `earlier` leaves. */
  consistencyProof(earlier: number, size = this.size): Uint8Array[] {
    this.expectSize(size)
    if (!Number.isInteger(earlier) || earlier < 0 || earlier > size) {
      throw new RangeError(`a tree of ${earlier} does not come before one of ${size}`)
    }
    if (earlier === 0 || earlier === size) return []
    const proof: Uint8Array[] = []
    let start = 0
    let end = size
    let whole = true
    while (earlier - start !== end - start) {
      const middle = start + split(end - start)
      if (earlier <= middle) {
        proof.push(this.subtree(middle, end))
        end = middle
      } else {
        proof.push(this.subtree(start, middle))
        start = middle
        whole = false
      }
    }
    if (!whole) proof.push(this.subtree(start, end))
    return proof.reverse()
  }

  /** Hash of leaves [start, end); start is a multiple of the power of two that holds them. */
  private subtree(start: number, end: number): Uint8Array {
    const count = end - start
    const level = Math.log2(count)
    if (Number.isInteger(level)) return this.levels[level]!.at(start / count)
    const middle = start + split(count)
    return nodeHash(this.sha256, this.subtree(start, middle), this.subtree(middle, end))
  }

  private expectSize(size: number): void {
    if (!Number.isInteger(size) || size < 0 || size > this.size) {
      throw new RangeError(`the tree has ${this.size} leaves, not ${size}`)
    }
  }
}

/** RFC 9162, 2.1.3.2: whether the path leads from the leaf's hash to the root. Never throws. */
export function verifyInclusion(
  sha256: Sha256,
  proof: { index: number; size: number; leaf: Uint8Array; path: readonly Uint8Array[]; root: Uint8Array },
): boolean {
  const { index, size, leaf, path, root } = proof
  if (!isCount(index) || !isCount(size) || index >= size || !allHashes([leaf, root, ...path])) return false
  let node = index
  let last = size - 1
  let hash = leaf
  for (const step of path) {
    if (last === 0) return false
    if (node % 2 === 1 || node === last) {
      hash = nodeHash(sha256, step, hash)
      while (node % 2 === 0 && node !== 0) {
        node = half(node)
        last = half(last)
      }
    } else hash = nodeHash(sha256, hash, step)
    node = half(node)
    last = half(last)
  }
  return last === 0 && same(hash, root)
}

/** RFC 9162, 2.1.4.2: whether the later tree begins with the earlier one. Never throws. */
export function verifyConsistency(
  sha256: Sha256,
  proof: {
    earlier: { size: number; root: Uint8Array }
    later: { size: number; root: Uint8Array }
    path: readonly Uint8Array[]
  },
): boolean {
  const { earlier, later, path } = proof
  if (!isCount(earlier.size) || !isCount(later.size) || earlier.size > later.size) return false
  if (!allHashes([earlier.root, later.root, ...path])) return false
  if (earlier.size === 0) return path.length === 0 && same(earlier.root, sha256(new Uint8Array()))
  if (earlier.size === later.size) return path.length === 0 && same(earlier.root, later.root)
  const steps = Number.isInteger(Math.log2(earlier.size)) ? [earlier.root, ...path] : [...path]
  let node = earlier.size - 1
  let last = later.size - 1
  while (node % 2 === 1) {
    node = half(node)
    last = half(last)
  }
  const first = steps.shift()
  if (!first) return false
  let oldHash = first
  let newHash = first
  for (const step of steps) {
    if (last === 0) return false
    if (node % 2 === 1 || node === last) {
      oldHash = nodeHash(sha256, step, oldHash)
      newHash = nodeHash(sha256, step, newHash)
      while (node % 2 === 0 && node !== 0) {
        node = half(node)
        last = half(last)
      }
    } else newHash = nodeHash(sha256, newHash, step)
    node = half(node)
    last = half(last)
  }
  return last === 0 && same(oldHash, earlier.root) && same(newHash, later.root)
}

/** Hashes of one level in one growing buffer: a million small arrays would weigh ten times as much. */
class HashList {
  private bytes = new Uint8Array(SIZE)
  length = 0

  push(hash: Uint8Array): void {
    const at = this.length * SIZE
    if (at === this.bytes.length) {
      const larger = new Uint8Array(this.bytes.length * 2)
      larger.set(this.bytes)
      this.bytes = larger
    }
    this.bytes.set(hash, at)
    this.length++
  }

  at(index: number): Uint8Array {
    return this.bytes.slice(index * SIZE, (index + 1) * SIZE)
  }
}

/** The largest power of two below `count` (at least 2). */
function split(count: number): number {
  return 2 ** Math.floor(Math.log2(count - 1))
}

function half(value: number): number {
  return Math.floor(value / 2)
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0
}

function allHashes(hashes: readonly Uint8Array[]): boolean {
  return hashes.every((hash) => hash.length === SIZE)
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.every((byte, index) => byte === b[index])
}
