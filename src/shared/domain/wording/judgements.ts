/** What is said of somebody: a phrase that judges, why that does not help, and a question that does. */
export interface Judgement {
  kind: 'omission' | 'judgement' | 'counterfactual' | 'fault'
  /** Follows the person directly; matched on small letters from where it would begin. */
  pattern: RegExp
  /** Persons for whom it holds: `they` may be machines, `nobody` and `we` often state plain facts. */
  of?: 'person' | 'also-we' | 'also-they' | 'nobody'
  why: string
  question: string
}

const omission = 'It says what a person did not do; it does not say what the situation looked like to them.'
const judgement = 'It judges a person; readers learn about blame, and not about what made the event possible.'
const hindsight = 'It measures a person by what is known only now.'
const fault = 'It gives a person as the cause; several conditions made the event possible.'

/** Verbs that only people do, so that even "they" means people. */
const humanVerbs =
  '(?:check|tell|notice|escalate|communicate|read|ask|follow|test|verify|review|watch|look|act|inform|remember|think|document|warn|learn|update|monitor|respond|write|announce|coordinate|agree|listen|plan)'

const participle =
  '(?:[a-z-]+ed|known|seen|told|caught|read|done|gone|found|made|taken|given|run|written|kept|thought|let|left|held|sent|brought|built|chosen|spoken|understood|paid|spent|been (?:more|less|aware|careful|awake|there|prepared|watching|looking|faster|quicker))'
/** "should have limited access" is a requirement; "should have received" says what reached a person. */
const notParticiple =
  '(?!(?:limited|shared|dedicated|automated|restricted|unlimited|improved|documented|designated|advanced|detailed|received|needed|required|unrestricted|delegated|elevated|trusted|supervised|red|bed)\\b)'

const adverbs =
  '(?:(?:[a-z]+ly|then|also|again|once again|just|all|both|even|still|simply|often|later|once|,? ?once again ?,?)[ ,]+){0,2}'
const careless =
  '(?:careless|negligent|reckless|lazy|incompetent|inattentive|sloppy|unprofessional|irresponsible|foolish|stupid|complacent|clueless|asleep|ignorant|thoughtless)'
const carelessly =
  '(?:carelessly|negligently|recklessly|foolishly|stupidly|blindly|needlessly|mistakenly|wrongly|accidentally|irresponsibly|sloppily|lazily|erroneously|thoughtlessly|incorrectly|wrongfully)'
const harm =
  '(?:outage|incident|failure|disruption|downtime|data loss|loss|deletion|delay|crash|breach|leak|mess|damage|problem)'

const phrase = (source: string) => new RegExp(`${adverbs}(?:${source})`, 'y')

