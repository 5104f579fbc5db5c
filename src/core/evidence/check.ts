import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Role } from '#shared/domain/roles.ts'
import type { Running } from '../jobs/jobs.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { blobProblem, evidenceFolder, isStaging, removeUnnamed } from './blobs.ts'
import { namesOfBlobs } from './store.ts'

export interface EvidenceProblem {
  sha256: string
  /** The evidence that this stored file is. */
  evidence: { id: string; reviewKey: string; number: string; title: string }[]
  message: string
}

export interface EvidenceCheck {
  files: number
  bytes: number
  missing: EvidenceProblem[]
  damaged: EvidenceProblem[]
  /** Files that no evidence names, left by a crash; they are removed. */
  leftoversRemoved: number
}

/**
 * Reads every stored file and holds its bytes against its hash; removes what a crash left behind. What restricted
 * evidence is called is told to somebody whose roles allow it.
 */
export async function checkEvidence(
  workspace: Workspace,
  { signal, progress }: Running,
  roles: readonly Role[] = [],
): Promise<EvidenceCheck> {
  const blobs = await workspace.read.selectFrom('blob').select(['sha256', 'size']).orderBy('sha256').execute()
  const names = await namesOfBlobs(workspace.read, roles)
  const bytes = blobs.reduce((sum, blob) => sum + blob.size, 0)
  const result: EvidenceCheck = { files: blobs.length, bytes, missing: [], damaged: [], leftoversRemoved: 0 }
  let read = 0
  let told = 0
  for (const [index, blob] of blobs.entries()) {
    const step = `${index + 1} of ${blobs.length}`
    const problem = await blobProblem(workspace, blob.sha256, (length) => {
      signal.throwIfAborted()
      read += length
      if (read - told < bytes / 200) return
      told = read
      progress(read / bytes, step)
    })
    signal.throwIfAborted()
    if (!problem) continue
    const evidence = names.get(blob.sha256) ?? []
    result[problem.kind].push({ sha256: blob.sha256, evidence, message: problem.message })
  }
  result.leftoversRemoved = await removeLeftovers(workspace)
  return result
}

async function removeLeftovers(workspace: Workspace): Promise<number> {
  const folder = evidenceFolder(workspace)
  const known = new Set(
    (await workspace.read.selectFrom('blob').select('sha256').execute()).map((blob) => blob.sha256),
  )
  let removed = 0
  for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
    const path = join(folder, entry.name)
    if (entry.isFile() && /^[0-9a-f]{24}\.part$/.test(entry.name) && !isStaging(path)) {
      await rm(path, { force: true })
      removed += 1
    }
    if (!entry.isDirectory() || !/^[0-9a-f]{2}$/.test(entry.name)) continue
    for (const name of await readdir(path)) {
      const sha256 = entry.name + name
      if (!/^[0-9a-f]{64}$/.test(sha256) || known.has(sha256)) continue
      if (await removeUnnamed(workspace, sha256)) removed += 1
    }
  }
  return removed
}
