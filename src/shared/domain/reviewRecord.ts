import { z } from 'zod'
import { personRef, reviewContent, sensitivity } from './reviewContent.ts'

const text = z.string()
const instant = z.iso.datetime()

export const approvalKind = z.enum(['technical-validation', 'process-review'])
export type ApprovalKind = z.infer<typeof approvalKind>

export const approvalRecord = z.strictObject({
  kind: approvalKind,
  person: personRef,
  role: text,
  at: instant,
  comment: text,
  contentSha256: text,
  /** SHA-256 of the signer's certificate, hexadecimal. */
  certificateSha256: text,
})

export const custodyKind = z.enum(['collected', 'received', 'viewed', 'exported', 'transferred'])
export type CustodyKind = z.infer<typeof custodyKind>

export const custodyRecord = z.strictObject({
  exhibit: text,
  at: instant,
  person: personRef.nullable(),
  kind: custodyKind,
  note: text,
})

/** How an agreed action stands at the moment of the export. */
export const actionStatus = z.strictObject({
  key: text,
  state: z.enum(['open', 'in-progress', 'done', 'wont-do']),
  owner: personRef.nullable(),
  dueOn: z.iso.date().nullable(),
  closedAt: instant.nullable(),
  closureNote: text,
})

export const auditExtractEvent = z.strictObject({
  sequence: z.int(),
  at: instant,
  person: text,
  method: text,
  subject: text,
  hash: text,
})

export const omission = z.strictObject({ what: text, title: text, reason: text })

export const completeness = z.strictObject({
  verdict: z.enum(['COMPLETE', 'PARTIAL']),
  asked: z.array(text),
  included: z.array(text),
  missing: z.array(omission),
})
export type Completeness = z.infer<typeof completeness>

/** `data/review.json` of a pack, and what the PDF, the Word document and the HTML page print. */
export const reviewRecord = z.strictObject({
  schema: z.literal('afterword-review-record/1'),
  exportedAt: instant,
  exportedBy: personRef,
  /** The short id of this export, printed in the foot of each page. */
  packId: text,
  /** 'draft' is printed as a watermark on every page. */
  status: z.enum(['draft', 'approved', 'sealed']),
  state: text,
  /** The strictest label of the review and of what goes out with it; printed on every page. */
  label: sensitivity,
  contentSha256: text,
  content: reviewContent,
  approvals: z.array(approvalRecord),
  actionStatus: z.array(actionStatus),
  custody: z.array(custodyRecord),
  audit: z.array(auditExtractEvent),
  completeness,
})
export type ReviewRecord = z.infer<typeof reviewRecord>
