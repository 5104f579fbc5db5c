import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Answer, errorCodes } from '#shared/contract/envelope.ts'
import { contract, type MethodName } from '#shared/contract/index.ts'
import { tryFor } from '../../unit/fuzzing.ts'
import { type App, passphrase, startApp, startWorkspace } from '../app.ts'
import { writtenReview } from '../team.ts'
import { inputsOf, type Pool } from './inputs.ts'

/** Left out: it makes a whole workspace each time, and takes no input. */
const leftOut: MethodName[] = ['workspace.openSample']
/** Would end what the other methods are tried on. */
const ending: MethodName[] = [
  'workspace.close',
  'workspace.changePassphrase',
  'identities.changePassphrase',
  'identities.revoke',
]
const names = (Object.keys(contract) as MethodName[]).filter((name) => !leftOut.includes(name))

let app: App & { personId: string }
let closed: App
let pool: Pool

beforeAll(async () => {
  app = await startWorkspace()
  closed = await startApp()
  const review = await writtenReview(app, app.personId)
  const path = join(app.folder, 'file.md')
  writeFileSync(path, '# Orders stopped\n\n## Timeline\n\n- 10:45 An alert fired\n')
  const file = async () => (await app.core.files.offer(path)).ref
  const evidence = await app.call('evidence.add', { reviewId: review.id, file: await file() })
  const rows = await Promise.all([
    app.call('incidents.list', {}),
    app.call('actions.list', {}),
    app.call('people.list', {}),
  ])
  const lists = await Promise.all([
    app.call('timeline.list', { reviewId: review.id }),
    app.call('factors.list', { reviewId: review.id }),
    app.call('identities.list', {}),
  ])
  const { sections } = await app.call('reviews.get', { id: review.id })
  pool = {
    folder: app.folder,
    ids: [
      review.id,
      evidence.id,
      ...rows.flatMap((one) => one.rows.map(({ id }) => id)),
      ...lists.flat().map(({ id }) => id),
    ],
    files: [await file(), await file()],
    passphrases: [passphrase, 'another'],
    words: ['blameless-standard', 'nowhere', ...sections.map(({ id }) => id)],
  }
}, 60_000)
afterAll(async () => {
  await app.close()
  await closed.close()
})

function check(answer: Answer, method: string, input: unknown): void {
  if ('ok' in answer) return
  const { code, message } = answer.error
  if (code === 'internal') throw new Error(`${method} ${JSON.stringify(input)}: ${message}`)
  expect(errorCodes).toContain(code)
  expect(message.length).toBeGreaterThan(10)
}

async function fuzzMethods(core: App['core'], methods: MethodName[], milliseconds: number): Promise<void> {
  for (const method of methods)
    await tryFor(inputsOf(contract[method], pool), milliseconds, async (input) =>
      check(await core.dispatch({ method, input }), method, input),
    )
}

it('whatever a method is called with, the answer is a result or a refusal in words', {
  timeout: 120_000,
}, async () => {
  await fuzzMethods(
    app.core,
    names.filter((name) => !ending.includes(name)),
    40,
  )
  const jobs = await app.call('jobs.list', {})
  for (const { id } of jobs) await app.call('jobs.cancel', { id })
  for (const { kind, error } of jobs) expect(`${kind} ${error?.code}`).not.toMatch(/internal/)
  expect(await app.call('auditLog.verify', {})).toMatchObject({ good: true })
  await fuzzMethods(app.core, ending, 40)
})

it('also without a workspace', { timeout: 60_000 }, async () => {
  await fuzzMethods(
    closed.core,
    names.filter((name) => name !== 'workspace.create' && name !== 'workspace.restore'),
    20,
  )
})

it('and so is whatever is no call at all', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.anything({ maxDepth: 3 }),
        fc.record({
          method: fc.oneof(
            fc.string(),
            fc.constantFrom('__proto__', 'constructor', 'toString', 'reviews.get '),
          ),
          input: fc.anything(),
        }),
      ),
      async (envelope) => {
        const answer = await app.core.dispatch(envelope)
        expect('error' in answer).toBe(true)
        check(answer, 'none', String(typeof envelope))
      },
    ),
    { numRuns: 300, interruptAfterTimeLimit: 2_000 },
  )
})
