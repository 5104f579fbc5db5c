import { createHash } from 'node:crypto'
import type { PersonRef } from '#shared/domain/reviewContent.ts'
import type { ReviewRecord } from '#shared/domain/reviewRecord.ts'
import { parseCheckpoint } from '#verifier/checkpoint.ts'
import { jcs } from '../auditLog/append.ts'
import type { Gathered } from './gather.ts'
import type { ExportPlan } from './plan.ts'

export interface RecordOptions {
  /** ISO 8601 instant (UTC). */
  exportedAt: string
  exportedBy: PersonRef
  /** A draft is printed with a watermark, whatever the state of the review. */
  as: 'draft' | 'record' | 'sealed'
}

/** The review as data: `data/review.json`, and what the documents print. */
export function reviewRecordOf(gathered: Gathered, plan: ExportPlan, options: RecordOptions): ReviewRecord {
  const { exportedAt, as } = options
  const { id, name } = options.exportedBy
  const { state } = gathered.row
  const isApproved = state === 'approved' || state === 'sealed'
  const record: Omit<ReviewRecord, 'packId'> = {
    schema: 'afterword-review-record/1',
    exportedAt,
    exportedBy: { id, name },
    status: as === 'draft' || !isApproved ? 'draft' : as === 'sealed' ? 'sealed' : state,
    state: as === 'sealed' ? 'sealed' : state,
    label: plan.label,
    contentSha256: gathered.canonical.sha256,
    content: gathered.content,
    approvals: gathered.approvals.map(({ record }) => record),
    actionStatus: gathered.actionStatus,
    custody: gathered.custody,
    audit: gathered.audit,
    completeness: plan.completeness,
  }
  const { root } = parseCheckpoint(gathered.log.checkpoint).checkpoint
  return { ...record, packId: shortId(jcs([record, Buffer.from(root).toString('hex')])) }
}

const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** `P-7K3M-9QXA`: 40 bits of a hash in Crockford's base 32, so that one export has one id wherever it is made. */
function shortId(text: string): string {
  let bits = createHash('sha256').update(text).digest().readUIntBE(0, 5)
  let id = ''
  for (let count = 0; count < 8; count++) {
    id = letters[bits % 32]! + id
    bits = Math.floor(bits / 32)
  }
  return `P-${id.slice(0, 4)}-${id.slice(4)}`
}
