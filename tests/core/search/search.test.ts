import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type App, startWorkspace } from '../app.ts'
import { writtenReview } from '../team.ts'

let app: App & { personId: string }
let review: { id: string; key: string }
beforeAll(async () => {
  app = await startWorkspace()
  review = await writtenReview(app, app.personId)
})
afterAll(() => app.close())

const kinds = async (text: string, typing = false) =>
  (await app.call('search.find', { text, typing })).map((one) => one.kind)

it('finds words wherever they stand, and shows the place', async () => {
  const [hit] = await app.call('search.find', { text: 'enlarged' })
  expect(hit).toMatchObject({
    kind: 'timeline',
    reviewId: review.id,
    key: review.key,
    excerpt: 'The pool was ⟦enlarged⟧',
  })
  expect(new Set(await kinds('pool'))).toEqual(new Set(['timeline', 'factor', 'action']))
  expect(await kinds('Dana')).toEqual(['person'])
  expect(await kinds('payments slowly')).toContain('incident')
})

it('names the section in which it found something', async () => {
  const [hit] = await app.call('search.find', { text: 'word17' })
  expect(hit).toMatchObject({ kind: 'section', reviewId: review.id })
  const { sections } = await app.call('reviews.get', { id: review.id })
  expect(sections.map((one) => one.id)).toContain(hit?.id)
})

it('finds a thing by its key first', async () => {
  expect((await kinds(review.key))[0]).toBe('review')
})

it('counts the last word as a beginning while somebody types, from three letters on', async () => {
  expect(await kinds('enl', true)).toEqual(['timeline'])
  expect(await kinds('en', true)).toEqual([])
  expect(await kinds('enl')).toEqual([])
})

it('follows what changes, and forgets what is removed', async () => {
  const { id } = await app.call('factors.add', { reviewId: review.id, title: 'Zanzibar' })
  expect(await kinds('zanzibar')).toEqual(['factor'])
  await app.call('factors.update', { id, version: 1, title: 'Madagascar' })
  expect(await kinds('zanzibar')).toEqual([])
  expect(await kinds('madagascar')).toEqual(['factor'])
  await app.call('factors.remove', { id, version: 2 })
  expect(await kinds('madagascar')).toEqual([])
})

it('takes whatever is typed as words, never as operators', async () => {
  const typed = fc.oneof(
    fc.string({ maxLength: 60 }),
    fc.constantFrom(
      '"',
      'a AND',
      'NEAR(',
      'title:x',
      '^a',
      'a*b',
      '-',
      '{a b}:c',
      "'; DROP TABLE person;--",
      'a\0b',
    ),
  )
  await fc.assert(
    fc.asyncProperty(typed, fc.boolean(), async (text, typing) => {
      expect(Array.isArray(await app.call('search.find', { text, typing }))).toBe(true)
    }),
    { numRuns: 200 },
  )
})
