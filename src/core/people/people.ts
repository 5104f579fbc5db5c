import type { PersonRef } from '#shared/domain/reviewContent.ts'
import { type Role, roles } from '#shared/domain/roles.ts'
import { AfterwordError } from '#shared/errors.ts'
import type { Reader, Writer } from '../workspace/database.ts'
import type { ActingPerson } from '../workspace/workspace.ts'

/** Roles as the table keeps them; a role that this version does not know is left out. */
export function rolesOf(text: string): Role[] {
  const held = JSON.parse(text) as string[]
  return roles.filter((role) => held.includes(role))
}

/** @throws AfterwordError `not-found` where nobody has this id, `not-allowed` for somebody who is no longer active. */
export async function activePerson(db: Reader | Writer, id: string): Promise<ActingPerson> {
  const person = await personOf(db, id)
  const { active } = await db
    .selectFrom('person')
    .select('active')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  if (active) return person
  throw new AfterwordError('not-allowed', `${person.name} is no longer active, so nobody acts as them.`)
}

/** @throws AfterwordError `not-found` */
export async function personOf(db: Reader | Writer, id: string): Promise<ActingPerson> {
  const row = await db
    .selectFrom('person')
    .select(['id', 'name', 'roles'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new AfterwordError('not-found', 'This person is not known in this workspace.')
  return { id: row.id, name: row.name, roles: rolesOf(row.roles) }
}

/** Names of some people by their id. Somebody who is not there is an error of ours, told by the lookup. */
export async function namesOf(
  db: Reader | Writer,
  ids: readonly (string | null)[],
): Promise<(id: string) => PersonRef> {
  const asked = [...new Set(ids)].filter((id): id is string => id !== null)
  const names = new Map<string, string>()
  for (let at = 0; at < asked.length; at += 500) {
    const part = asked.slice(at, at + 500)
    for (const row of await db.selectFrom('person').select(['id', 'name']).where('id', 'in', part).execute())
      names.set(row.id, row.name)
  }
  return (id) => ({ id, name: names.get(id) ?? 'Unknown person' })
}

/** @throws AfterwordError `not-found` for an id that nobody has. */
export async function needPeople(db: Reader | Writer, ids: readonly (string | null)[]): Promise<void> {
  const asked = [...new Set(ids)].filter((id): id is string => id !== null)
  if (!asked.length) return
  const found = await db.selectFrom('person').select('id').where('id', 'in', asked).execute()
  if (found.length < asked.length)
    throw new AfterwordError('not-found', 'One of these people is not known in this workspace.')
}

/** For who is given something to do from now on. @throws AfterwordError `not-found`, `not-allowed` for somebody who left. */
export async function needActive(db: Reader | Writer, ids: readonly (string | null)[]): Promise<void> {
  await needPeople(db, ids)
  const asked = ids.filter((id) => id !== null)
  if (!asked.length) return
  const left = await db
    .selectFrom('person')
    .select('name')
    .where('id', 'in', asked)
    .where('active', '=', 0)
    .executeTakeFirst()
  if (left) throw new AfterwordError('not-allowed', `${left.name} is no longer active. Choose somebody else.`)
}
