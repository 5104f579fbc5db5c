import type { Input } from '#shared/contract/index.ts'
import type { Person } from '#shared/contract/people.ts'
import { AfterwordError } from '#shared/errors.ts'
import type { Call } from '../call.ts'
import { canSign } from '../identities/identities.ts'
import { newId } from '../ids.ts'
import { implement } from '../implement.ts'
import { anyContains, offsetOf, pageOf } from '../paging.ts'
import { current, given } from '../versions.ts'
import type { Writer } from '../workspace/database.ts'
import { needPeople, rolesOf } from './people.ts'

export const peopleMethods = implement({
  'people.list': listPeople,
  async 'people.create'(call, input) {
    call.need('people.manage', 'add people')
    const id = newId(call.now())
    await call.write(
      async (tx, change) => {
        change.subjects.push(`person:${id}`)
        await tx
          .insertInto('person')
          .values({
            id,
            name: input.name,
            email: input.email,
            roles: JSON.stringify(input.roles),
            active: 1,
            createdAt: call.at,
            version: 1,
          })
          .execute()
      },
      ['people'],
      { id, ...input },
    )
    return { id, version: 1 }
  },
  'people.update': updatePerson,
  async 'teams.list'(call) {
    const rows = await call.read.selectFrom('team').selectAll().orderBy('name').execute()
    return rows.map((row) => ({ ...row, memberIds: JSON.parse(row.memberIds) as string[] }))
  },
  async 'teams.save'(call, input) {
    call.need('people.manage', 'change teams')
    await needPeople(call.read, input.memberIds)
    const values = { name: input.name, memberIds: JSON.stringify(input.memberIds) }
    return save(call, 'team', input, values)
  },
  async 'services.list'(call) {
    return call.read
      .selectFrom('service')
      .select(['id', 'name', 'description', 'teamId', 'version'])
      .orderBy('name')
      .execute()
  },
  async 'services.save'(call, input) {
    call.need('incidents.edit', 'change services')
    const values = { name: input.name, description: input.description, teamId: input.teamId }
    return save(call, 'service', input, values)
  },
})

async function listPeople(call: Call, input: Input<'people.list'>) {
  let found = call.read.selectFrom('person')
  if (!input.includeInactive) found = found.where('active', '=', 1)
  if (input.search.trim()) {
    found = found.where(anyContains(['name', 'email'], input.search))
  }
  const { total } = await found.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await found
    .selectAll()
    .orderBy('name')
    .orderBy('id')
    .limit(input.limit)
    .offset(offsetOf(input.cursor))
    .execute()
  const signing = await canSign(
    call.read,
    rows.map((row) => row.id),
    call.now(),
  )
  const people = rows.map(
    (row): Person => ({
      id: row.id,
      name: row.name,
      email: row.email,
      roles: rolesOf(row.roles),
      active: row.active === 1,
      canSign: signing.has(row.id),
      version: row.version,
    }),
  )
  return pageOf(people, total, input)
}

async function updatePerson(call: Call, input: Input<'people.update'>) {
  call.need('people.manage', 'change people')
  if (input.active === false && input.id === call.person.id)
    throw new AfterwordError(
      'not-allowed',
      'Nobody deactivates themselves: somebody active has to act. Ask another administrator.',
    )
  const version = input.version + 1
  await call.write(
    async (tx, change) => {
      const row = await tx.selectFrom('person').selectAll().where('id', '=', input.id).executeTakeFirst()
      current(row, input.version, 'person')
      change.subjects.push(`person:${input.id}`)
      await tx
        .updateTable('person')
        .set({
          version,
          ...given({
            name: input.name,
            email: input.email,
            roles: input.roles && JSON.stringify(input.roles),
            active: input.active === undefined ? undefined : Number(input.active),
          }),
        })
        .where('id', '=', input.id)
        .execute()
      await keepAnAdministrator(tx)
      if (call.person.id === input.id) change.entities.push('workspace')
    },
    ['people', 'reviews', 'evidence', 'exports', 'identities'],
    input,
  )
  const { person } = call.workspace
  if (person?.id === input.id)
    call.workspace.person = {
      id: person.id,
      name: input.name ?? person.name,
      roles: input.roles ?? person.roles,
    }
  return { id: input.id, version }
}

/** Somebody must always be able to manage people. */
async function keepAnAdministrator(tx: Writer): Promise<void> {
  const active = await tx.selectFrom('person').select('roles').where('active', '=', 1).execute()
  if (!active.some((row) => rolesOf(row.roles).includes('administrator')))
    throw new AfterwordError(
      'not-allowed',
      'Nobody would be an administrator any more. Make somebody else one first.',
    )
}

/** Adds or changes a team or a service; both have names that stand once. */
async function save(
  call: Call,
  table: 'team' | 'service',
  input: { id?: string | undefined; version?: number | undefined; name: string },
  values: { name: string; memberIds?: string; description?: string; teamId?: string | null },
): Promise<{ id: string; version: number }> {
  const id = input.id ?? newId(call.now())
  return call.write(
    async (tx, change) => {
      change.subjects.push(`${table}:${id}`)
      const same = await tx
        .selectFrom(table)
        .select('id')
        .where('name', '=', input.name)
        .where('id', '!=', id)
        .executeTakeFirst()
      if (same) throw new AfterwordError('conflict', `There already is a ${table} named ${input.name}.`)
      if (!input.id) {
        await tx
          .insertInto(table)
          .values({ id, version: 1, ...values } as never)
          .execute()
        return { id, version: 1 }
      }
      const row = await tx.selectFrom(table).selectAll().where('id', '=', id).executeTakeFirst()
      const version = current(row, input.version, table).version + 1
      await tx
        .updateTable(table)
        .set({ ...values, version } as never)
        .where('id', '=', id)
        .execute()
      return { id, version }
    },
    ['people', 'incidents', 'reviews'],
    { ...input, id },
  )
}
