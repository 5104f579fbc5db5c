import type { SalvageResult } from './salvage.ts'

/** What the tables hold, in words. */
const words: Record<string, string> = {
  action: 'action items',
  actionDueChange: 'changes of due dates',
  approval: 'approvals',
  auditEvent: 'events of the audit log',
  auditSubject: 'subjects of events',
  blob: 'records of stored files',
  counter: 'counters',
  custody: 'events of custody',
  evidence: 'pieces of evidence',
  exported: 'exports',
  factor: 'contributing factors',
  identity: 'signing keys (their certificates; the keys stay behind)',
  imported: 'records of imports',
  incident: 'incidents',
  incidentService: 'services of incidents',
  migration: 'changes of the workspace’s form',
  person: 'people',
  review: 'reviews',
  searchEntry: 'entries of the search',
  section: 'sections',
  service: 'services',
  session: 'sessions',
  setting: 'settings',
  team: 'teams',
  template: 'templates',
  timelineEntry: 'timeline entries',
  waiver: 'waivers',
}

/** `report.md`: what was found, what was not, and what to think of it. */
export function reportText(result: SalvageResult, of: { workspace: string; now: Date }): string {
  const { whole, notes, tables, log, reviews, actions, evidence } = result
  const parts = [
    '# What could be read',
    `From ${of.workspace}, ${of.now.toISOString()}.`,
    whole
      ? 'Everything in the workspace could be read.'
      : 'Not everything could be read: what is missing is named below. A backup may have it.',
    'These files are **not encrypted**. Keep them where only the right people come, and delete them when they are no longer needed.',
    ...notes,
    '## In this folder',
    [
      `- \`reviews\`: ${reviews} reviews as Markdown, with what belongs to them`,
      `- \`actions.csv\`: ${actions} action items`,
      `- \`evidence\`: ${evidence.files} files, each decrypted and equal to its hash`,
      `- \`data/auditEvent.jsonl\`: ${log.events} events of the audit log, a line each`,
      '- `data`: every table, a line of JSON a row; `$lost` names what is missing of a row, `$doubtful` marks a row from a damaged page, in which characters may be wrong',
    ].join('\n'),
    '## The database',
    tables.length ? tables.map(tableLine).join('\n') : 'Nothing of it could be read.',
    '## The audit log',
    log.problems.length
      ? [
          'What is there follows from event to event, but for this:',
          ...log.problems.map((one) => `- ${one}`),
        ].join('\n')
      : `All ${log.events} events are there, each follows from the one before it.`,
    '## Evidence',
    evidence.lost.length
      ? ['Not to be had:', ...evidence.lost.map((one) => `- ${one}`)].join('\n')
      : `All ${evidence.files} files are there.`,
  ]
  return `${parts.join('\n\n')}\n`
}

function tableLine({
  name,
  read,
  lost,
  lostAtMost,
  inPart,
  doubtful,
  lostNames,
}: SalvageResult['tables'][number]): string {
  const parts = [`- ${words[name] ?? name}: ${read} read`]
  if (lost === null)
    parts.push(lostAtMost === null ? 'how many are lost is not known' : `${lostAtMost} lost at most`)
  else if (lost) parts.push(`${lost} lost`)
  if (inPart) parts.push(`${inPart} of them in part`)
  if (doubtful) parts.push(`${doubtful} of them from damaged pages`)
  if (lostNames.length) parts.push(`lost are ${lostNames.join(', ')}`)
  return parts.join('; ')
}
