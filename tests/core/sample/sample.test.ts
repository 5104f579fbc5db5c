import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Core, createCore } from '#core/core.ts'
import {
  buildSample,
  firstPerson,
  SampleClock,
  sampleName,
  samplePassphrase,
} from '#core/sample/buildSample.ts'
import { callThrough } from '#core/sample/client.ts'
import type { CallInput, MethodName } from '#shared/contract/index.ts'

const resources = resolve(import.meta.dirname, '../../../resources')
const folder = mkdtempSync(join(tmpdir(), 'afterword-sample-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('the sample workspace', () => {
  let core: Core
  let ids: string[]
  const clock = new SampleClock(() => new Date('2026-11-25T09:00:00Z'))
  const door = () => ({
    clock,
    dispatch: (envelope: unknown) => core.dispatch(envelope),
    offer: (path: string) => core.files.offer(path),
  })
  const call = <M extends MethodName>(method: M, input: CallInput<M>) => callThrough(door(), method, input)

  beforeAll(async () => {
    core = await createCore({ resources, settings: join(folder, 'settings'), now: clock.now })
    await call('workspace.create', {
      path: join(folder, 'workspace'),
      name: sampleName,
      person: { name: firstPerson.name, email: firstPerson.email },
      passphrase: samplePassphrase,
    })
    ids = await buildSample({ ...door(), resources })
  })
  afterAll(() => core.close())

  it('has a review that two other people approved, one that waits, and one that is begun', async () => {
    const reviews = await Promise.all(ids.map((id) => call('reviews.get', { id })))
    expect(reviews.map(({ state }) => state)).toEqual(['approved', 'technical-validation', 'draft'])
    const approvals = reviews[0]!.approvals.filter(({ voided }) => voided === null)
    expect(approvals.map(({ kind, person }) => [kind, person.name])).toEqual([
      ['technical-validation', 'Jonas Weber'],
      ['process-review', 'Amara Okafor'],
    ])
  })

  it('has findings that are open in the one that is begun alone', async () => {
    const open = await Promise.all(ids.map((reviewId) => call('reviews.readiness', { reviewId })))
    expect(open.map((one) => one.open > 0)).toEqual([false, false, true])
  })

  it('has actions that are overdue, in progress and closed', async () => {
    const { rows } = await call('actions.list', {})
    expect(rows.filter(({ overdue }) => overdue)).toHaveLength(1)
    expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(['open', 'in-progress', 'done']))
  })

  it('has no time that is doubtful, also in the hour that came twice', async () => {
    for (const reviewId of ids)
      for (const { time } of await call('timeline.list', { reviewId })) expect(time.doubt).toBeNull()
    const [, , second] = await call('timeline.list', { reviewId: ids[1]! })
    expect(second!.time.at).toBe('2026-10-25T01:30:00.000Z')
  })

  it('has evidence as it ships, and wording that the check leaves alone', async () => {
    const { rows } = await call('evidence.list', {})
    expect(rows.map(({ mediaType }) => mediaType).sort()).toEqual(
      ['application/pdf', 'image/png', 'text/csv', 'text/plain', 'text/plain', 'text/plain'].sort(),
    )
    for (const id of ids)
      for (const { markdown } of (await call('reviews.get', { id })).sections)
        expect(await call('reviews.checkWording', { text: markdown })).toEqual([])
  })

  it('leaves its first person acting, and a log that is whole', async () => {
    const { open } = await call('workspace.state', {})
    expect(open?.person.name).toBe(firstPerson.name)
    expect((await call('auditLog.verify', {})).good).toBe(true)
  })
})
