import type { ExportResult } from '#shared/contract/exports.ts'
import type { Input, Output } from '#shared/contract/index.ts'
import type { ReviewRecord } from '#shared/domain/reviewRecord.ts'
import type { PersonWithRoles } from '#shared/domain/separation.ts'
import { AfterwordError } from '#shared/errors.ts'
import type { Call } from '../call.ts'
import { recordCustody } from '../evidence/vault.ts'
import { signerOf } from '../identities/identities.ts'
import { newId } from '../ids.ts'
import type { Running } from '../jobs/jobs.ts'
import { sealReview } from '../reviews/lifecycle.ts'
import { reviewOf } from '../reviews/store.ts'
import { describeCertificate } from '../signing/certificates.ts'
import type { Timestamper } from '../signing/cms.ts'
import type { Signer } from '../signing/signer.ts'
import { findLost, findMissing, LostExhibit } from './exhibits.ts'
import { type Gathered, type GatheredReview, gather, gatherReview } from './gather.ts'
import { type MadeFile, makeFiles } from './makeFiles.ts'
import { type ExportPlan, planExport, type Wishes } from './plan.ts'
import { reviewRecordOf } from './record.ts'
import { recordExported } from './store.ts'
import { authorityTimestamper } from './timestamper.ts'
import { offerVerifier } from './verifierPage.ts'
import { WorkFiles } from './workFiles.ts'

type Options = Input<'exports.create'>

/**
 * Starts an export. Who may not, what cannot be sealed and a wrong passphrase are told at once; the job makes the files,
 * and what it did stands in the workspace when all of them are complete, or not at all.
 */
export async function startExport(call: Call, input: Options): Promise<Output<'exports.create'>> {
  const { person } = call
  const review = await gatherReview(call.read, input.reviewId)
  const lost = await findMissing(call, review.content.exhibits)
  checked(planned(person, review, input, lost), input)
  const signer = await signerOf(call, person.id, input.passphrase)
  const timestamp = input.timestamp ? await authorityTimestamper(call.read) : undefined
  // Before anything is made: an export that cannot be handed over whole must not seal.
  const verifier = input.withVerifier ? await offerVerifier(call) : undefined
  const { key, title } = review.content.review
  return call.begin('export', `Export of ${key} ${title}`, (running) =>
    exportReview(call, input, { person, signer, timestamp, verifier, lost }, running),
  )
}

/** The plan of an export, as a person may make it. */
export function planned(
  person: PersonWithRoles,
  { row, content, approvals }: GatheredReview,
  wishes: Wishes,
  lost: ReadonlyMap<string, string>,
): ExportPlan {
  const kinds = approvals.map(({ record }) => record.kind)
  return planExport({ content, state: row.state, approvals: kinds, lost }, wishes, person)
}

function checked(plan: ExportPlan, { seal }: Options): ExportPlan {
  if (plan.refused) throw new AfterwordError('not-allowed', plan.refused)
  if (seal && plan.sealRefused) throw new AfterwordError('not-ready', plan.sealRefused)
  return plan
}

interface Keys {
  /** Who exports; somebody else may act by the time the job ends. */
  person: PersonWithRoles
  signer: Signer
  timestamp: Timestamper | undefined
  verifier: ExportResult['files'][number] | undefined
  lost: ReadonlyMap<string, string>
}

async function exportReview(call: Call, input: Options, keys: Keys, running: Running): Promise<ExportResult> {
  const files = new WorkFiles(call.state.files)
  try {
    const { sha256 } = describeCertificate(keys.signer.certificate)
    const gathered = await gather(call, input.reviewId, sha256)
    const made = await makeWhatIsThere(call, input, keys, running, gathered, files)
    running.signal.throwIfAborted()
    running.progress(0.99, 'Noting the export in the workspace')
    await noteExport(call, input, gathered, made, keys)
    await files.remove(made.files.map(({ path }) => path))
    return await offered(call, keys, made)
  } catch (error) {
    await files.remove()
    throw error
  }
}

interface Made {
  plan: ExportPlan
  record: ReviewRecord
  files: MadeFile[]
}

