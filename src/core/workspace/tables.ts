import type { Generated, GeneratedAlways } from 'kysely'

/** The tables as kysely sees them. Lists and times are JSON text; booleans are 0 or 1. */
export interface Tables {
  setting: { name: string; value: string }
  counter: { name: string; value: number }
  person: {
    id: string
    name: string
    email: string
    roles: string
    active: number
    createdAt: string
    version: number
  }
  team: { id: string; name: string; memberIds: string; version: number }
  service: { id: string; name: string; description: string; teamId: string | null; version: number }
  identity: {
    id: string
    kind: 'root' | 'issued' | 'imported'
    personId: string | null
    certificate: Uint8Array
    chain: string
    encryptedKey: Uint8Array
    createdAt: string
    revokedAt: string | null
    revocationReason: string | null
  }
  incident: {
    id: string
    key: string
    title: string
    severity: string
    label: string
    times: string
    startedAt: string | null
    resolvedAt: string | null
    impact: string
    createdAt: string
    version: number
  }
  incidentService: { incidentId: string; serviceId: string }
  template: {
    id: string
    version: number
    name: string
    description: string
    builtIn: number
    markdown: string
    createdAt: string
  }
  review: {
    id: string
    key: string
    revision: number
    incidentId: string
    templateId: string
    templateVersion: number
    title: string
    state: string
    stateSince: string
    label: string
    facilitatorId: string | null
    authorIds: string
    amendsId: string | null
    frozenContent: string | null
    contentSha256: string | null
    /** Why changes were asked for, while they are awaited. */
    changesAsked: string | null
    createdAt: string
    version: number
  }
  section: {
    reviewId: string
    id: string
    title: string
    markdown: string
    position: number
    version: number
  }
  timelineEntry: {
    id: string
    reviewId: string
    at: string | null
    time: string
    text: string
    source: string
    isKey: number
    evidenceIds: string
    position: number
    version: number
  }
  factor: {
    id: string
    reviewId: string
    category: string
    title: string
    detail: string
    evidenceIds: string
    position: number
    version: number
  }
  action: {
    id: string
    key: string
    reviewId: string
    title: string
    detail: string
    ownerId: string | null
    dueOn: string | null
    criterion: string
    priority: string
    state: string
    closureNote: string
    evidenceIds: string
    createdAt: string
    closedAt: string | null
    version: number
  }
  actionDueChange: {
    id: Generated<number>
    actionId: string
    fromDay: string | null
    toDay: string | null
    reason: string
    personId: string
    at: string
  }
  blob: { sha256: string; size: number; wrappedKey: Uint8Array }
  evidence: {
    id: string
    reviewId: string
    number: string
    title: string
    fileName: string
    mediaType: string
    sha256: string
    source: string
    receivedAt: string
    receivedBy: string
    effectiveFrom: string | null
    effectiveTo: string | null
    label: string
    replacesId: string | null
    version: number
  }
  custody: {
    id: Generated<number>
    evidenceId: string
    at: string
    personId: string | null
    kind: string
    note: string
  }
  session: {
    id: string
    reviewId: string
    facilitatorId: string
    scribeId: string | null
    attendeeIds: string
    startedAt: string
    endedAt: string | null
    opening: string
    agenda: string
    notes: string
    decisions: string
    parkingLot: string
    version: number
  }
  waiver: {
    id: string
    reviewId: string
    rule: string
    finding: string
    reason: string
    requestedBy: string
    requestedAt: string
    approvedBy: string | null
    approvedAt: string | null
  }
  approval: {
    id: string
    reviewId: string
    kind: string
    personId: string
    at: string
    comment: string
    contentSha256: string
    signature: Uint8Array
    certificateSha256: string
    voidedAt: string | null
    voidReason: string | null
  }
  exported: {
    id: string
    reviewId: string
    packId: string
    format: string
    fileName: string
    size: number
    sha256: string
    at: string
    personId: string
    sealed: number
    verdict: string
    level: string
    label: string
    contentSha256: string
    checkpoint: string
  }
  imported: { sha256: string; reviewId: string; name: string }
  /** What can be found, kept by triggers; the text is indexed by searchText (FTS5). */
  searchEntry: {
    rowid: Generated<number>
    kind: string
    subjectId: string
    reviewId: string | null
    key: string
    title: string
    body: string
  }
  auditEvent: {
    sequence: number
    event: string
    payload: string
    hash: string
    method: GeneratedAlways<string>
    personId: GeneratedAlways<string | null>
  }
  auditSubject: { subject: string; sequence: number }
}
