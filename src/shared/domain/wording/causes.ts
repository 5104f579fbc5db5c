import type { Judgement } from './judgements.ts'

/** Phrases that blame without a person as subject of the verb. `PERSON` stands for a name, a role or a pronoun. */
export interface CausePattern extends Pick<Judgement, 'why' | 'question'> {
  kind: 'human-error' | 'fault' | 'counterfactual' | 'judgement'
  /** Global; found anywhere in a sentence. */
  pattern: RegExp
  /** Where the person has to stand: directly after the match, or directly before it. */
  person: 'none' | 'after' | 'before'
}

const humanError = '(?:human|operator|pilot|user|engineer|developer|administrator)(?: error| mistake)s?'
const outcome =
  '(?:led to|caused|resulted in|triggered|corrupted|broke|deleted|brought down|took down|was (?:identified|named|found|given) as the (?:root )?cause|was the (?:root )?cause|was to blame)'
const whyHumanError =
  '“Human error” ends the search where it should begin: the same step will be just as easy to take tomorrow.'
const whyFault = 'It gives a person as the cause; several conditions made the event possible.'
const whyHindsight = 'It measures a person by what is known only now.'
const askConditions =
  'What made this step look right at the time, and which conditions let it have this effect?'

const adjective =
  '(?:careless|negligent|incompetent|inexperienced|lazy|sloppy|clueless|reckless|irresponsible|inattentive|incapable)'

export const causePatterns: readonly CausePattern[] = [
  {
    kind: 'human-error',
    person: 'none',
    pattern: new RegExp(
      `\\b(?:caused by|due to|because of|(?:the )?results? of|down to|attributed to|traced (?:back )?to|(?:cause|reason)s?(?: of [a-z ]{1,40})? (?:is|was|were|are|being)|(?:root )?cause ?:) ?(?:a |an |some |simple |pure |plain ){0,2}${humanError}\\b`,
      'g',
    ),
    why: whyHumanError,
    question: askConditions,
  },
  {
    kind: 'human-error',
    person: 'none',
    pattern: new RegExp(
      `\\b${humanError}(?: (?:during|in|while|by|of|at|on) [a-z ]{1,40}?)? (?:had )?${outcome}\\b`,
      'g',
    ),
    why: whyHumanError,
    question: askConditions,
  },
  {
    kind: 'fault',
    person: 'after',
    pattern:
      /\b(?:(?:a |an )(?:[a-z]+ )?(?:mistake|error|blunder|oversight) (?:made )?by|(?:the )?fault of|the fault (?:lies|lay|is|was) with|(?:we |i |they |to |people )blame(?:d)?|lack of (?:diligence|care|attention|discipline|competence|responsibility)(?: on the part)? (?:of|by|among|from)|negligence (?:of|by|on the part of)|carelessness (?:of|by|on the part of)) /g,
    why: whyFault,
    question: askConditions,
  },
  {
    kind: 'fault',
    person: 'before',
    pattern:
      /(?:'s|s'|s's) (?:own |gross |sheer |poor |bad |utter )?(?:mistake|blunder|negligence|carelessness|incompetence|stupidity|fault\b(?![- ](?:toleran(?:ce|t)|injection|domains?|models?|trees?|reports?|lines?|detection|isolation))|failure to|inability to|refusal to|recklessness|lack of (?:attention|care|diligence|discipline|competence|experience)|error\b(?![- ](?:handl(?:ing|ers?)|messages?|logs?|logging|pages?|rates?|budgets?|codes?|reports?|reporting|track(?:ing|ers?)|bars?|cases?|paths?|text|output|responses?|correction|catalogue?|lists?))|(?:poor|bad) (?:judge?ment|decisions?)|(?:sloppy|careless) work|sloppiness)/g,
    why: whyFault,
    question: askConditions,
  },
  {
    kind: 'fault',
    person: 'before',
    pattern: / (?:is|are|was|were) to blame\b/g,
    why: whyFault,
    question: askConditions,
  },
  {
    kind: 'judgement',
    person: 'none',
    pattern: new RegExp(
      `\\b${adjective} (?:[a-z-]+ )?(?:engineer|developer|operator|administrator|technician|contractor|intern|dba|manager|analyst|colleague|employee|staff|team|on-call)s?\\b(?! (?:console|tool|portal|account|pod)s?\\b)`,
      'g',
    ),
    why: 'It judges a person; readers learn about blame, and not about what made the event possible.',
    question: 'What had prepared them for this task, and what did the tools tell them?',
  },
]

/** What follows the person in "if PERSON had tested it" or "had PERSON asked". */
const had =
  '(?:not |only |simply |just |properly |at least )?(?:checked|tested|read|followed|asked|paid|looked|noticed|verified|escalated|reviewed|watched|acted|reacted|thought|told|informed|taken|done|made|been (?:more |less )?(?:careful|careless|attentive|aware|awake|faster|quicker|diligent))\\b'
export const afterIf = new RegExp(
  `(?:had(?:n't| not)?|would have) ${had}|paid attention\\b|(?:was|were) more careful\\b`,
  'y',
)
export const afterHad = new RegExp(had, 'y')

export const counterfactual = {
  kind: 'counterfactual' as const,
  why: whyHindsight,
  question: 'How did the situation look then, and what would have brought this knowledge to them in time?',
}

/** A whole sentence or list item that says nothing else. */
export const bareHumanError = new RegExp(`^${humanError}$`)
