import type { SectionKind, TimeName } from './record.ts'

/** Words by which a heading names a kind of section; the first kind that fits counts. */
const kinds: readonly [SectionKind, RegExp][] = [
  [
    'timeline',
    /\b(time ?line|chronology|chain of events|sequence of events|log of events|course of events)\b/,
  ],
  [
    'actions',
    /\b(action (items?|points?|list)|actions|follow[- ]?ups?|corrective|preventati?ve|next steps|to[- ]?dos?|todos?|remediation items|recommendations)\b/,
  ],
  [
    'factors',
    /\b(contributing (factors?|conditions?|causes?)|root causes?|root cause\(s\)|causes?|causal factors?|what caused|triggers?|trigger\(s\))\b/,
  ],
  ['attendees', /\b(att?endees?|participants?|people involved|responders|present)\b/],
  ['statistics', /\b(stats|statistics|metrics|key figures|incident timing)\b/],
  ['impact', /\b(impact|affected (users|customers|services|systems))\b/],
  [
    'lessons',
    /\b(lessons?|learnings?|learned|what went (well|wrong|badly|poorly)|got lucky|gone better|takeaways)\b/,
  ],
  ['detection', /\b(detection|how (was it|we) (detected|noticed))\b/],
  ['resolution', /\b(resolution|recovery|mitigation|remediation|response)\b/],
  ['background', /\b(background|context)\b/],
  [
    'summary',
    /\b(summary|overview|what happened|tl;?dr|synopsis|abstract|outage description|executive summary)\b/,
  ],
]

/** Names of sections, and only of sections: as a first heading they are not the title. */
export function kindOfHeading(heading: string): SectionKind {
  const words = heading
    .toLowerCase()
    .replace(/[’]/g, "'")
    .replace(/\s+/g, ' ')
    .replace(/^[\d.)\s]+/, '')
    .replace(/\(s\)/g, 's')
  if (words.length > 80) return 'other'
  return kinds.find(([, pattern]) => pattern.test(words))?.[0] ?? 'other'
}

const timeLabels: readonly [TimeName, RegExp][] = [
  [
    'startedAt',
    /^(?:incident |outage )?(?:start(?:ed)?(?: at)?(?: time| date\/time| date)?|began(?: at)?|start_time|onset)$/,
  ],
  ['detectedAt', /^(?:incident )?(?:detect(?:ed|ion)(?: at)?(?: time)?|noticed(?: at)?)$/],
  ['acknowledgedAt', /^(?:incident )?(?:acknowledge(?:d|ment)(?: at)?(?: time)?)$/],
  ['mitigatedAt', /^(?:incident )?(?:mitigat(?:ed|ion)(?: at)?(?: time)?)$/],
  [
    'resolvedAt',
    /^(?:incident |outage )?(?:resol(?:ved|ution)(?: at)?(?: time)?|end(?:ed)?(?: at)?(?: time| date\/time| date)?|end_time)$/,
  ],
]

/** Which of the five times of an incident a label like "Start Time" names. */
export function timeOfLabel(label: string): TimeName | undefined {
  const words = label.toLowerCase().replace(/\s+/g, ' ').replace(/:$/, '').trim()
  return timeLabels.find(([, pattern]) => pattern.test(words))?.[0]
}

/** Words by which a title or a heading tells that a file is about an incident. */
export const incidentWords =
  /\b(post[- ]?mortem|incident|outage|disruption|downtime|root cause|rca|post[- ]incident)\b/i
