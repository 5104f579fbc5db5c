import type { ActionState } from '#shared/domain/actions.ts'
import type { TimeName } from '#shared/domain/readinessRules.ts'
import type { Sensitivity, Severity } from '#shared/domain/reviewContent.ts'
import type { Role } from '#shared/domain/roles.ts'

/** The forms of what the sample workspace is made of. People, services and files are named by their words. */
export interface SamplePerson {
  name: string
  email: string
  roles: Role[]
  /** Has a signing key, under the sample's passphrase. */
  signs: boolean
}

export interface SampleEvidence {
  /** A file of resources/sample. */
  file: string
  title: string
  source: string
  effectiveFrom: string
  label: Sensitivity
}

export interface SampleAction {
  title: string
  detail: string
  owner: string | null
  /** Days from the day on which the sample is made; below zero the date has passed. */
  dueInDays: number | null
  criterion: string
  priority: 'high' | 'medium' | 'low'
  state: Extract<ActionState, 'open' | 'in-progress' | 'done'>
  closureNote?: string
}

export interface SampleSession {
  scribe: string
  attendees: string[]
  notes: string
  decisions: string[]
  /** What each item of the agenda took. */
  minutes: number[]
  parkingLot: string[]
}

export interface SampleReview {
  title: string
  templateId: string
  /** When its review begins (ISO 8601). */
  begun: string
  /** How far it is brought. */
  state: 'draft' | 'technical-validation' | 'approved'
  label: Sensitivity
  zone: string
  incident: {
    title: string
    severity: Severity
    services: string[]
    /** As people write them, in the review's zone. */
    times: Partial<Record<TimeName, string>>
    impact: string
  }
  /** By the ids of the template's sections. */
  sections: Record<string, string>
  evidence: SampleEvidence[]
  timeline: { time: string; text: string; source: string; key?: boolean; shows?: string }[]
  factors: { category: string; title: string; detail: string; shows?: string }[]
  actions: SampleAction[]
  session?: SampleSession
}
