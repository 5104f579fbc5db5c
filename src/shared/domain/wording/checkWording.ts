import { afterHad, afterIf, bareHumanError, causePatterns, counterfactual } from './causes.ts'
import { type Judgement, judgements } from './judgements.ts'
import { maskMarkdown } from './mask.ts'
import { isDependent, knownNames, type Names, type Person, peopleIn } from './people.ts'
import { plainLower, type Sentence, sentences, type Token } from './tokens.ts'

export interface WordingFinding {
  /** Offsets in the text as given, in UTF-16 units; `end` is the first that is not part of it. */
  start: number
  end: number
  excerpt: string
  kind: 'omission' | 'judgement' | 'counterfactual' | 'fault' | 'human-error'
  /** One sentence. */
  why: string
  /** A what-or-how question to answer instead. */
  question: string
}

/** A finding's pattern sees at most this much of the text after its person. */
const reach = 160

/**
 * Finds sentences that judge a person: where a person, a role or a pronoun is the subject of a judging verb, is given
 * as the cause, or is measured by what is known only afterwards. English only. "The generators failed to start" is
 * fine, and so is "the service should have two replicas". Quotations, code and questions are left alone. It looks at
 * words alone and is tuned to stay silent when unsure: it never blocks, and silence proves nothing.
 * Time grows with the length of the text alone. `people`: full names of people known in the workspace.
 */
export function checkWording(text: string, people: readonly string[] = []): WordingFinding[] {
  const masked = maskMarkdown(text)
  const lower = plainLower(masked)
  const names = knownNames(people)
  return sentences(masked).flatMap((sentence) =>
    sentence.question ? [] : findingsIn(sentence, text, lower, names),
  )
}

function findingsIn(sentence: Sentence, text: string, lower: string, names: Names): WordingFinding[] {
  const persons = peopleIn(sentence, names)
  const found = [
    ...persons.flatMap((person) => ofSubject(sentence, person, lower)),
    ...ofCauses(sentence, persons, names, lower),
  ]
  const sorted = found.sort((a, b) => a.start - b.start || b.end - a.end)
  const kept: Match[] = []
  for (const match of sorted) {
    const last = kept.at(-1)
    if (!last || match.start >= last.end) kept.push(match)
  }
  return kept.map(({ start, end, kind, why, question }) => ({
    start,
    end,
    excerpt: text.slice(start, end),
    kind,
    why,
    question,
  }))
}

type Match = Omit<WordingFinding, 'excerpt'>

function ofSubject(sentence: Sentence, person: Person, lower: string): Match[] {
  const { tokens } = sentence
  const first = tokens[person.from] as Token
  if (person.kind !== 'nobody' && person.kind !== 'they') {
    const conditional = ofCondition(sentence, person, lower)
    if (conditional) return [conditional]
  }
  const dependent = isDependent(tokens, person)
  for (const at of verbPositions(tokens, person, dependent)) {
    const verb = tokens[at]
    if (!verb) continue
    for (const judgement of judgements) {
      if (!appliesTo(judgement, person)) continue
      const end = matchAt(judgement.pattern, lower, verb.start, sentence.end)
      if (end === undefined) continue
      const { kind, why, question } = judgement
      return [{ start: first.start, end, kind, why, question }]
    }
  }
  return []
}

function appliesTo(judgement: Judgement, person: Person): boolean {
  const of = judgement.of ?? 'person'
  switch (person.kind) {
    case 'nobody':
      return of === 'nobody'
    case 'they':
      return of === 'also-they'
    case 'we':
      return of === 'also-we'
    default:
      return of !== 'nobody'
  }
}

/** "If Dana had checked …", "had Alex asked …". */
function ofCondition(sentence: Sentence, person: Person, lower: string): Match | undefined {
  const before = sentence.tokens[person.from - 1]
  const after = sentence.tokens[person.to + 1]
  if (!before || !after || (before.lower !== 'if' && before.lower !== 'had')) return undefined
  const pattern = before.lower === 'if' ? afterIf : afterHad
  const end = matchAt(pattern, lower, after.start, sentence.end)
  return end === undefined ? undefined : { ...counterfactual, start: before.start, end }
}

