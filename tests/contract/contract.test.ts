import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CallInput, MethodName, Output } from '#shared/contract/index.ts'
import { type Adapter, adapters } from './adapters.ts'

describe.each(Object.entries(adapters))('the contract %s', (_name, open) => {
  let adapter: Adapter
  beforeAll(async () => {
    adapter = await open()
  })
  afterAll(() => adapter.close())

  async function ok<M extends MethodName>(method: M, input: CallInput<M>): Promise<Output<M>> {
    const answer = await adapter.invoke({ method, input })
    if ('error' in answer) throw new Error(`${method}: ${answer.error.message}`)
    return answer.ok as Output<M>
  }

  it('carries a command and what came of it', async () => {
    expect(await adapter.invoke({ method: 'people.list', input: {} })).toMatchObject({
      error: { code: 'not-allowed', message: 'No workspace is open. Open one first.' },
    })
    await ok('workspace.create', {
      path: join(adapter.folder, 'workspace'),
      name: 'Nordlys',
      person: { name: 'Dana Vogt' },
      passphrase: 'correct horse battery',
    })
    const { id, key } = await ok('incidents.create', { title: 'Orders stopped · 注文' })
    expect(await ok('incidents.get', { id })).toMatchObject({ key, title: 'Orders stopped · 注文' })
  })

  it('tells every client after a commit, with a number that grows', async () => {
    const before = adapter.events.length
    await ok('incidents.create', { title: 'Another' })
    await expect
      .poll(() => adapter.events.slice(before))
      .toMatchObject([{ change: { entities: ['incidents'] } }])
    const revisions = adapter.events.flatMap((event) => ('change' in event ? event.change.revision : []))
    expect(revisions).toEqual([...revisions].sort((one, other) => one - other))
    expect(new Set(revisions).size).toBe(revisions.length)
  })

  it.each([
    ['an unknown method', { method: 'incidents.erase', input: {} }, 'not-found'],
    ['an inherited name', { method: 'toString', input: {} }, 'not-found'],
    ['a field too many', { method: 'incidents.list', input: { everything: true } }, 'invalid-input'],
    ['a wrong kind', { method: 'incidents.get', input: { id: ['x'] } }, 'invalid-input'],
    ['an input that is none', { method: 'incidents.get', input: null }, 'invalid-input'],
    ['a call that is none', { name: 'incidents.list' }, 'invalid-input'],
  ])('refuses %s in words, with a code', async (_what, envelope, code) => {
    expect(await adapter.invoke(envelope)).toMatchObject({
      error: { code, message: expect.stringMatching(/^.{10,}/) },
    })
  })

  it('answers many calls at once, each with its own answer', async () => {
    const titles = Array.from({ length: 40 }, (_, index) => `Incident ${index}`)
    const made = await Promise.all(titles.map((title) => ok('incidents.create', { title })))
    const found = await Promise.all(made.map(({ id }) => ok('incidents.get', { id })))
    expect(found.map((one) => one.title)).toEqual(titles)
    expect((await ok('auditLog.verify', {})).good).toBe(true)
  })

  it('runs long work as a job that can be followed', async () => {
    const { jobId } = await ok('evidence.checkAll', {})
    await expect.poll(async () => (await ok('jobs.get', { id: jobId })).state).toBe('done')
    expect(adapter.events.some((event) => 'job' in event && event.job.id === jobId)).toBe(true)
  })
})
