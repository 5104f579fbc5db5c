import type { Sentence, Token } from './tokens.ts'

/** A person or a role in a sentence: tokens `from` to `to`, both included. */
export interface Person {
  from: number
  to: number
  kind: 'name' | 'role' | 'pronoun' | 'we' | 'they' | 'nobody'
}

const list = (words: string) => new Set(words.split(' '))

/** Nouns that are people wherever they end a noun phrase. */
const roleNouns = list(
  'engineer engineers developer developers programmer programmers dba dbas sre sres sysadmin sysadmins administrator ' +
    'administrators admin admins technician technicians contractor contractors intern interns responder responders ' +
    'reviewer reviewers tester testers analyst analysts colleague colleagues employee employees staff deployer ' +
    'deployers on-caller on-callers cto ceo ciso director directors person people team teams architect architects ' +
    'operator operators coder coders consultant consultants on-call oncall crew facilitator scribe author',
)
/** Nouns that are people only after certain words: a "node manager" is a program. */
const qualifiedNouns: Record<string, Set<string>> = {
  manager: list(
    'incident release product engineering project change shift operations delivery duty it the a our',
  ),
  managers: list(
    'incident release product engineering project change shift operations delivery duty the our',
  ),
  lead: list('team tech technical engineering shift project'),
  leads: list('team tech technical engineering shift project'),
  owner: list('product'),
  officer: list('security compliance duty'),
  agent: list('support desk helpdesk'),
  agents: list('support desk helpdesk'),
  commander: list('incident'),
  person: list('wrong the a on-call'),
}
const softwareWords = list(
  'kubernetes k8s postgres postgresql prometheus mysql redis kafka elastic database cluster node custom helm flux ' +
    'argo logical boolean ternary comparison arithmetic unary binary sql cert-manager service-mesh mobile telecom ' +
    'network-function tour',
)
const pronouns = list('he she you i')
const indefinite = list('someone somebody')
const nobody = list('nobody')
export const determiners = list(
  'the a an our their his her my your this that these those each every one two three some no any another both all which ' +
    'whichever whose',
)
const prepositions = list(
  'to from by of for with at on in into onto between about against via under over through towards toward without ' +
    'within among behind beside near per upon than like',
)
/** Words that cannot stand inside a noun phrase before its noun. */
const phraseBreakers = list(
  'and or but then because when while if before after since although though so as that who which where until unless ' +
    'whereas is was are were be been has have had did do does not never can could should would will may might must it ' +
    'they we he she i you there yet however also said says found saw noticed',
)
/** First names that are common words too: only the full name counts. */
const commonWords = list(
  'will mark may april june art grant bill sue hope rob dash chase drew faith grace iris joy max may miles page ray ' +
    'rich rose sky summer will guy chip dean earl frank jack jean major pat penny ruby rusty skip stormy trip van wade ' +
    'august autumn crystal ginger heath ivy lane norm chance case cliff dale dusty ernest gene mike',
)
const longestPhrase = 5

export type Names = ReadonlyMap<string, readonly (readonly string[])[]>

/** Names by their first word: whole names, first names and last names of three letters or more. */
export function knownNames(people: readonly string[]): Names {
  const names = new Map<string, string[][]>()
  const add = (words: string[]) => {
    const [first] = words
    if (first) names.set(first, [...(names.get(first) ?? []), words])
  }
  for (const person of people) {
    const words = person.normalize('NFC').replace(/[’ʼ]/g, "'").split(/\s+/).filter(Boolean).slice(0, 6)
    add(words)
    if (words.length < 2) continue
    for (const part of [words[0], words.at(-1)]) {
      if (part && part.length >= 3 && !commonWords.has(part.toLowerCase())) add([part])
    }
  }
  for (const known of names.values()) known.sort((a, b) => b.length - a.length)
  return names
}

/** People who stand where a subject can stand: not after a preposition, not as another noun's modifier. */
export function peopleIn(sentence: Sentence, names: Names): Person[] {
  const found: Person[] = []
  const { tokens } = sentence
  for (let index = 0; index < tokens.length; index += 1) {
    const person = personAt(tokens, index, names)
    if (person) {
      found.push(person)
      index = person.to
    }
  }
  return found
}

function personAt(tokens: readonly Token[], index: number, names: Names): Person | undefined {
  const token = tokens[index] as Token
  if (!token.word) return undefined
  const name = nameAt(tokens, index, names)
  if (name) return { from: index, to: index + name - 1, kind: 'name' }
  const { lower } = token
  if (lower === 'i') return token.text === 'I' ? { from: index, to: index, kind: 'we' } : undefined
  if (pronouns.has(lower) || indefinite.has(lower)) return { from: index, to: index, kind: 'pronoun' }
  if (lower === 'we') return { from: index, to: index, kind: 'we' }
  if (lower === 'they') return { from: index, to: index, kind: 'they' }
  if (nobody.has(lower)) return { from: index, to: index, kind: 'nobody' }
  if (lower === 'no' && tokens[index + 1]?.lower === 'one')
    return { from: index, to: index + 1, kind: 'nobody' }
  return roleAt(tokens, index)
}

function nameAt(tokens: readonly Token[], index: number, names: Names): number {
  const first = (tokens[index] as Token).text.normalize('NFC').replace(/[’ʼ]/g, "'")
  const match = names
    .get(first)
    ?.find((words) =>
      words.every((word, at) => tokens[index + at]?.text.normalize('NFC').replace(/[’ʼ]/g, "'") === word),
    )
  return match?.length ?? 0
}

function roleAt(tokens: readonly Token[], index: number): Person | undefined {
  const { lower } = tokens[index] as Token
  const before = tokens[index - 1]
  const qualifiers = Object.hasOwn(qualifiedNouns, lower) ? qualifiedNouns[lower] : undefined
  const isRole = roleNouns.has(lower) || qualifiers?.has(before?.lower ?? '')
  if (!isRole) return undefined
  let from = index
  while (from > 0 && index - from < longestPhrase) {
    const previous = tokens[from - 1] as Token
    if (!previous.word || phraseBreakers.has(previous.lower) || prepositions.has(previous.lower)) break
    if (softwareWords.has(previous.lower)) return undefined
    // "the Flux operator", "the Datadog admin": a product's name before a word that is also a kind of program.
    if (/^operators?$/.test(lower) && /^\p{Lu}/u.test(previous.text) && !determiners.has(previous.lower)) {
      return undefined
    }
    from -= 1
    if (determiners.has(previous.lower)) break
  }
  return { from, to: index, kind: 'role' }
}

/** Whether the phrase depends on a preposition: "the page to Sam", "written by the engineer". */
export function isDependent(tokens: readonly Token[], person: Person): boolean {
  const before = tokens[person.from - 1]
  return before !== undefined && prepositions.has(before.lower)
}
