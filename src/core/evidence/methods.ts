import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import type { Input } from '#shared/contract/index.ts'
import { maySee } from '#shared/domain/labels.ts'
import type { Sensitivity } from '#shared/domain/reviewContent.ts'
import { AfterwordError } from '#shared/errors.ts'
import type { Call } from '../call.ts'
import { implement } from '../implement.ts'
import { safeFileName } from '../packs/fileNames.ts'
import { offsetOf, pageOf } from '../paging.ts'
import { touchReview } from '../reviews/edits.ts'
import { newestRevision } from '../reviews/store.ts'
import { current, given } from '../versions.ts'
import { storageError } from '../workspace/storageError.ts'
import { checkEvidence } from './check.ts'
import { evidenceOfReview, findEvidence, listEvidence, shown } from './store.ts'
import { addEvidence, checkPeriod, custodyOf, openEvidence, recordCustody } from './vault.ts'

export const evidenceMethods = implement({
  async 'evidence.list'(call, input) {
    const { reviewId, search, limit } = input
    const { rows, total } = await listEvidence(
      call.read,
      { reviewId, search, limit, offset: offsetOf(input.cursor) },
      call.person.roles,
    )
    return pageOf(rows, total, input)
  },
  async 'evidence.get'(call, input) {
    const row = current(await findEvidence(call.read, input.id), undefined, 'evidence')
    return (await shown(call.read, [row], call.person.roles))[0]!
  },
  'evidence.ofReview': (call, input) => evidenceOfReview(call.read, input.reviewId, call.person.roles),
  'evidence.add': addEvidence,
  'evidence.update': update,
  'evidence.open': openForViewing,
  async 'evidence.custody'(call, input) {
    const row = current(await findEvidence(call.read, input.id), undefined, 'evidence')
    const events = await custodyOf(call.read, [input.id])
    // Notes tell where it came from and to whom it went.
    const isSeen = maySee(row.label as Sensitivity, call.person.roles)
    return events.map(({ evidenceId: _, ...event }) => (isSeen ? event : { ...event, note: '' }))
  },
  'evidence.transfer': transfer,
  'evidence.checkAll': checkAll,
})

async function update(call: Call, input: Input<'evidence.update'>) {
  call.need('evidence.add', 'change evidence')
  return call.write(
    async (tx, change) => {
      const row = current(await findEvidence(tx, input.id), undefined, 'evidence')
      // Whoever may not see it may not make it visible either.
      if (row.label === 'restricted') call.need('evidence.restricted', 'change restricted evidence')
      current(row, input.version, 'evidence')
      const changes = given({
        title: input.title,
        source: input.source,
        effectiveFrom: input.effectiveFrom,
        effectiveTo: input.effectiveTo,
        label: input.label,
      })
      checkPeriod({ ...row, ...changes })
      const reviewId = await newestRevision(tx, row.reviewKey)
      await touchReview(tx, call, reviewId, `Evidence ${row.number} was changed.`)
      const version = row.version + 1
      await tx
        .updateTable('evidence')
        .set({ ...changes, version })
        .where('id', '=', input.id)
        .execute()
      change.subjects.push(`review:${reviewId}`, `evidence:${input.id}`)
      change.payload = { ...input, number: row.number }
      return { id: input.id, version }
    },
    ['evidence', 'reviews'],
    input,
  )
}

/** Decrypts into this process's own temporary folder, where it does not stay; only a file that came out whole is noted and offered. */
async function openForViewing(call: Call, input: Input<'evidence.open'>) {
  const row = await findEvidence(call.read, input.id)
  if (!row) throw new AfterwordError('not-found', 'This evidence is no longer there.')
  if (row.label === 'restricted') call.need('evidence.restricted', 'see restricted evidence')
  const path = await call.state.files.passingPath(safeFileName(row.fileName))
  try {
    await pipeline(
      await openEvidence(call, row.sha256),
      createWriteStream(path, { flags: 'wx', mode: 0o600 }),
    )
  } catch (error) {
    await rm(path, { force: true })
    throw byName(error, row)
  }
  await call.write(
    async (tx, change) => {
      await recordCustody(tx, [row.id], 'viewed', '', call)
      change.subjects.push(`review:${row.reviewId}`, `evidence:${row.id}`)
    },
    ['evidence'],
    { id: row.id, number: row.number, sha256: row.sha256 },
  )
  return { file: await call.state.files.offer(path, row.fileName) }
}

/** Puts the name that people know in front of what is wrong with a stored file. */
function byName(error: unknown, row: { reviewKey: string; number: string; title: string }): unknown {
  if (!(error instanceof AfterwordError)) return error
  return new AfterwordError(
    error.code,
    `${row.number} of ${row.reviewKey} (“${row.title}”) cannot be opened. ${error.message}`,
  )
}

async function transfer(call: Call, input: Input<'evidence.transfer'>) {
  call.need('evidence.add', 'note that evidence was handed over')
  return call.write(
    async (tx, change) => {
      const row = current(await findEvidence(tx, input.id), undefined, 'evidence')
      if (row.label === 'restricted') call.need('evidence.restricted', 'hand over restricted evidence')
      await recordCustody(tx, [row.id], 'transferred', `To ${input.to}: ${input.note}`, call)
      change.subjects.push(`review:${row.reviewId}`, `evidence:${row.id}`)
      return {}
    },
    ['evidence'],
    input,
  )
}

function checkAll(call: Call) {
  call.need(['evidence.add', 'workspace.manage'], 'check all evidence')
  const { workspace, person } = call
  return call.begin('evidence.check', 'Checking all evidence', async (running) => {
    try {
      const result = await checkEvidence(workspace, running, person.roles)
      await call.write(async () => undefined, ['auditLog'], result)
      return result
    } catch (error) {
      throw storageError(error) ?? error
    }
  })
}
