import type { ExportResult } from '#shared/contract/exports.ts'
import type { Input, Output } from '#shared/contract/index.ts'
import { may } from '#shared/domain/roles.ts'
import type { PersonWithRoles } from '#shared/domain/separation.ts'
import { AfterwordError } from '#shared/errors.ts'
import type { Call } from '../call.ts'
import type { Running } from '../jobs/jobs.ts'
import { reviewOf } from '../reviews/store.ts'
import { gatheredAsSeen } from './asSeen.ts'
import { planned } from './create.ts'
import { Documents } from './documents.ts'
import { findMissing } from './exhibits.ts'
import { gather } from './gather.ts'
import { fileNameOf } from './makeFiles.ts'
import { reviewRecordOf } from './record.ts'
import { measure, WorkFiles } from './workFiles.ts'

type Options = Input<'exports.preview'>

/** Starts to make a draft with a watermark, unsigned, for looking at and, as Word document, for editing. */
export async function startPreview(call: Call, input: Options): Promise<Output<'exports.preview'>> {
  call.need(['reviews.write', 'packs.export'], 'make drafts of reviews')
  const { person } = call
  await reviewOf(call.read, input.reviewId)
  return call.begin('preview', 'Draft for looking at', (running) => preview(call, person, input, running))
}

async function preview(
  call: Call,
  person: PersonWithRoles,
  { reviewId, format, paper }: Options,
  { signal, progress }: Running,
): Promise<ExportResult> {
  const gathered = gatheredAsSeen(await gather(call, reviewId), person.roles)
  const { key, title, label } = gathered.content.review
  const maximumLabel = may(person.roles, 'evidence.restricted') ? 'restricted' : 'confidential'
  if (label === 'restricted' && maximumLabel !== 'restricted') {
    throw new AfterwordError(
      'not-allowed',
      `${key} has the label Restricted, which ${person.name} may not export.`,
    )
  }
  const lost = await findMissing(call, gathered.content.exhibits)
  // the report as it would stand in a pack
  const plan = planned(person, gathered, { formats: ['pack'], maximumLabel, withhold: [] }, lost)
  const record = reviewRecordOf(gathered, plan, { exportedAt: call.at, exportedBy: person, as: 'draft' })
  const documents = new Documents(call, { record, exhibits: plan.exhibits, paper, signal })
  progress(null, 'Setting the draft')
  const make = {
    pdf: async () => (await documents.pdf([])).bytes,
    docx: () => documents.word(),
    html: () => documents.html(),
  }
  const bytes = await make[format]().finally(() => documents.close())
  signal.throwIfAborted()
  const name = `${fileNameOf(record)}-draft.${format}`
  const files = new WorkFiles(call.state.files)
  try {
    const path = await files.write(name, bytes)
    const { sha256, size } = await measure(path)
    await call.write(async (_tx, change) => void change.subjects.push(`review:${reviewId}`), ['auditLog'], {
      reviewId,
      format,
      size,
      sha256,
    })
    const file = await call.state.files.offer(path, name)
    return {
      files: [{ format, file, sha256 }],
      completeness: record.completeness,
      packId: record.packId,
      title: `${key} ${title}`.slice(0, 300),
    }
  } catch (error) {
    await files.remove()
    throw error
  }
}
