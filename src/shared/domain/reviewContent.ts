import { z } from 'zod'
import { timeValue } from './times/timeValue.ts'

/**
 * The content of a review as it is signed, exported and printed: one JSON value that names everything by words, so that
 * it can be read without the workspace. Approvals sign the SHA-256 of its RFC 8785 (JCS) bytes.
 */
export const reviewContentFormat = 'afterword-review/1'

const id = z.uuid()
const instant = z.iso.datetime()
const day = z.iso.date()
const text = z.string()

export const personRef = z.strictObject({ id, name: text })
export type PersonRef = z.infer<typeof personRef>

export const sensitivity = z.enum(['public', 'internal', 'confidential', 'restricted'])
export type Sensitivity = z.infer<typeof sensitivity>

export const incidentTimes = z.strictObject({
  started: timeValue.nullable(),
  detected: timeValue.nullable(),
  acknowledged: timeValue.nullable(),
  mitigated: timeValue.nullable(),
  resolved: timeValue.nullable(),
})
export type IncidentTimes = z.infer<typeof incidentTimes>

export const severity = z.enum(['SEV-1', 'SEV-2', 'SEV-3', 'SEV-4', 'SEV-5', 'unknown'])
export type Severity = z.infer<typeof severity>

export const incidentContent = z.strictObject({
  id,
  key: text,
  title: text,
  severity,
  services: z.array(text),
  times: incidentTimes,
  impact: text,
})

export const sectionContent = z.strictObject({ id: text, title: text, markdown: text })

export const timelineContent = z.strictObject({
  id,
  time: timeValue,
  text,
  source: text,
  key: z.boolean(),
  /** Exhibit numbers that show this entry. */
  exhibits: z.array(text),
})

export const factorContent = z.strictObject({
  id,
  category: text,
  title: text,
  detail: text,
  exhibits: z.array(text),
})

/** An action as it was agreed; how it went on afterwards is not part of what was approved. */
export const actionContent = z.strictObject({
  key: text,
  title: text,
  detail: text,
  owner: personRef.nullable(),
  dueOn: day.nullable(),
  criterion: text,
  priority: z.enum(['high', 'medium', 'low']),
})

export const exhibitContent = z.strictObject({
  /** EX-0001 onwards, never reused within a review and its amendments. */
  number: text,
  id,
  title: text,
  fileName: text,
  mediaType: text,
  size: z.int().nonnegative(),
  sha256: text,
  source: text,
  receivedAt: instant,
  receivedBy: personRef,
  /** The day or period that the evidence is about, apart from when it was received. */
  effectiveFrom: day.nullable(),
  effectiveTo: day.nullable(),
  label: sensitivity,
})
export type ExhibitContent = z.infer<typeof exhibitContent>

export const sessionContent = z.strictObject({
  id,
  startedAt: instant,
  endedAt: instant.nullable(),
  facilitator: personRef,
  scribe: personRef.nullable(),
  attendees: z.array(personRef),
  agenda: z.array(z.strictObject({ title: text, plannedMinutes: z.number(), actualMinutes: z.number() })),
  notes: text,
  decisions: z.array(text),
  parkingLot: z.array(text),
})

export const waiverContent = z.strictObject({
  rule: text,
  finding: text,
  reason: text,
  requestedBy: personRef,
  approvedBy: personRef,
  approvedAt: instant,
})

export const reviewContent = z.strictObject({
  format: z.literal(reviewContentFormat),
  organisation: text,
  review: z.strictObject({
    id,
    key: text,
    revision: z.int().positive(),
    title: text,
    label: sensitivity,
    template: z.strictObject({ id: text, name: text, version: z.int().positive() }),
    facilitator: personRef.nullable(),
    authors: z.array(personRef),
    createdAt: instant,
    /** The sealed revision that this one amends, by key and by the hash of its content. */
    amends: z.strictObject({ key: text, revision: z.int(), contentSha256: text }).nullable(),
  }),
  incident: incidentContent,
  sections: z.array(sectionContent),
  timeline: z.array(timelineContent),
  factors: z.array(factorContent),
  actions: z.array(actionContent),
  exhibits: z.array(exhibitContent),
  sessions: z.array(sessionContent),
  waivers: z.array(waiverContent),
})
export type ReviewContent = z.infer<typeof reviewContent>
