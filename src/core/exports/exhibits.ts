import type { ExhibitContent } from '#shared/domain/reviewContent.ts'
import { AfterwordError } from '#shared/errors.ts'
import type { Call } from '../call.ts'
import type { StoredFile } from '../evidence/copyStored.ts'
import { findEvidence, piecesOfEvidence, storedError } from '../evidence/vault.ts'

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

/**
 * The content of an exhibit, whole or not at all; each piece is to be used up before the next one is asked for. Throws
 * LostExhibit at the latest before its end.
 */
async function* piecesOf(call: Call, exhibit: ExhibitContent): AsyncGenerator<Uint8Array> {
  try {
    yield* piecesOfEvidence(call, exhibit.sha256)
  } catch (error) {
    throw lostOr(error, exhibit)
  }
}

/** Where the content of an exhibit lies and what opens it, for the thread that copies it. Throws LostExhibit. */
export async function findExhibit(call: Call, exhibit: ExhibitContent): Promise<StoredFile> {
  try {
    return await findEvidence(call, exhibit.sha256)
  } catch (error) {
    throw lostOr(error, exhibit)
  }
}

/** What an error of that thread means: LostExhibit where the exhibit is missing or damaged. */
export function copyError(error: unknown, exhibit: ExhibitContent): unknown {
  return lostOr(storedError(error, exhibit.sha256), exhibit)
}

function lostOr(error: unknown, { number }: ExhibitContent): unknown {
  const reason = error instanceof AfterwordError ? reasons[error.code] : undefined
  return reason === undefined ? error : new LostExhibit(number, reason)
}

/** For what is small enough to be held in memory. */
export async function readExhibit(call: Call, exhibit: ExhibitContent): Promise<Uint8Array> {
  const bytes = new Uint8Array(exhibit.size)
  let at = 0
  for await (const piece of piecesOf(call, exhibit)) {
    bytes.set(piece, at)
    at += piece.length
  }
  return bytes
}

/** Exhibits whose file cannot even be opened: a quick look, which reads their first bytes alone. */
export function findMissing(call: Call, exhibits: readonly ExhibitContent[]): Promise<Map<string, string>> {
  return lookFor(exhibits, async (exhibit) => {
    for await (const _ of piecesOf(call, exhibit)) break
  })
}

/** Exhibits whose file is missing or damaged: reads all of them. */
export function findLost(
  call: Call,
  exhibits: readonly ExhibitContent[],
  signal: AbortSignal,
): Promise<Map<string, string>> {
  return lookFor(exhibits, async (exhibit) => {
    for await (const _ of piecesOf(call, exhibit)) signal.throwIfAborted()
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
