import type { Finding, ReadinessRule, TimeName } from './readinessRules.ts'
import { doubtfulTimeFindings, timeOrderFindings } from './readinessTimes.ts'
import type { Template } from './template.ts'
import type { TimeValue } from './times/timeValue.ts'
import { countWords } from './words.ts'

/** What the rules look at: a review as it stands now. */
export interface ReadinessInput {
  times: Record<TimeName, TimeValue | null>
  /** What was affected, of the incident. */
  impact: string
  sections: readonly { id: string; title: string; text: string }[]
  factors: readonly { id: string }[]
  actions: readonly {
    id: string
    /** `ACT-0123` or the title: names the action in a message. */
    name: string
    ownerId: string | null
    dueOn: string | null
    criterion: string
  }[]
  /** `links`: how many timeline entries, factors, sections or actions point to it. */
  evidence: readonly { id: string; links: number }[]
  timeline: readonly { id: string; time: TimeValue; key: boolean }[]
}

export interface Waiver {
  /** The key of the finding that it closes. */
  rule: string
  reason: string
  requestedBy: string
  approvedBy: string
}

const timePhrases: Record<TimeName, string> = {
  started: 'The start time',
  detected: 'The detection time',
  acknowledged: 'The acknowledgement time',
  mitigated: 'The mitigation time',
  resolved: 'The resolution time',
}

/** All rules of a template: those it lists, and one for each required section. */
export function rulesOf(template: Pick<Template, 'rules' | 'sections'>): ReadinessRule[] {
  const listed = new Set(template.rules.map((rule) => (rule.rule === 'section-words' ? rule.section : '')))
  const ofSections = template.sections
    .filter((section) => section.required && !listed.has(section.id))
    .map(
      (section): ReadinessRule => ({
        rule: 'section-words',
        section: section.id,
        words: Math.max(1, section.minimumWords),
        waivable: true,
      }),
    )
  return [...template.rules, ...ofSections]
}

/**
 * What is still open before a review can be approved: the rules' findings in the rules' order, then doubtful times
 * and times out of order, which no template has to ask for. The same input gives the same findings.
 */
export function findings(rules: readonly ReadinessRule[], input: ReadinessInput): Finding[] {
  const found = [
    ...rules.flatMap((rule) => findingsOf(rule, input)),
    ...doubtfulTimeFindings(input, timePhrases),
    ...timeOrderFindings(input.times, timePhrases),
  ]
  const seen = new Set<string>()
  return found.filter((one) => !seen.has(one.rule) && seen.add(one.rule))
}

/** A waiver closes the findings of its key if it has a reason and a second person, and the rule allows it. */
export function openFindings(found: readonly Finding[], waivers: readonly Waiver[]): Finding[] {
  const waived = new Set(waivers.filter(isComplete).map((waiver) => waiver.rule))
  return found.filter((one) => !(one.waivable && waived.has(one.rule)))
}

function isComplete(waiver: Waiver): boolean {
  return waiver.reason.trim() !== '' && waiver.approvedBy !== '' && waiver.approvedBy !== waiver.requestedBy
}

function findingsOf(rule: ReadinessRule, input: ReadinessInput): Finding[] {
  const { waivable } = rule
  switch (rule.rule) {
    case 'required-time':
      return rule.times
        .filter((name) => input.times[name] === null)
        .map((name) => ({
          rule: `required-time:${name}`,
          message: `${timePhrases[name]} is missing.`,
          place: { kind: 'time', id: name },
          waivable,
        }))
    case 'impact':
      return input.impact.trim() === ''
        ? [
            {
              rule: 'impact',
              message: 'What was affected, and how many people felt it, is missing.',
              place: { kind: 'impact' },
              waivable,
            },
          ]
        : []
    case 'section-words':
      return sectionFindings(rule, input)
    case 'minimum-factors':
      return tooFew(input.factors.length, rule.count, waivable, 'minimum-factors', 'contributing factor', {
        kind: 'factors',
      })
    case 'timeline-minimum':
      return tooFew(input.timeline.length, rule.count, waivable, 'timeline-minimum', 'timeline entry', {
        kind: 'timeline',
      })
    case 'key-moment': {
      const marked = input.timeline.filter((entry) => entry.key).length
      return tooFew(marked, rule.count, waivable, 'key-moment', 'key moment', { kind: 'timeline' })
    }
    case 'linked-evidence': {
      const linked = input.evidence.filter((one) => one.links > 0).length
      return tooFew(linked, rule.count, waivable, 'linked-evidence', 'linked piece of evidence', {
        kind: 'evidence',
      })
    }
    case 'action-minimum':
      return tooFew(input.actions.length, rule.count, waivable, 'action-minimum', 'action item', {
        kind: 'actions',
      })
    case 'action-owner':
      return actionFindings(rule, input, (action) => !action.ownerId, 'has no owner')
    case 'action-due-date':
      return actionFindings(rule, input, (action) => !action.dueOn, 'has no due date')
    case 'action-criterion':
      return actionFindings(
        rule,
        input,
        (action) => action.criterion.trim() === '',
        'does not say by what it counts as done',
      )
  }
}

function sectionFindings(
  rule: Extract<ReadinessRule, { rule: 'section-words' }>,
  input: ReadinessInput,
): Finding[] {
  const section = input.sections.find((one) => one.id === rule.section)
  const words = section ? countWords(section.text) : 0
  if (words >= rule.words) return []
  const name = section ? `“${section.title}”` : `“${rule.section}”`
  const message =
    words === 0
      ? `The section ${name} is empty.`
      : `The section ${name} has ${plural(words, 'word')}; the template asks for at least ${rule.words}.`
  return [
    {
      rule: `section-words:${rule.section}`,
      message,
      place: { kind: 'section', id: rule.section },
      waivable: rule.waivable,
    },
  ]
}

function actionFindings(
  rule: { rule: string; waivable: boolean },
  input: ReadinessInput,
  isOpen: (action: ReadinessInput['actions'][number]) => boolean,
  lacks: string,
): Finding[] {
  return input.actions.filter(isOpen).map((action) => ({
    rule: `${rule.rule}:${action.id}`,
    message: `The action “${action.name}” ${lacks}.`,
    place: { kind: 'action', id: action.id },
    waivable: rule.waivable,
  }))
}

function tooFew(
  have: number,
  asked: number,
  waivable: boolean,
  rule: string,
  thing: string,
  place: Finding['place'],
): Finding[] {
  if (have >= asked) return []
  const message = `The template asks for at least ${plural(asked, thing)}; there ${have === 1 ? 'is' : 'are'} ${have === 0 ? 'none' : have}.`
  return [{ rule, message, place, waivable }]
}

const plurals: Record<string, string> = {
  'timeline entry': 'timeline entries',
  'linked piece of evidence': 'linked pieces of evidence',
}

function plural(count: number, thing: string): string {
  return `${count} ${count === 1 ? thing : (plurals[thing] ?? `${thing}s`)}`
}
