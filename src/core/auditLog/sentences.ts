import { reviewStateNames } from '#shared/domain/lifecycle.ts'

type Payload = Record<string, unknown>

const text = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 200) : ''
const after = (words: string, value: unknown) => (text(value) ? `${words}${text(value)}` : '')
const quoted = (value: unknown) => (text(value) ? ` “${text(value)}”` : '')
const because = (value: unknown) => (text(value) ? `: ${text(value)}` : '')

/** What each command did, for a person to read. A method that is not here is told by its name. */
const sentences: Record<string, (of: Payload) => string> = {
  'workspace.create': (of) => `Created the workspace${quoted(of.name)}`,
  'workspace.open': (of) =>
    of.lost
      ? `Found that the last changes were gone${after(', this many: ', (of.lost as Payload).events)}`
      : 'Added templates that came with a newer Afterword',
  'workspace.actAs': (of) => `Began to act${after(' as ', of.name)}`,
  'workspace.changePassphrase': () => 'Changed the workspace’s passphrase',
  'workspace.backup': () => 'Made a backup',
  'people.create': (of) => `Added the person${quoted(of.name)}`,
  'people.update': () => 'Changed a person',
  'teams.save': (of) => `Saved the team${quoted(of.name)}`,
  'services.save': (of) => `Saved the service${quoted(of.name)}`,
  'incidents.create': (of) => `Recorded the incident${after(' ', of.key)}${quoted(of.title)}`,
  'incidents.update': () => 'Changed the incident',
  'templates.save': (of) => `Saved the template ${text(of.id)}${after(', version ', of.version)}`,
  'reviews.create': (of) => `Started the review${after(' ', of.key)}${quoted(of.title)}`,
  'reviews.update': () => 'Changed the review’s facts',
  'reviews.saveSection': () => 'Wrote in a section',
  'reviews.addSection': (of) => `Added the section${quoted(of.title)}`,
  'reviews.removeSection': () => 'Removed a section',
  'reviews.move': (of) => {
    const state = reviewStateNames[of.to as keyof typeof reviewStateNames]
    return state ? `Moved the review to “${state}”` : 'Moved the review on'
  },
  'reviews.submit': () => 'Sent the review to technical validation',
  'reviews.approve': (of) => {
    if (of.kind === 'technical-validation') return 'Validated the review technically'
    return of.kind === 'process-review' ? 'Approved the process' : 'Approved the review'
  },
  'reviews.requestChanges': (of) => `Asked for changes${because(of.reason)}`,
  'reviews.amend': (of) => `Amended the review${after(' as revision ', of.revision)}${because(of.reason)}`,
  'reviews.requestWaiver': (of) => `Asked for a waiver${because(of.reason)}`,
  'reviews.approveWaiver': (of) => `Agreed to a waiver${because(of.reason)}`,
  'reviews.withdrawWaiver': () => 'Withdrew a waiver',
  'timeline.add': (of) => `Added to the timeline${quoted(of.text)}`,
  'timeline.update': () => 'Changed a timeline entry',
  'timeline.remove': () => 'Removed a timeline entry',
  'factors.add': (of) => `Added the contributing factor${quoted(of.title)}`,
  'factors.update': () => 'Changed a contributing factor',
  'factors.remove': () => 'Removed a contributing factor',
  'actions.add': (of) => `Added the action${after(' ', of.key)}${quoted(of.title)}`,
  'actions.update': (of) => `Changed the action${after(' ', of.key)}`,
  'actions.changeDue': (of) => `Changed the due date${after(' ', of.key)}${because(of.reason)}`,
  'actions.start': (of) => `Started the action${after(' ', of.key)}`,
  'actions.close': (of) => `Closed the action${after(' ', of.key)}${because(of.note)}`,
  'actions.decline': (of) => `Decided not to do the action${after(' ', of.key)}${because(of.reason)}`,
  'actions.reopen': (of) => `Reopened the action${after(' ', of.key)}${because(of.reason)}`,
  'actions.remove': (of) => `Removed the action${after(' ', of.key)}`,
  'sessions.start': () => 'Started a session',
  'sessions.moveTo': () => 'Moved on in the agenda',
  'sessions.update': () => 'Wrote in the session’s notes',
  'sessions.end': () => 'Ended the session',
  'evidence.add': (of) => `Added the evidence${after(' ', of.number)}${quoted(of.title)}`,
  'evidence.update': (of) => `Changed what is said of the evidence${after(' ', of.number)}`,
  'evidence.open': (of) => `Looked at the evidence${after(' ', of.number)}`,
  'evidence.transfer': (of) => `Handed evidence over${after(' to ', of.to)}`,
  'evidence.checkAll': () => 'Checked all evidence',
  'identities.create': () => 'Made a signing key',
  'identities.importPkcs12': () => 'Imported a signing key',
  'identities.changePassphrase': () => 'Changed the passphrase of a signing key',
  'identities.revoke': (of) => `Revoked a certificate${because(of.reason)}`,
  'imports.run': (of) => `Imported${quoted(of.name)}`,
  'exports.create': exported,
  'exports.preview': (of) => `Made a draft for looking at${after(', ', of.format)}`,
  'exports.timestampRequest': (of) => `Made a time-stamp request for${quoted(of.file)}`,
  'exports.addTimestamp': (of) => `Added a time-stamp to${quoted(of.file)}`,
  'exports.setTimestampAuthority': () => 'Changed the time-stamping authority',
}

/** “Sealed and exported as P-7K3M-9QXA (pdf, pack), without EX-0002” */
function exported({ sealed, packId, files, completeness }: Payload): string {
  const namesOf = (list: unknown, member: string) =>
    Array.isArray(list) ? list.map((one) => text((one as Payload | null)?.[member])).join(', ') : ''
  const formats = namesOf(files, 'format')
  const missing = namesOf((completeness as Payload | undefined)?.missing, 'what')
  const begin = `${sealed === true ? 'Sealed and exported' : 'Exported'}${after(' as ', packId)}`
  return `${begin}${formats && ` (${formats})`}${missing && `, without ${missing.slice(0, 200)}`}`
}

/** In words, from the payload where it is at hand; without it, what the command does at all. */
export function sentenceOf(method: string, payload: unknown): string {
  const of = payload && typeof payload === 'object' ? (payload as Payload) : {}
  return sentences[method]?.(of) ?? method
}
