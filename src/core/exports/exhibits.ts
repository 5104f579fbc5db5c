import type { ExhibitContent } from '#shared/domain/reviewContent.ts'
import { AfterwordError } from '#shared/errors.ts'
import type { Call } from '../call.ts'
import { openEvidence } from '../evidence/vault.ts'

/** An exhibit turned out to be missing or damaged while it was read. */
export class LostExhibit extends Error {
  override name = 'LostExhibit'
  readonly number: string
  readonly reason: string

  constructor(number: string, reason: string) {
    super(`${number}: ${reason}`)
    this.number = number
    this.reason = reason
  }
}

const reasons: Partial<Record<AfterwordError['code'], string>> = {
  'not-found': 'Missing: its file is not in the workspace’s folder of evidence.',
  corrupt: 'Damaged: its file in the workspace is no longer what was received.',
}

/** The content of an exhibit, whole or not at all. Throws LostExhibit at the latest before its end. */
export async function* openExhibit(
  call: Call,
  { number, sha256 }: ExhibitContent,
): AsyncGenerator<Uint8Array> {
  try {
    yield* readAhead(await openEvidence(call, sha256))
  } catch (error) {
    const reason = error instanceof AfterwordError ? reasons[error.code] : undefined
    throw reason === undefined ? error : new LostExhibit(number, reason)
  }
}

/** The same pieces, of which the next one is being read while one is in use. */
async function* readAhead(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const source = pieces[Symbol.asyncIterator]()
  const take = () => {
    const next = source.next()
    // it fails where it is waited for; nobody waits for it where the reading was broken off
    next.catch(() => undefined)
    return next
  }
  try {
    for (let next = take(); ; ) {
      const { value, done } = await next
      if (done) return
      next = take()
      yield value
    }
  } finally {
    await source.return?.()
  }
}

/** For what is small enough to be held in memory. */
export async function readExhibit(call: Call, exhibit: ExhibitContent): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  for await (const piece of openExhibit(call, exhibit)) pieces.push(piece)
  return new Uint8Array(Buffer.concat(pieces))
}

/** Exhibits whose file cannot even be opened: a quick look, which reads their first bytes alone. */
export function findMissing(call: Call, exhibits: readonly ExhibitContent[]): Promise<Map<string, string>> {
  return lookFor(exhibits, async (exhibit) => {
    for await (const _ of openExhibit(call, exhibit)) break
  })
}

/** Exhibits whose file is missing or damaged: reads all of them. */
export function findLost(
  call: Call,
  exhibits: readonly ExhibitContent[],
  signal: AbortSignal,
): Promise<Map<string, string>> {
  return lookFor(exhibits, async (exhibit) => {
    for await (const _ of openExhibit(call, exhibit)) signal.throwIfAborted()
  })
}

async function lookFor(
  exhibits: readonly ExhibitContent[],
  look: (exhibit: ExhibitContent) => Promise<void>,
): Promise<Map<string, string>> {
  const lost = new Map<string, string>()
  for (const exhibit of exhibits) {
    try {
      await look(exhibit)
    } catch (error) {
      if (!(error instanceof LostExhibit)) throw error
      lost.set(error.number, error.reason)
    }
  }
  return lost
}