export const judgements: readonly Judgement[] = [
  {
    kind: 'omission',
    of: 'also-they',
    pattern: phrase(`(?:has |have |had )?(?:failed|fails|fail)(?: ?, [a-z ]{1,30} ?,)? to ${humanVerbs}\\b`),
    why: omission,
    question: 'What did they see and know at that moment, and what would have made this step easy to take?',
  },
  {
    kind: 'omission',
    of: 'also-we',
    pattern: phrase('(?:has |have |had )?(?:failed|fails|fail)(?: ?, [a-z ]{1,30} ?,)? to [a-z]'),
    why: omission,
    question: 'What did they see and know at that moment, and what would have made this step easy to take?',
  },
  {
    kind: 'omission',
    of: 'also-we',
    pattern: phrase('(?:has |have |had )?(?:forgot|forgotten|neglected|neglects)\\b'),
    why: omission,
    question: 'What was going on at the time, and how does the system remind anyone of this step?',
  },
  {
    kind: 'omission',
    pattern: phrase(
      '(?:has |have |had )?(?:overlooked|ignored|disregarded|misread|(?:slept|sleeping) through|missed (?:the|a|an|several|two|three|four|many|his|her|their|all|both|\\d+)\\b)',
    ),
    why: omission,
    question: 'What made this signal hard to tell from the others, and how did it reach the people on duty?',
  },
  {
    kind: 'omission',
    of: 'also-we',
    pattern: phrase('missed the (?:alert|page|warning|alarm|signal|e-?mail|message)s?\\b'),
    why: omission,
    question: 'What made this signal hard to tell from the others, and how did it reach the people on duty?',
  },
  {
    kind: 'omission',
    pattern: phrase(
      "(?:did not|didn't|does not|doesn't|never) (?:even |really |properly |actually )?(?:notice|check|pay attention|follow|test|watch|verify|look|think|escalate|react|care|follow)(?:ed|ing|s)?\\b",
    ),
    why: omission,
    question: 'What did they see and know at that moment, and what would have made this step easy to take?',
  },
  {
    kind: 'judgement',
    of: 'also-they',
    pattern: phrase(
      "(?:did not|didn't|never|could not|couldn't|doesn't|does not) (?:even )?(?:be )?bother(?:ed)?\\b",
    ),
    why: judgement,
    question: 'What else had their attention then, and what did the step cost in time and effort?',
  },
  {
    kind: 'omission',
    of: 'nobody',
    pattern: phrase('(?:bothered|cared|thought) to|checked (?:the|whether|if|that|for)'),
    why: omission,
    question: 'Whose task was this as far as people knew, and how would anyone have been reminded of it?',
  },
  {
    kind: 'counterfactual',
    of: 'also-we',
    pattern: phrase(
      `(?:(?:should|could|might)(?:'ve| have)|ought to have|(?:should|ought) not (?:to )?have|shouldn't have|(?:should|could) (?:never|at least|easily|also|simply) have) (?:never |not |also |easily |simply |immediately |really |at least )?${notParticiple}${participle}\\b`,
    ),
    why: hindsight,
    question: 'How did the situation look then, and what would have brought this knowledge to them in time?',
  },
  {
    kind: 'counterfactual',
    pattern: phrase("would(?:'ve| have) (?:noticed|seen|known|caught|found|realised|realized|spotted)\\b"),
    why: hindsight,
    question: 'How did the situation look then, and what would have brought this knowledge to them in time?',
  },
  {
    kind: 'judgement',
    of: 'also-they',
    pattern: phrase(
      `(?:was|were|is|are|has been|had been|have been|got) (?:clearly |simply |just |obviously |very |so |far |too |much |a bit |rather |not ){0,3}(?:${careless}|careful enough|at fault|to blame|out of (?:his|her|their) depth)\\b`,
    ),
    why: judgement,
    question:
      'What did the work ask of them at that moment, and what did the tools and the rota make likely?',
  },
  {
    kind: 'judgement',
    pattern: phrase('(?:was|were) (?:far |much )?(?:too )?slow to|(?:was|were) (?:far |much )?too slow'),
    why: judgement,
    question: 'What did they have to find out first, and what would have made it quicker?',
  },
  {
    kind: 'fault',
    of: 'also-they',
    pattern: phrase(
      `(?:was|were|is|are) (?:solely |directly |clearly )?responsible for (?:the|this|that) ${harm}\\b`,
    ),
    why: fault,
    question: 'Which conditions had to come together for this to happen?',
  },
  {
    kind: 'judgement',
    pattern: phrase(`${carelessly} [a-z]+`),
    why: judgement,
    question:
      'What made this look like the right thing to do, and what would have made the difference visible?',
  },
  {
    kind: 'judgement',
    pattern: phrase(
      `[a-z]+(?: [a-z0-9'-]+){0,8} (?:by mistake|carelessly|recklessly|negligently|irresponsibly|without (?:thinking|due care|any thought)|out of (?:sheer )?carelessness)\\b`,
    ),
    why: judgement,
    question:
      'What made this look like the right thing to do, and what would have made the difference visible?',
  },
  {
    kind: 'judgement',
    of: 'also-we',
    pattern: phrase(
      '(?:has |have |had )?(?:made|makes) (?:a |an |the |another |several |some |many |two )?(?:[a-z]+ )?(?:mistakes?|errors?|blunders?|(?:bad|poor|stupid|wrong|foolish) (?:calls?|decisions?|choices?))\\b',
    ),
    why: judgement,
    question:
      'What made this look like the right thing to do, and what would have made the difference visible?',
  },
  {
    kind: 'judgement',
    of: 'also-we',
    pattern: phrase(
      '(?:(?:messed|screwed|fouled) (?:[a-z]+ ){0,4}up|messed up|screwed up|botched|bungled|fat-fingered|blundered)\\b',
    ),
    why: judgement,
    question: 'What happened step by step, and what made another outcome hard to reach?',
  },
  {
    kind: 'fault',
    pattern: phrase(
      `(?:(?:has |have |had )?(?:caused|triggered|created) (?:the|a|an|this|that|another) (?:[a-z]+ )?${harm}\\b|broke (?:the|our|production|prod)\\b|(?:took|brought|knocked) (?:(?:[a-z]+ ){1,3})?(?:down|offline)\\b|(?:took|brought) down\\b)`,
    ),
    why: fault,
    question: 'Which conditions had to come together for this change to have this effect?',
  },
  {
    kind: 'judgement',
    pattern: phrase(
      '(?:violated|bypassed|refused to|did nothing\\b|(?:knew|should have known) better|wasted|acted (?:[a-z]+ly|without)|react(?:ed|s) too|lacked (?:the |any )?(?:competence|discipline|skills?|knowledge|diligence|care|judge?ment|attention)|(?:wrongly|falsely) (?:believed|assumed|thought)|broke the rules)',
    ),
    why: judgement,
    question: 'What did the work ask of them at that moment, and what made this the practical way to do it?',
  },
  {
    kind: 'judgement',
    of: 'also-they',
    pattern: phrase(
      "(?:did not|didn't) know what (?:he|she|they) (?:was|were) doing|knew about (?:[a-z]+ ){1,4}and did nothing",
    ),
    why: judgement,
    question: 'What had prepared them for this, and where could they have asked?',
  },
  {
    kind: 'judgement',
    pattern: phrase(
      "(?:was|were) (?:supposed|expected|meant) to (?:[a-z0-9'-]+ ){1,10}(?:but|and|yet) (?:he |she |they )?(?:did not|didn't|never|forgot|failed)\\b",
    ),
    why: omission,
    question: 'How was this task handed over, and what else had to be done at the same time?',
  },
]
