import { createHash } from 'node:crypto'
import type { ReviewContent } from '#shared/domain/reviewContent.ts'

export const now = new Date('2026-11-20T13:05:10.000Z')
/** When the identities of a house were made. */
export const begun = new Date('2026-11-16T08:00:00.000Z')
/** When the review was written and approved. */
export const at = '2026-11-18T09:00:00.000Z'
export const hex = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
export const uuid = (n: number) => `0192f0c1-0000-7000-8000-${n.toString(16).padStart(12, '0')}`

export const people = {
  exporter: { id: uuid(5), name: 'Chris Compliance' },
  validator: { id: uuid(3), name: 'Val Idator' },
  reviewer: { id: uuid(4), name: 'Remy Viewer' },
}
export type Who = keyof typeof people

export const approvers = [
  { kind: 'technical-validation', by: 'validator' },
  { kind: 'process-review', by: 'reviewer' },
] as const

export const exhibitBytes = [
  Buffer.from('first log\n'.repeat(500)),
  Buffer.from('another log of the same name\n'),
]

export function contentOf(): ReviewContent {
  const [facilitator, author] = [
    { id: uuid(1), name: 'Fay Cilitator' },
    { id: uuid(2), name: 'Otto Author' },
  ]
  return {
    format: 'afterword-review/1',
    organisation: 'Example',
    review: {
      id: uuid(10),
      key: 'REV-2026-0007',
      revision: 1,
      title: 'Queue stalled',
      label: 'internal',
      template: { id: 'standard', name: 'Standard', version: 1 },
      facilitator,
      authors: [author],
      createdAt: at,
      amends: null,
    },
    incident: {
      id: uuid(11),
      key: 'INC-2026-0042',
      title: 'Queue stalled',
      severity: 'SEV-2',
      services: ['queue'],
      times: { started: null, detected: null, acknowledged: null, mitigated: null, resolved: null },
      impact: 'Orders were late.',
    },
    sections: [{ id: 'summary', title: 'Summary', markdown: 'The queue stalled — 日本語.' }],
    timeline: [],
    factors: [],
    actions: [],
    exhibits: exhibitBytes.map((bytes, index) => ({
      number: `EX-000${index + 1}`,
      id: uuid(20 + index),
      title: `Log ${index + 1}`,
      fileName: 'Protokoll – ü.log',
      mediaType: 'text/plain',
      size: bytes.length,
      sha256: hex(bytes),
      source: 'host',
      receivedAt: at,
      receivedBy: author,
      effectiveFrom: null,
      effectiveTo: null,
      label: 'internal' as const,
    })),
    sessions: [],
    waivers: [],
  }
}
