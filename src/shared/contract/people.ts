import { z } from 'zod'
import { role } from '../domain/roles.ts'
import { changed, id, line, list, nothing, optionalLine, page, version } from './common.ts'
import { command, query } from './method.ts'

export { type Role, role, roles } from '../domain/roles.ts'

export const person = z.strictObject({
  id,
  name: z.string(),
  email: z.string(),
  roles: z.array(role),
  active: z.boolean(),
  /** Has a signing key that is neither revoked nor expired. */
  canSign: z.boolean(),
  version,
})
export type Person = z.infer<typeof person>

export const service = z.strictObject({
  id,
  name: z.string(),
  description: z.string(),
  teamId: id.nullable(),
  version,
})
export const team = z.strictObject({ id, name: z.string(), memberIds: z.array(id), version })

export const peopleContract = {
  'people.list': query(
    z.strictObject({
      ...page.shape,
      search: z.string().max(300).default(''),
      includeInactive: z.boolean().default(false),
    }),
    list(person),
  ),
  'people.create': command(
    z.strictObject({ name: line, email: optionalLine.default(''), roles: z.array(role).default([]) }),
    changed,
  ),
  'people.update': command(
    z.strictObject({
      id,
      version,
      name: line.optional(),
      email: optionalLine.optional(),
      roles: z.array(role).optional(),
      active: z.boolean().optional(),
    }),
    changed,
  ),
  'teams.list': query(nothing, z.array(team)),
  'teams.save': command(
    z.strictObject({
      id: id.optional(),
      version: version.optional(),
      name: line,
      memberIds: z.array(id).max(500),
    }),
    changed,
  ),
  'services.list': query(nothing, z.array(service)),
  'services.save': command(
    z.strictObject({
      id: id.optional(),
      version: version.optional(),
      name: line,
      description: optionalLine.default(''),
      teamId: id.nullable().default(null),
    }),
    changed,
  ),
}
