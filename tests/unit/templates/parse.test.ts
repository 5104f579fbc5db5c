import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { parseTemplate } from '#core/templates/parse.ts'

const standard = readFileSync(
  resolve(import.meta.dirname, '../../../resources/templates/blameless-standard.md'),
  'utf8',
)

it('the blameless standard template is read whole', () => {
  const read = parseTemplate(standard)
  expect(read.sections.map((one) => one.id)).toContain('detection')
  expect(read.sections.every((one) => one.guidance !== '' && one.prompts.length > 0)).toBe(true)
  expect(read.opening).toMatch(/^We are here to understand/)
})

it.each([
  ['no front matter', '# Title'],
  ['an alias', '---\nid: &a x\nname: *a\nsections: []\n---\n'],
  ['a tag', '---\nid: !!js/function x\nsections: []\n---\n'],
  ['too large', 'x'.repeat(300_000)],
  ['a section that is not listed', `${standard}\n## Culprits\n`],
])('a template with %s is refused with a sentence', (_name, text) => {
  expect(() => parseTemplate(text)).toThrow(/The template cannot be read/)
})

/** A template, with one line of its front matter put in another's place. */
const withLine = (old: string | RegExp, line: string) => standard.replace(old, line)
const lineOf = (text: string, part: string) => text.split('\n').findIndex((line) => line.includes(part)) + 1

it.each([
  ['a name that is missing', withLine(/^name: .*\n/m, ''), '“name” is missing', 'id:'],
  ['a name that is empty', withLine(/^name: .*$/m, 'name: ""'), '“name” is empty', 'name:'],
  [
    'a version that is text',
    withLine(/^version: .*$/m, 'version: first'),
    '“version” must be a number',
    'version:',
  ],
  [
    'a setting that there is none of',
    withLine(/^version: .*$/m, 'version: 1\nowner: Dana'),
    'the front matter has no setting “owner”',
    'owner:',
  ],
  [
    'an id with a capital',
    withLine(/^id: .*$/m, 'id: Standard'),
    '“id”: an id is of small letters, digits and single hyphens',
    'id:',
  ],
  [
    'a section without a title',
    withLine('sections:\n', 'sections:\n  - { id: first }\n'),
    '“title” of section 1 is missing',
    'id: first',
  ],
  [
    'a section with too many words',
    withLine('sections:\n', 'sections:\n  - { id: first, title: First, words: 20000 }\n'),
    '“words” of section 1 must be at most 10000',
    'id: first',
  ],
  [
    'a rule that there is none of',
    withLine('rules:\n', 'rules:\n  - { rule: moon-phase }\n'),
    '“rule” of rule 1 must be one of: required-time, impact,',
    'moon-phase',
  ],
  [
    'a rule with a setting that it does not have',
    withLine('rules:\n', 'rules:\n  - { rule: impact, words: 3 }\n'),
    'rule 1 has no setting “words”',
    'rule: impact, words',
  ],
  [
    'a time that there is none of',
    withLine('rules:\n', 'rules:\n  - rule: required-time\n    times: [begun]\n'),
    '“times” of rule 1 must be one of: started, detected',
    'begun',
  ],
  [
    'an agenda item without end',
    withLine('agenda:\n', 'agenda:\n  - { id: talk, title: Talk, minutes: 1000, prompts: [] }\n'),
    '“minutes” of agenda item 1 must be at most 480',
    'id: talk',
  ],
  [
    'guidance that is too long',
    standard.replace(/^## (.*)$/m, `## $1\n${'x'.repeat(6_000)}`),
    '“guidance” of section 1 has more than 5000 characters',
    '## ',
  ],
  ['an alias', standard.replace(/^name: .*$/m, 'name: *x'), 'alias', 'name:'],
])('a template with %s is refused in words, with the line', (_name, text, words, place) => {
  let message = ''
  try {
    parseTemplate(text)
  } catch (error) {
    message = (error as Error).message
  }
  expect(message).toContain(words)
  expect(message).toContain(`(line ${lineOf(text, place)})`)
  expect(message).not.toMatch(/Invalid|expected|received|undefined/)
})