/**
 * Makes the files. Where an exhibit turns out to be damaged on the way, all of them are read, and the files are made
 * once more, without those, and saying so.
 */
async function makeWhatIsThere(
  call: Call,
  input: Options,
  keys: Keys,
  running: Running,
  gathered: Gathered,
  files: WorkFiles,
): Promise<Made> {
  let lost = keys.lost
  for (;;) {
    const plan = checked(planned(keys.person, gathered, input, lost), input)
    const record = reviewRecordOf(gathered, plan, {
      exportedAt: call.at,
      exportedBy: keys.person,
      as: input.seal ? 'sealed' : 'record',
    })
    try {
      const { formats, paper } = input
      const { signer, timestamp } = keys
      const options = { call, gathered, plan, record, formats, signer, paper, running, files }
      return { plan, record, files: await makeFiles({ ...options, ...(timestamp ? { timestamp } : {}) }) }
    } catch (error) {
      if (!(error instanceof LostExhibit) || lost.has(error.number)) throw error
      running.progress(null, `${error.number} is damaged; reading all exhibits`)
      const found = await findLost(call, plan.exhibits, running.signal)
      lost = new Map([...lost, [error.number, error.reason], ...found])
      await files.remove()
    }
  }
}

/** One transaction: the files, the custody of what went out, the event of the log, and the seal. */
async function noteExport(
  call: Call,
  { reviewId, seal }: Options,
  gathered: Gathered,
  { plan, record, files }: Made,
  { person, timestamp }: Keys,
): Promise<void> {
  const level = timestamp ? 'B-T' : 'B-B'
  const { packId, completeness, contentSha256 } = record
  const goesOut = files.some(({ format }) => format !== 'docx')
  await call.write(
    async (tx, change) => {
      if (call.workspace.person?.id !== person.id) throw actsNoLonger(person)
      change.subjects.push(`review:${reviewId}`)
      if (seal) {
        if ((await reviewOf(tx, reviewId)).version !== gathered.row.version) throw changedMeanwhile(gathered)
        await sealReview(tx, call, reviewId)
      }
      await recordExported(
        tx,
        files.map(({ format, name, size, sha256 }) => ({
          id: newId(call.now()),
          reviewId,
          packId,
          format,
          fileName: name,
          size,
          sha256,
          at: call.at,
          personId: person.id,
          sealed: Number(seal),
          verdict: completeness.verdict,
          level,
          label: plan.label,
          contentSha256,
          checkpoint: format === 'pack' ? gathered.log.checkpoint : '',
        })),
      )
      if (goesOut) {
        const ids = plan.exhibits.map(({ id }) => id)
        await recordCustody(
          tx,
          ids,
          'exported',
          `With ${files.map(({ name }) => name).join(', ')} (${packId})`,
          call,
        )
      }
    },
    ['exports', 'reviews', 'evidence', 'auditLog'],
    {
      reviewId,
      packId,
      sealed: seal,
      label: plan.label,
      level,
      contentSha256,
      checkpoint: gathered.log.checkpoint,
      files: files.map(({ format, name, size, sha256 }) => ({ format, name, size, sha256 })),
      completeness: { verdict: completeness.verdict, missing: completeness.missing },
    },
  )
}

async function offered(call: Call, { verifier }: Keys, { record, files }: Made): Promise<ExportResult> {
  const result: ExportResult['files'] = []
  for (const { format, name, path, sha256 } of files)
    result.push({ format, sha256, file: await call.state.files.offer(path, name) })
  if (verifier) result.push(verifier)
  const { key, title } = record.content.review
  return {
    files: result,
    completeness: record.completeness,
    packId: record.packId,
    title: `${key} ${title}`.slice(0, 300),
  }
}

function actsNoLonger({ name }: PersonWithRoles): AfterwordError {
  return new AfterwordError(
    'conflict',
    `Somebody else began to act while ${name} exported, so the export was not kept. Export it again.`,
  )
}

function changedMeanwhile({ row }: Gathered): AfterwordError {
  return new AfterwordError(
    'conflict',
    `${row.key} was changed while it was exported, so it was not sealed. Look at it and export it again.`,
  )
}
