import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { parseTemplate } from '#core/templates/parse.ts'
import { parseTaxonomy } from '#core/templates/parseTaxonomy.ts'

const resources = resolve(import.meta.dirname, '../../../resources')

it.each(readdirSync(resolve(resources, 'templates')))('%s is a template', (name) => {
  const read = parseTemplate(readFileSync(resolve(resources, 'templates', name), 'utf8'))
  expect(`${read.id}.md`).toBe(name)
  expect(read.sections.every((one) => one.guidance !== '' && one.prompts.length > 0)).toBe(true)
})

it('the taxonomy of factors is read', () => {
  const read = parseTaxonomy(readFileSync(resolve(resources, 'taxonomy/factors.yaml'), 'utf8'))
  expect(read.factors).toHaveLength(13)
})
