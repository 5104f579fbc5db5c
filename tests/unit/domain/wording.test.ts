import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { checkWording } from '#shared/domain/wording/checkWording.ts'

type Row = { text: string; blames: boolean }
const path = resolve(import.meta.dirname, '../../fixtures/wording/sentences.json')
const set = JSON.parse(readFileSync(path, 'utf8')) as { people: string[]; tuning: Row[]; heldOut: Row[] }

it.each(['tuning', 'heldOut'] as const)('%s sentences: precision and recall', (part) => {
  const rows = set[part].map((row) => ({ ...row, found: checkWording(row.text, set.people).length > 0 }))
  const hits = rows.filter((row) => row.found && row.blames).length
  const precision = hits / rows.filter((row) => row.found).length
  const recall = hits / rows.filter((row) => row.blames).length
  console.info(part, { precision, recall })
  console.info(
    rows
      .filter((row) => row.found !== row.blames)
      .map((row) => `${row.blames} ${row.text}`)
      .join('\n'),
  )
  expect(precision).toBeGreaterThanOrEqual(0.97)
  expect(recall).toBeGreaterThanOrEqual(0.8)
})
