import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseTemplate } from '#core/templates/parse.ts'
import { ruleWords } from '../../../src/renderer/features/templates/ruleWords.ts'

const folder = resolve(import.meta.dirname, '../../../resources/templates')
const sections = [{ id: 'summary', title: 'Summary' }]

describe('the rules of a template, in words', () => {
  it.each(readdirSync(folder))('say something for every rule of %s', (name) => {
    const template = parseTemplate(readFileSync(join(folder, name), 'utf8'))
    const words = template.rules.map((rule) => ruleWords(rule, template.sections))
    expect(words.every((text) => /^(The|At|Every|“)/.test(text))).toBe(true)
    expect(new Set(words).size).toBe(words.length)
  })

  it('count one as one', () => {
    expect(ruleWords({ rule: 'minimum-factors', count: 1, waivable: true }, [])).toBe(
      'At least one contributing factor',
    )
    expect(ruleWords({ rule: 'timeline-minimum', count: 3, waivable: true }, [])).toBe(
      'At least 3 entries on the timeline',
    )
  })

  it('name a section by its title', () => {
    expect(
      ruleWords({ rule: 'section-words', section: 'summary', words: 30, waivable: true }, sections),
    ).toBe('“Summary” has at least 30 words')
  })

  it('list the times that must be known', () => {
    const times = ['started', 'detected', 'resolved'] as const
    expect(ruleWords({ rule: 'required-time', times: [...times], waivable: false }, [])).toBe(
      'The times started, detected and resolved are known',
    )
  })
})
