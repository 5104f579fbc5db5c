import { readFile } from 'node:fs/promises'
import type { ImportedFile } from '#shared/contract/imports.ts'
import type { Template } from '#shared/domain/template.ts'
import { AfterwordError } from '#shared/errors.ts'
import { insertAction } from '../actions/store.ts'
import type { Call } from '../call.ts'
import { discardBlob, recordEvidence, stageEvidence } from '../evidence/vault.ts'
import { insertFactor } from '../factors/store.ts'
import type { ExchangedFile } from '../files.ts'
import { newId } from '../ids.ts'
import { insertIncident } from '../incidents/incidents.ts'
import { breather } from '../jobs/breathe.ts'
import { insertReview, insertSections } from '../reviews/create.ts'
import { needWithinLimits } from '../reviews/limits.ts'
import { insertEntry, sortTimeline } from '../timeline/store.ts'
import type { Reader, Writer } from '../workspace/database.ts'
import { defaultLimits } from './markdown/limits.ts'
import type { PostmortemRecord } from './markdown/record.ts'
import { type ImportPlan, planImport } from './plan.ts'
import type { PostmortemThread } from './postmortemThread.ts'

/** Makes a review of one file, in one transaction with the file as its evidence; or says why not. */
export async function importFile(
  call: Call,
  file: ExchangedFile,
  template: Template,
  zone: string | undefined,
  thread: PostmortemThread,
): Promise<ImportedFile> {
  if (file.size > defaultLimits.bytes)
    return without(file.name, 'rejected', {
      reason: `The file has ${(file.size / 1024 / 1024).toFixed(0)} MB; at most 5 MB of Markdown are read. Attach it as evidence.`,
    })
  const bytes = await readFile(file.path).catch(() => {
    throw new AfterwordError('not-found', `The file ${file.name} cannot be read. Choose it again.`)
  })
  const record = await thread.record(bytes, { fileName: file.name, ...(zone ? { zone } : {}) })
  if (record.outcome === 'template') return offeredTemplate(record, bytes, thread)
  if (record.outcome !== 'review')
    return without(file.name, record.outcome, { reason: record.reason ?? '', title: record.title })
  const known = await importedBefore(call.read, record.contentHash)
  if (known) return without(file.name, 'unchanged', known)
  return addReview(call, file, record, template)
}

async function addReview(
  call: Call,
  file: ExchangedFile,
  record: PostmortemRecord,
  template: Template,
): Promise<ImportedFile> {
  const people = await call.read.selectFrom('person').select(['id', 'name', 'email']).execute()
  const plan = planImport(record, template, people)
  const staged = await stageEvidence(call, file)
  try {
    if (staged.sha256 !== record.contentHash)
      throw new AfterwordError('conflict', `${file.name} was changed while it was read. Import it again.`)
    const review = await call.write(
      async (tx, change) => {
        if (await importedBefore(tx, staged.sha256))
          throw new AfterwordError(
            'conflict',
            `${file.name} was imported meanwhile. Nothing was added twice.`,
          )
        const made = await write(tx, call, plan, template)
        const original = await recordEvidence(tx, call, staged, {
          reviewId: made.id,
          title: file.name.slice(0, 300),
          fileName: file.name,
          mediaType: 'text/markdown',
          source: 'Imported file',
          effectiveFrom: null,
          effectiveTo: null,
          label: 'internal',
          replaces: null,
        })
        await tx
          .insertInto('imported')
          .values({ sha256: staged.sha256, reviewId: made.id, name: file.name })
          .execute()
        change.subjects.push(`review:${made.id}`, `incident:${made.incidentId}`, `evidence:${original.id}`)
        change.payload = { name: file.name, sha256: staged.sha256, review: made.key, title: plan.title }
        return made
      },
      ['reviews', 'incidents', 'timeline', 'factors', 'actions', 'evidence', 'people'],
      null,
    )
    return {
      name: file.name,
      outcome: 'created',
      reason: '',
      reviewId: review.id,
      reviewKey: review.key,
      title: plan.title,
      mapped: [...record.mapped, ...plan.mapped].sort((one, other) => one.line - other.line),
      findings: [...record.findings, ...plan.findings],
      templateMarkdown: null,
    }
  } catch (error) {
    await discardBlob(call.workspace, staged)
    // Another import that runs at the same time was first.
    const known = await importedBefore(call.read, record.contentHash)
    if (known) return without(file.name, 'unchanged', known)
    throw error
  }
}

