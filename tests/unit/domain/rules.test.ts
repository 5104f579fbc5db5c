import fc from 'fast-check'
import { expect, it } from 'vitest'
import { lintAction } from '#shared/domain/actionLint.ts'
import { moveAction } from '#shared/domain/actions.ts'
import { formatKey, parseKey } from '#shared/domain/keys.ts'
import { canMove, reviewStates, stateSentence } from '#shared/domain/lifecycle.ts'
import { percentile } from '#shared/domain/metrics/percentile.ts'
import { mayApprove } from '#shared/domain/separation.ts'
import { checkWording } from '#shared/domain/wording/checkWording.ts'
import { countWords } from '#shared/domain/words.ts'

it('a review moves one step on, or back to written', () => {
  const moves = reviewStates.flatMap((a) => reviewStates.filter((b) => canMove(a, b)).map((b) => `${a}>${b}`))
  expect(moves).toHaveLength(9)
  expect(canMove('sealed', 'written')).toBe(false)
  expect(canMove('written', 'approved')).toBe(false)
  const waiting = {
    state: 'technical-validation',
    since: '2026-11-24T10:00:00.000Z',
    person: 'Dana',
  } as const
  expect(stateSentence(waiting)).toBe('Waiting for technical validation by Dana since 24 Nov 2026')
})

it('who facilitated, wrote or already approved does not approve', () => {
  const dana = { id: 'd', name: 'Dana', roles: ['engineering-lead', 'incident-manager'] as const }
  const none = { facilitators: [], authors: [], approvals: [] }
  expect(mayApprove('process-review', dana, none).allowed).toBe(true)
  expect(mayApprove('process-review', dana, { ...none, facilitators: ['d'] }).allowed).toBe(false)
  expect(mayApprove('process-review', dana, { ...none, authors: ['d'] }).allowed).toBe(false)
  const validated = { ...none, approvals: [{ kind: 'technical-validation' as const, personId: 'd' }] }
  expect(mayApprove('process-review', dana, validated).allowed).toBe(false)
  expect(mayApprove('process-review', { ...dana, roles: [] }, none).allowed).toBe(false)
})

it('a key that is formatted is read again', () => {
  const number = fc.integer({ min: 1, max: 999_999 })
  fc.assert(
    fc.property(number, (n) => {
      expect(parseKey(formatKey({ kind: 'action', number: n }))).toEqual({ kind: 'action', number: n })
    }),
  )
})

it('an action is closed with proof only; "Improve monitoring" gets a remark', () => {
  const close = { name: 'close', criterion: 'Alert fires', note: '', evidenceIds: [] } as const
  expect(moveAction('open', close).ok).toBe(false)
  expect(moveAction('open', { ...close, note: 'Fired in the drill' }).ok).toBe(true)
  const remarks = lintAction({
    title: 'Improve monitoring',
    owner: 'Dana',
    dueOn: '2026-12-01',
    criterion: 'x is y',
  })
  expect(remarks.map((one) => one.rule)).toEqual(['verb'])
})

it('figures and words are counted as stated', () => {
  expect(percentile([1, 2, 3, 4], 0.5)).toBe(2.5)
  expect(countWords("don't roll-back v1.2 数据库")).toBe(6)
})

it('findings of wording lie inside any text and match their excerpt', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 300 }), (text) => {
      for (const one of checkWording(`Alex forgot ${text}`, ['Alex'])) expect(one.excerpt).not.toBe('')
    }),
    { numRuns: 100 },
  )
})
