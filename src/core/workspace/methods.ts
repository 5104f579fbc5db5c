import { access } from 'node:fs/promises'
import { homedir } from 'node:os'
import { isAbsolute, join, resolve } from 'node:path'
import type { Input } from '#shared/contract/index.ts'
import { AfterwordError } from '#shared/errors.ts'
import type { Call } from '../call.ts'
import { canSign, createFirstIdentities, signerOf } from '../identities/identities.ts'
import { newId } from '../ids.ts'
import { implement } from '../implement.ts'
import { leaveWorkspace } from '../leave.ts'
import { makeLogKey } from '../packs/logKey.ts'
import { activePerson, personOf } from '../people/people.ts'
import { samplePassphrase } from '../sample/people.ts'
import { installTemplates, shippedTemplates } from '../templates/templates.ts'
import { checkDatabase } from './backupDatabase.ts'
import { keyFileName } from './keyFile.ts'
import { forget, recentWorkspaces, remember } from './recent.ts'
import { saveSetting, setting } from './settings.ts'
import { createWorkspace, databaseName, openWorkspace, type Workspace } from './workspace.ts'

export const workspaceMethods = implement({
  async 'workspace.state'(call) {
    const { workspace } = call.state
    return {
      open: workspace?.person ? await stateOf(workspace) : null,
      revision: call.state.revision,
      version: call.state.options.version ?? '0.1.0',
    }
  },
  'workspace.recent': (call) => recentWorkspaces(call.state.options.settings),
  async 'workspace.suggestFolder'(_call, input) {
    const name = input.name
      .replace(/[\\/:*?"<>|\p{Cc}]/gu, ' ')
      .replace(/[. ]+$/g, '')
      .trim()
    const wanted = join(homedir(), 'Afterword', name || 'Reviews')
    for (let count = 1; ; count += 1) {
      const path = count === 1 ? wanted : `${wanted} ${count}`
      if (!(await isThere(path))) return { path }
    }
  },
  'workspace.create': create,
  async 'workspace.open'(call, input) {
    needNoneOpen(call)
    const workspace = await openWorkspace(absolute(input.path), input.passphrase, call.now())
    return opened(call, workspace)
  },
  'workspace.openSample': (call) => openSample(call),
  async 'workspace.close'(call) {
    await closeWorkspace(call)
    return {}
  },
  async 'workspace.forget'(call, input) {
    await forget(call.state.options.settings, input.path)
    return {}
  },
  'workspace.actAs': actAs,
})

async function closeWorkspace(call: Call): Promise<void> {
  if (await leaveWorkspace(call.state)) call.state.changed(['workspace'])
}

function needNoneOpen(call: Call): void {
  if (call.state.workspace)
    throw new AfterwordError('conflict', 'A workspace is open already. Close it before opening another.')
}

function absolute(path: string): string {
  if (isAbsolute(path)) return resolve(path)
  throw new AfterwordError('invalid-input', `Name the folder with its full path; ${path} is not one.`)
}

async function stateOf(workspace: Workspace) {
  return {
    path: workspace.folder,
    id: workspace.id,
    name: (await setting(workspace.read, 'name')) ?? 'Workspace',
    encrypted: true,
    person: workspace.person!,
    loss: workspace.loss,
  }
}

async function create(call: Call, input: Input<'workspace.create'>) {
  needNoneOpen(call)
  const shipped = await shippedTemplates(call.state.options.resources)
  const person = {
    id: newId(call.now()),
    name: input.person.name,
    roles: ['facilitator' as const, 'administrator' as const],
  }
  const begin = async (workspace: Workspace) => {
    workspace.person = person
    call.enter(workspace)
    await makeLogKey(workspace)
    await call.write(
      async (tx, change) => {
        change.subjects.push('workspace', `person:${person.id}`)
        await saveSetting(tx, 'name', input.name)
        await saveSetting(tx, 'actingPerson', person.id)
        await tx
          .insertInto('person')
          .values({
            id: person.id,
            name: person.name,
            email: input.person.email,
            roles: JSON.stringify(person.roles),
            active: 1,
            createdAt: call.at,
            version: 1,
          })
          .execute()
        await installTemplates(tx, shipped, call.at)
        const identities = await createFirstIdentities(tx, workspace, {
          name: input.name,
          person: { id: person.id, name: person.name, email: input.person.email },
          passphrase: input.signerPassphrase ?? input.passphrase,
          now: call.now(),
        })
        change.subjects.push(`identity:${identities.root.id}`, `identity:${identities.identity.id}`)
        change.payload = { name: input.name, person: { id: person.id, name: person.name }, ...identities }
      },
      ['workspace'],
      null,
    )
  }
  try {
    const path = absolute(input.path)
    return await opened(call, await createWorkspace(path, input.passphrase, call.now(), begin))
  } catch (error) {
    call.state.workspace = null
    throw error
  }
}

/** Whoever acted last acts again; what was lost is recorded; templates that came with a newer Afterword are added. */
async function opened(call: Call, workspace: Workspace) {
  call.enter(workspace)
  try {
    if (!workspace.person) {
      const last = await setting(workspace.read, 'actingPerson')
      workspace.person = await personOf(workspace.read, last ?? '')
      call.enter(workspace)
    }
    await recordLoss(call)
    await addNewTemplates(call)
    const state = await stateOf(workspace)
    const { settings } = call.state.options
    await remember(settings, { path: state.path, name: state.name, openedAt: call.at })
    call.state.changed(['workspace'])
    return state
  } catch (error) {
    await closeWorkspace(call)
    throw error
  }
}

/**
 * What lost its last commits may be damaged beyond that, so all of it is read before anybody goes on with it.
 * @throws AfterwordError `corrupt` where it is.
 */
async function recordLoss(call: Call): Promise<void> {
  const { loss, folder, key } = call.workspace
  if (!loss) return
  await checkDatabase({ path: join(folder, databaseName), key }, undefined)
  await call.write(async (_tx, change) => void change.subjects.push('workspace'), ['auditLog'], {
    lost: loss,
  })
}

async function addNewTemplates(call: Call): Promise<void> {
  const shipped = await shippedTemplates(call.state.options.resources)
  const there = await call.read.selectFrom('template').select(['id', 'version']).execute()
  const missing = shipped.some(
    ({ template }) => !there.some((one) => one.id === template.id && one.version >= template.version),
  )
  if (!missing) return
  await call.write(
    async (tx, change) => {
      change.payload = { templates: await installTemplates(tx, shipped, call.at) }
    },
    ['templates'],
    null,
  )
}

async function actAs(call: Call, input: Input<'workspace.actAs'>) {
  const person = await activePerson(call.read, input.personId)
  await proveToBe(call, person, input.passphrase)
  await call.write(
    async (tx, change) => {
      change.subjects.push(`person:${person.id}`)
      await saveSetting(tx, 'actingPerson', person.id)
    },
    ['workspace', 'reviews', 'actions'],
    { personId: person.id, name: person.name },
  )
  call.workspace.person = person
  return { person }
}

/** The sample is made once on a computer, below its settings, and opened again later. */
async function openSample(call: Call) {
  needNoneOpen(call)
  const { options } = call.state
  const path = join(options.settings, 'sample workspace')
  if (!(await isThere(join(path, keyFileName)))) {
    const { makeSample } = await import('../sample/makeSample.ts')
    await makeSample(options, path)
  }
  const workspace = await openWorkspace(path, samplePassphrase, call.now())
  return { ...(await opened(call, workspace)), passphrase: samplePassphrase }
}

/** Whoever has a signing key opens it; who has none is taken at their word, and can approve and agree to nothing. */
async function proveToBe(call: Call, person: { id: string; name: string }, passphrase = ''): Promise<void> {
  if (person.id === call.workspace.person?.id) return
  const signing = await canSign(call.read, [person.id], call.now())
  if (!signing.has(person.id)) return
  if (!passphrase)
    throw new AfterwordError(
      'not-allowed',
      `${person.name} has a signing key. Give its passphrase to act as ${person.name}.`,
    )
  await signerOf(call, person.id, passphrase)
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
