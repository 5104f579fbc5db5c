import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type App, passphrase, startApp } from '../app.ts'
import { addMember } from '../team.ts'

let app: App
beforeEach(async () => {
  app = await startApp()
})
afterEach(() => app.close())

const workspace = () => ({
  path: join(app.folder, 'Reviews'),
  name: 'Nordlys Operations',
  person: { name: 'Dana Vogt' },
  passphrase,
})

describe('a workspace', () => {
  it('is created with its first person, a root certificate and the templates that ship', async () => {
    const made = await app.call('workspace.create', workspace())
    expect(made).toMatchObject({ name: 'Nordlys Operations', person: { name: 'Dana Vogt' } })
    expect((await app.call('templates.list', {})).length).toBeGreaterThanOrEqual(6)
    expect((await app.call('identities.list', {})).map((one) => one.kind).sort()).toEqual(['issued', 'root'])
    expect((await app.call('people.list', {})).rows).toMatchObject([{ name: 'Dana Vogt', canSign: true }])
  })

  it('opens again with its passphrase, for whoever acted last, and stands among the recent ones', async () => {
    const made = await app.call('workspace.create', workspace())
    const lena = await addMember(app, 'Lena Moreau', ['engineering-lead'])
    await app.call('workspace.actAs', { personId: lena.id, passphrase: lena.passphrase })
    await app.call('workspace.close', {})
    expect((await app.call('workspace.state', {})).open).toBeNull()
    expect(await app.call('workspace.recent', {})).toMatchObject([{ path: made.path, present: true }])
    const opened = await app.call('workspace.open', { path: made.path, passphrase })
    expect(opened.person.name).toBe('Lena Moreau')
    await app.call('workspace.forget', { path: made.path })
    expect(await app.call('workspace.recent', {})).toEqual([])
  })

  it('is not opened by another passphrase, nor made where something is already', async () => {
    const made = await app.call('workspace.create', workspace())
    await app.call('workspace.close', {})
    const open = await app.refused('workspace.open', { path: made.path, passphrase: 'wrong' })
    expect(open).toMatchObject({ code: 'not-allowed', message: expect.stringContaining('does not open') })
    expect(await app.refused('workspace.create', workspace())).toMatchObject({ code: 'conflict' })
    const nowhere = await app.refused('workspace.open', { path: join(app.folder, 'other'), passphrase })
    expect(nowhere).toMatchObject({ code: 'not-found', message: expect.stringContaining('not a workspace') })
  })

  it('lets nobody act as somebody who has a key without that key’s passphrase', async () => {
    await app.call('workspace.create', workspace())
    const lena = await addMember(app, 'Lena Moreau', ['engineering-lead'])
    expect((await app.refused('workspace.actAs', { personId: lena.id })).code).toBe('not-allowed')
    const wrong = await app.refused('workspace.actAs', { personId: lena.id, passphrase: 'wrong' })
    expect(wrong.code).toBe('not-allowed')
    expect((await app.call('workspace.state', {})).open?.person.name).toBe('Dana Vogt')
  })

  it('comes as a sample to look around in, made once', async () => {
    const sample = await app.call('workspace.openSample', {})
    const reviews = await app.call('reviews.list', {})
    expect(reviews.total).toBe(3)
    expect(new Set(reviews.rows.map((one) => one.state)).size).toBe(3)
    expect((await app.call('auditLog.verify', {})).good).toBe(true)
    await app.call('workspace.close', {})
    const again = await app.call('workspace.openSample', {})
    expect(again.id).toBe(sample.id)
    expect(existsSync(join(sample.path, 'workspace.db'))).toBe(true)
  })
})

describe('the door', () => {
  it.each([
    ['an unknown method', { method: 'reviews.nothing', input: {} }, 'not-found'],
    ['the name of an inherited property', { method: '__proto__', input: {} }, 'not-found'],
    ['another inherited name', { method: 'constructor', input: {} }, 'not-found'],
    ['no envelope', 'reviews.list', 'invalid-input'],
    ['an input that does not fit', { method: 'reviews.get', input: { id: 7 } }, 'invalid-input'],
    ['a field too many', { method: 'jobs.list', input: { extra: 1 } }, 'invalid-input'],
    ['a call without a workspace', { method: 'reviews.list', input: {} }, 'not-allowed'],
  ])('answers %s with an error', async (_name, envelope, code) => {
    expect(await app.core.dispatch(envelope)).toMatchObject({ error: { code } })
  })
})
