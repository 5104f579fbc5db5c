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

/** Who changes something names the version that was seen. */
const withVersion = {
  check: ({ id, version }: { id?: string | undefined; version?: number | undefined }) =>
    (id === undefined) === (version === undefined),
  error: 'what is changed is named by its id and the version that was seen',
}

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
    z.strictObject({
      name: line,
      email: optionalLine.default(''),
      roles: z.array(role).max(role.options.length).default([]),
    }),
    changed,
  ),
  'people.update': command(
    z.strictObject({
      id,
      version,
      name: line.optional(),
      email: optionalLine.optional(),
      roles: z.array(role).max(role.options.length).optional(),
      active: z.boolean().optional(),
    }),
    changed,
  ),
  'teams.list': query(nothing, z.array(team)),
  'teams.save': command(
    z
      .strictObject({
        id: id.optional(),
        version: version.optional(),
        name: line,
        memberIds: z.array(id).max(500),
      })
      .refine(withVersion.check, withVersion.error),
    changed,
  ),
  'services.list': query(nothing, z.array(service)),
  'services.save': command(
    z
      .strictObject({
        id: id.optional(),
        version: version.optional(),
        name: line,
        description: optionalLine.default(''),
        teamId: id.nullable().default(null),
      })
      .refine(withVersion.check, withVersion.error),
    changed,
  ),
}
