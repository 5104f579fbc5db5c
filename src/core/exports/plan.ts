import type { Input } from '#shared/contract/index.ts'
import { compareLabels, fitsUnder, labelNames, strictest } from '#shared/domain/labels.ts'
import { approvalsBehind, type ReviewState, reviewStateNames } from '#shared/domain/lifecycle.ts'
import type { ExhibitContent, ReviewContent, Sensitivity } from '#shared/domain/reviewContent.ts'
import type { ApprovalKind, Completeness } from '#shared/domain/reviewRecord.ts'
import { may } from '#shared/domain/roles.ts'
import type { PersonWithRoles } from '#shared/domain/separation.ts'
import { AfterwordError } from '#shared/errors.ts'

/** A PDF that goes out alone carries its exhibits inside, up to this many bytes together. */
const MAX_EMBEDDED = 64 * 2 ** 20

export type Format = Input<'exports.create'>['formats'][number]

export interface Wishes {
  formats: readonly Format[]
  maximumLabel: Sensitivity
  withhold: readonly { evidenceId: string; reason: string }[]
}

/** What there is to be exported. */
export interface Stock {
  content: ReviewContent
  state: ReviewState
  approvals: readonly ApprovalKind[]
  /** Exhibits whose file is missing or damaged, by their number, each with a sentence. */
  lost: ReadonlyMap<string, string>
}

export interface ExportPlan {
  /** The strictest label of the review and of what goes out with it. */
  label: Sensitivity
  completeness: Completeness
  /** The exhibits that go out with it. */
  exhibits: ExhibitContent[]
  /** Why this person may not export this; null where they may. */
  refused: string | null
  /** Why this cannot be sealed; null where it can. */
  sealRefused: string | null
}

const tooLarge = `Too large for a PDF, which takes exhibits of ${MAX_EMBEDDED / 2 ** 20} MB together. Export a pack.`

const approvalNames: Record<ApprovalKind, string> = {
  'technical-validation': 'Technical validation',
  'process-review': 'Process review',
}

/**
 * What an export holds and what it lacks, by name and with the reason. A pack holds everything; a PDF alone carries
 * the exhibits inside; a Word document alone has none. Throws `invalid-input` for evidence that is not of this review.
 */
export function planExport(stock: Stock, wishes: Wishes, person: PersonWithRoles): ExportPlan {
  const { content, state } = stock
  const withheld = reasonsToWithhold(content, wishes)
  const takesExhibits = wishes.formats.some((format) => format !== 'docx')
  const asked: string[] = documentsOf(wishes.formats)
  const included = [...asked]
  const missing: Completeness['missing'] = []
  for (const kind of approvalsBehind(state)) {
    const name = approvalNames[kind]
    asked.push(name)
    if (stock.approvals.includes(kind)) included.push(name)
    else missing.push({ what: name, title: '', reason: 'Its signature is not in the workspace.' })
  }
  const exhibits: ExhibitContent[] = []
  let isDeliberate = missing.length === 0
  let room = wishes.formats.includes('pack') ? Number.POSITIVE_INFINITY : MAX_EMBEDDED
  for (const exhibit of takesExhibits ? content.exhibits : []) {
    const { number, title, id, label } = exhibit
    asked.push(number)
    const chosen = withheld.get(id) ?? labelReason(label, wishes.maximumLabel, person)
    const reason = chosen ?? stock.lost.get(number) ?? (exhibit.size > room ? tooLarge : undefined)
    if (reason === undefined) {
      room -= exhibit.size
      included.push(number)
      exhibits.push(exhibit)
      continue
    }
    isDeliberate &&= chosen !== undefined
    missing.push({ what: number, title, reason })
  }
  if (wishes.formats.includes('pack')) {
    asked.push('Audit log')
    included.push('Audit log')
  }
  const label = strictest([content.review.label, ...exhibits.map((exhibit) => exhibit.label)])
  const refused = refusal(content.review.label, wishes.maximumLabel, person)
  return {
    label,
    completeness: { verdict: missing.length > 0 ? 'PARTIAL' : 'COMPLETE', asked, included, missing },
    exhibits,
    refused,
    sealRefused: refused ?? sealRefusal(stock, wishes, person, isDeliberate),
  }
}

function documentsOf(formats: readonly Format[]): string[] {
  const isPack = formats.includes('pack')
  return [
    ...(isPack || formats.includes('pdf') ? ['PDF report'] : []),
    ...(isPack || formats.includes('docx') ? ['Word report'] : []),
    ...(isPack ? ['Review data'] : []),
  ]
}

function reasonsToWithhold({ exhibits }: ReviewContent, { withhold }: Wishes): Map<string, string> {
  const known = new Set(exhibits.map(({ id }) => id))
  const stray = withhold.find(({ evidenceId }) => !known.has(evidenceId))
  if (stray) {
    throw new AfterwordError(
      'invalid-input',
      'Evidence that is to be withheld is not an exhibit of this review. Choose among its exhibits.',
      { evidenceId: stray.evidenceId },
    )
  }
  return new Map(withhold.map(({ evidenceId, reason }) => [evidenceId, `Withheld: ${reason}`]))
}

function labelReason(label: Sensitivity, maximum: Sensitivity, person: PersonWithRoles): string | undefined {
  if (!fitsUnder(label, maximum)) {
    return `Its label is ${labelNames[label]}; this export takes evidence up to ${labelNames[maximum]}.`
  }
  if (isBeyond(label, person)) {
    return `Its label is ${labelNames[label]}, which ${person.name} may not export.`
  }
  return undefined
}

function refusal(label: Sensitivity, maximum: Sensitivity, person: PersonWithRoles): string | null {
  if (!may(person.roles, 'packs.export')) {
    return `${person.name} may not export reviews. Ask a facilitator, engineering lead, incident manager or compliance officer.`
  }
  if (isBeyond(label, person)) {
    return `The review has the label ${labelNames[label]}, which ${person.name} may not export. Ask an incident manager or compliance officer.`
  }
  if (compareLabels(label, maximum) > 0) {
    return `The review itself has the label ${labelNames[label]}, which is above ${labelNames[maximum]}. Allow a higher label for this export.`
  }
  return null
}

function sealRefusal(
  { state }: Stock,
  { formats }: Wishes,
  person: PersonWithRoles,
  isDeliberate: boolean,
): string | null {
  if (state === 'sealed') return 'The review is sealed already. To change it, amend it.'
  if (state !== 'approved') {
    return `Only an approved review can be sealed; this one is in the state “${reviewStateNames[state]}”.`
  }
  if (!may(person.roles, 'packs.seal')) {
    return `${person.name} may not seal reviews. Ask an incident manager or compliance officer.`
  }
  if (!formats.includes('pack')) return 'A review is sealed with a pack. Choose the format pack.'
  if (!isDeliberate) {
    return 'Something is missing or damaged. Restore it, or withhold it and say why; then the review can be sealed.'
  }
  return null
}

function isBeyond(label: Sensitivity, { roles }: PersonWithRoles): boolean {
  return label === 'restricted' && !may(roles, 'evidence.restricted')
}
