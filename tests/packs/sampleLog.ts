import canonicalize from 'canonicalize'
import { logKeyOf, makeCheckpoint } from '#core/packs/checkpoint.ts'
import { sha256 } from '#core/packs/sha256.ts'
import type { PersonRef } from '#shared/domain/reviewContent.ts'
import { leafHash, MerkleTree } from '#verifier/merkle.ts'
import type { House } from './samplePack.ts'
import { approvers, at, begun, contentOf, hex, people, type Who } from './sampleReview.ts'

export interface SampleEvent {
  at: string
  method: string
  person: PersonRef
  payload: object
}

/** What some events record: whose certificates were issued, and who approved. Events are counted from 0. */
export function honestEvents(
  house: House,
  who: Record<Who, PersonRef> = people,
  contentSha256 = hex(Buffer.from(canonicalize(contentOf())!)),
): Map<number, SampleEvent> {
  const issued = (by: Who): SampleEvent => ({
    at: begun.toISOString(),
    method: 'identities.create',
    person: who.exporter,
    payload: { kind: 'issued', personId: who[by].id, fingerprint: hex(house[by].certificate) },
  })
  const approved = ({ kind, by }: (typeof approvers)[number]): SampleEvent => ({
    at,
    method: 'reviews.approve',
    person: who[by],
    payload: { kind, contentSha256, certificateSha256: hex(house[by].certificate) },
  })
  return new Map([
    [0, issued('exporter')],
    [3, issued('validator')],
    [6, issued('reviewer')],
    [30, approved(approvers[0])],
    [33, approved(approvers[1])],
  ])
}

/** The log: 40 events, of which every third is about the review. */
export function makeLog(house: House, size = 40, told = honestEvents(house)) {
  const all = Array.from({ length: size }, (_, index) => {
    const one = told.get(index)
    const payload = canonicalize(one?.payload ?? {})!
    const text = canonicalize({
      sequence: index + 1,
      at: one?.at ?? at,
      person: one?.person ?? null,
      method: one?.method ?? 'reviews.edit',
      subjects: [],
      payloadSha256: hex(Buffer.from(payload)),
      previous: '',
    })!
    return { index, text, ...(one ? { payload } : {}) }
  })
  const tree = new MerkleTree(
    sha256,
    all.map(({ text }) => leafHash(sha256, Buffer.from(text))),
  )
  const checkpointAt = (count: number) =>
    makeCheckpoint({ origin: house.origin, size: count, root: tree.root(count) }, house.logKey.privateKey)
  const events = all.filter(({ index }) => index % 3 === 0)
  return { tree, events, checkpointAt, key: logKeyOf(house.origin, house.logKey.publicKey) }
}