/** Words between a person and a verb that leave the person its subject. */
const linkWords = new Set(['on', 'from', 'of', 'in', 'at'])
const longestAside = 10

/**
 * The tokens at which the verb of this person may begin: directly after it, after "who", after an aside between
 * commas, and after "on duty" or "from the platform team".
 */
function verbPositions(tokens: readonly Token[], person: Person, dependent: boolean): number[] {
  const next = person.to + 1
  const positions = dependent ? [] : [next]
  const comma = tokens[next]?.lower === ',' ? 1 : 0
  if (tokens[next + comma]?.lower === 'who') positions.push(next + comma + 1)
  if (dependent) return positions
  if (comma) {
    const close = tokens.findIndex(
      (token, at) => at > next && at <= next + longestAside && token.lower === ',',
    )
    if (close > 0) positions.push(close + 1)
  }
  if (linkWords.has(tokens[next]?.lower ?? '')) positions.push(next + 2, next + 3, next + 4)
  return positions
}

function ofCauses(sentence: Sentence, persons: readonly Person[], names: Names, lower: string): Match[] {
  const part = lower.slice(sentence.start, sentence.end)
  const bare = part.replace(/[.!]+$/, '').trim()
  const { tokens } = sentence
  if (bareHumanError.test(bare)) {
    const of = causePatterns[0]
    return of
      ? [{ start: sentence.start, end: sentence.end, kind: of.kind, why: of.why, question: of.question }]
      : []
  }
  if (/\b(?:not|never|avoid(?:ed|s)?|no)\b/.test(part) && /\bhuman error/.test(part)) return []
  return causePatterns.flatMap(({ pattern, person, kind, why, question }): Match[] =>
    [...part.matchAll(pattern)].flatMap((match): Match[] => {
      const start = sentence.start + match.index
      const end = start + match[0].length
      if (person === 'none') return [{ start, end, kind, why, question }]
      if (person === 'after') {
        const who = persons.find((one) => tokens[one.from]?.start === end)
        const last = who && tokens[who.to]
        return last && who.kind !== 'nobody' ? [{ start, end: last.end, kind, why, question }] : []
      }
      const owner = /^\W*s?'/.test(match[0])
        ? possessorAt(sentence, names, start, lower)
        : ownerBefore(sentence, persons, start)
      return owner === undefined ? [] : [{ start: owner, end, kind, why, question }]
    }),
  )
}

/** What takes the blame back again: "it was not the developer's fault". */
const denied = /\b(?:not|never|no|nor|neither|without|rather than)\b|n't\b/

/** Where the phrase of the person begins whose possessive ends at `at`: "the on-call engineer's", "the operators'". */
function possessorAt(sentence: Sentence, names: Names, at: number, lower: string): number | undefined {
  const { tokens } = sentence
  const place = tokens.findIndex((token) => token.word && token.start <= at && at < token.end)
  const token = tokens[place]
  if (!token) return undefined
  const bare = (text: string) => text.replace(/['’ʼ]s?$/, '')
  const owner = { ...token, text: bare(token.text), lower: bare(token.lower) }
  const person = peopleIn({ ...sentence, tokens: [...tokens.slice(0, place), owner] }, names).at(-1)
  if (person?.to !== place || (person.kind !== 'name' && person.kind !== 'role')) return undefined
  const start = (tokens[person.from] as Token).start
  return denied.test(lower.slice(sentence.start, start)) ? undefined : start
}

/** Where the phrase of the person begins that stands directly before `at`: "the operator is to blame". */
function ownerBefore(sentence: Sentence, persons: readonly Person[], at: number): number | undefined {
  const owner = persons.find((person) => {
    const last = sentence.tokens[person.to] as Token
    return last.start < at + 2 && last.end >= at && person.kind !== 'nobody' && person.kind !== 'they'
  })
  return owner && sentence.tokens[owner.from]?.start
}

/** Where a sticky pattern's match ends, within the sentence and within reach. */
function matchAt(pattern: RegExp, lower: string, start: number, sentenceEnd: number): number | undefined {
  const window = lower.slice(start, Math.min(sentenceEnd, start + reach))
  pattern.lastIndex = 0
  const match = pattern.exec(window)
  return match ? start + match[0].length : undefined
}
