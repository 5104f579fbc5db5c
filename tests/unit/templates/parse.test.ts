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
