import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exhibitIndexCsv, type IndexedExhibit } from '#core/exports/exhibitIndex.ts'
import { planExport, type Stock, type Wishes } from '#core/exports/plan.ts'
import { labels } from '#shared/domain/labels.ts'
import { reviewStates } from '#shared/domain/lifecycle.ts'
import { roles } from '#shared/domain/roles.ts'
import { sampleRecord } from '../../fixtures/sampleRecord.ts'

const { content } = sampleRecord()
const person = {
  id: '0192f0c1-0000-7000-8000-000000000001',
  name: 'Ivo Marsh',
  roles: ['incident-manager' as const],
}
const stock: Stock = {
  content,
  state: 'approved',
  approvals: ['technical-validation', 'process-review'],
  lost: new Map(),
}
const wishes: Wishes = { formats: ['pack'], maximumLabel: 'restricted', withhold: [] }

describe('the plan of an export', () => {
  it('accounts for everything that is asked for, whatever is withheld, lost or too sensitive', () => {
    const ids = content.exhibits.map(({ id }) => id)
    const numbers = content.exhibits.map(({ number }) => number)
    fc.assert(
      fc.property(
        fc.subarray(ids),
        fc.subarray(numbers),
        fc.constantFrom(...labels),
        fc.constantFrom(...reviewStates),
        fc.subarray([...roles]),
        fc.subarray(['pdf', 'docx', 'pack'] as const, { minLength: 1 }),
        (withheld, lost, maximumLabel, state, held, formats) => {
          const plan = planExport(
            { ...stock, state, lost: new Map(lost.map((number) => [number, 'Missing.'])) },
            {
              formats,
              maximumLabel,
              withhold: withheld.map((evidenceId) => ({ evidenceId, reason: 'names' })),
            },
            { ...person, roles: held },
          )
          const { asked, included, missing, verdict } = plan.completeness
          expect([...included, ...missing.map(({ what }) => what)].toSorted()).toEqual(asked.toSorted())
          expect(verdict).toBe(missing.length === 0 ? 'COMPLETE' : 'PARTIAL')
          expect(missing.every(({ reason }) => reason !== '')).toBe(true)
          for (const exhibit of plan.exhibits) {
            expect(withheld).not.toContain(exhibit.id)
            expect(lost).not.toContain(exhibit.number)
            expect(labels.indexOf(exhibit.label)).toBeLessThanOrEqual(labels.indexOf(maximumLabel))
            expect(labels.indexOf(exhibit.label)).toBeLessThanOrEqual(labels.indexOf(plan.label))
          }
          if (plan.sealRefused === null) expect(state).toBe('approved')
        },
      ),
      { numRuns: 300 },
    )
  })

  it('is refused where the review itself is above the label that was allowed', () => {
    const { refused } = planExport(
      { ...stock, content: { ...content, review: { ...content.review, label: 'confidential' } } },
      { ...wishes, maximumLabel: 'internal' },
      person,
    )
    expect(refused).toContain('Confidential, which is above Internal')
  })

  it('names an approval that the state asks for and that is not there', () => {
    const plan = planExport({ ...stock, approvals: ['process-review'] }, wishes, person)
    expect(plan.completeness.missing).toMatchObject([{ what: 'Technical validation' }])
    expect(plan.sealRefused).toContain('missing')
  })

  it('leaves out of a PDF alone what is too large to be embedded', () => {
    const [first, ...rest] = content.exhibits
    const large = { ...content, exhibits: [{ ...first!, size: 2 ** 30 }, ...rest] }
    const plan = planExport({ ...stock, content: large }, { ...wishes, formats: ['pdf'] }, person)
    expect(plan.completeness.missing).toMatchObject([
      { what: first!.number, reason: expect.stringContaining('Export a pack') },
    ])
  })
})

describe('the index of exhibits as CSV', () => {
  const exhibit: IndexedExhibit = {
    number: 'EX-0001',
    title: '',
    file: '',
    source: '',
    receivedAt: '',
    receivedBy: '',
    effectiveFrom: '',
    effectiveTo: '',
    sha256: '',
    size: 1,
    mediaType: '',
    label: '',
    volume: '',
    missing: '',
    custody: [],
  }

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '"=1"', 'a","=1'])(
    'cannot hold a formula: %j',
    (title) => {
      const row = exhibitIndexCsv([{ ...exhibit, title }]).split('\r\n')[1]!
      const cells = [...`${row},`.matchAll(/"((?:[^"]|"")*)",/g)].map((match) =>
        match[1]!.replaceAll('""', '"'),
      )
      expect(cells).toHaveLength(15)
      for (const cell of cells) expect(cell).not.toMatch(/^\s*[=+\-@]/)
    },
  )
})