async function write(tx: Writer, call: Call, plan: ImportPlan, template: Template) {
  const incidentId = newId(call.now())
  await insertIncident(tx, call, incidentId, {
    title: plan.title,
    severity: plan.severity,
    label: 'internal',
    times: plan.times,
    impact: plan.impact,
    serviceIds: await servicesNamed(tx, call, plan.services),
  })
  const id = newId(call.now())
  const key = await insertReview(tx, call, {
    id,
    incidentId,
    template,
    title: plan.title,
    facilitatorId: null,
    label: 'internal',
    authorIds: [call.person.id],
  })
  for (const section of plan.sections)
    if (section.id)
      await tx
        .updateTable('section')
        .set({ markdown: section.markdown })
        .where('reviewId', '=', id)
        .where('id', '=', section.id)
        .execute()
  await insertSections(
    tx,
    id,
    plan.sections
      .filter((section) => section.id === null)
      .map((section) => ({ ...section, id: newId(call.now()) })),
  )
  const breathe = breather()
  for (const entry of plan.timeline) {
    await insertEntry(tx, newId(call.now()), { ...entry, reviewId: id, source: '', evidenceIds: [] })
    await breathe()
  }
  await sortTimeline(tx, id)
  for (const factor of plan.factors) {
    await insertFactor(tx, newId(call.now()), {
      ...factor,
      reviewId: id,
      category: 'other',
      evidenceIds: [],
    })
    await breathe()
  }
  for (const { done, ...action } of plan.actions) {
    const actionId = newId(call.now())
    await insertAction(tx, call, { ...action, id: actionId, reviewId: id, criterion: '' })
    if (done)
      // When it was closed nobody knows, so it counts in no lag.
      await tx
        .updateTable('action')
        .set({ state: 'done', closureNote: 'Marked as done in the imported file.' })
        .where('id', '=', actionId)
        .execute()
    await breathe()
  }
  for (const part of ['sections', 'timeline', 'factors', 'actions'] as const)
    await needWithinLimits(tx, id, part)
  return { id, key, incidentId }
}

async function servicesNamed(tx: Writer, call: Call, names: string[]): Promise<string[]> {
  const ids: string[] = []
  for (const name of names) {
    const known = await tx.selectFrom('service').select('id').where('name', '=', name).executeTakeFirst()
    const id = known?.id ?? newId(call.now())
    if (!known)
      await tx.insertInto('service').values({ id, name, description: '', teamId: null, version: 1 }).execute()
    ids.push(id)
  }
  return ids
}

async function importedBefore(db: Reader | Writer, sha256: string) {
  const row = await db
    .selectFrom('imported')
    .innerJoin('review', 'review.id', 'imported.reviewId')
    .select(['review.id as reviewId', 'review.key as reviewKey', 'review.title'])
    .where('imported.sha256', '=', sha256)
    .executeTakeFirst()
  return row && { ...row, reason: `It was imported before, as ${row.reviewKey}.` }
}

async function offeredTemplate(
  record: PostmortemRecord,
  bytes: Uint8Array,
  thread: PostmortemThread,
): Promise<ImportedFile> {
  return without(record.fileName, 'template', {
    reason: record.reason ?? '',
    title: record.title,
    mapped: record.mapped,
    findings: record.findings,
    templateMarkdown: await thread.template(bytes, record.fileName),
  })
}

export function without(
  name: string,
  outcome: ImportedFile['outcome'],
  more: Partial<ImportedFile>,
): ImportedFile {
  return {
    name,
    outcome,
    reason: '',
    reviewId: null,
    reviewKey: null,
    title: '',
    mapped: [],
    findings: [],
    templateMarkdown: null,
    ...more,
  }
}
