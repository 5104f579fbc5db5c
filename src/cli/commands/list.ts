import { actionStateNames } from '#shared/domain/actions.ts'
import { reviewStateNames } from '#shared/domain/lifecycle.ts'
import { roleNames } from '#shared/domain/roles.ts'
import { type Command, UsageError } from '../command.ts'
import { print, printJson, table } from '../output.ts'
import { allReviews } from '../reviews.ts'
import { type Session, withWorkspace } from '../session.ts'

interface Listing {
  rows: unknown[]
  heads: string[]
  cells: string[][]
}

function listing<T>(rows: T[], columns: Record<string, (row: T) => string | null | undefined>): Listing {
  const cells = rows.map((row) => Object.values(columns).map((cell) => cell(row) ?? ''))
  return { rows, heads: Object.keys(columns), cells }
}

const limit = 500

const lists: Record<string, (session: Session) => Promise<Listing>> = {
  reviews: async (session) =>
    listing(await allReviews(session), {
      key: ({ key, revision }) => (revision > 1 ? `${key} revision ${revision}` : key),
      state: ({ state }) => reviewStateNames[state],
      severity: ({ severity }) => severity,
      facilitator: ({ facilitator }) => facilitator?.name,
      title: ({ title }) => title,
    }),
  incidents: async (session) =>
    listing(
      await session.all((cursor) =>
        session.call('incidents.list', { cursor, limit, sort: 'key', order: 'asc' }),
      ),
      {
        key: ({ key }) => key,
        severity: ({ severity }) => severity,
        started: ({ startedAt }) => startedAt,
        services: ({ services }) => services.map(({ name }) => name).join(', '),
        title: ({ title }) => title,
      },
    ),
  actions: async (session) =>
    listing(
      await session.all((cursor) =>
        session.call('actions.list', { cursor, limit, sort: 'key', order: 'asc' }),
      ),
      {
        key: ({ key }) => key,
        state: ({ state, overdue }) => actionStateNames[state] + (overdue ? ', overdue' : ''),
        due: ({ dueOn }) => dueOn,
        owner: ({ owner }) => owner?.name,
        review: ({ reviewKey }) => reviewKey,
        title: ({ title }) => title,
      },
    ),
  people: async (session) =>
    listing(
      await session.all((cursor) => session.call('people.list', { cursor, limit, includeInactive: true })),
      {
        name: ({ name }) => name,
        email: ({ email }) => email,
        roles: ({ roles }) => roles.map((role) => roleNames[role]).join(', '),
        'can sign': ({ canSign }) => (canSign ? 'yes' : 'no'),
      },
    ),
  evidence: async (session) =>
    listing(await session.all((cursor) => session.call('evidence.list', { cursor, limit })), {
      number: ({ number }) => number,
      review: ({ reviewKey }) => reviewKey,
      bytes: ({ size }) => String(size),
      'sha-256': ({ sha256 }) => sha256,
      label: ({ label }) => label,
      file: ({ fileName }) => fileName,
      title: ({ title }) => title,
    }),
}

export const list: Command = {
  usage: `WORKSPACE ${Object.keys(lists).join('|')}`,
  about: 'what is in the workspace',
  words: [2, 2],
  run(context) {
    const what = context.words[1]!
    if (!Object.hasOwn(lists, what))
      throw new UsageError(`“${what}” is no list. There are: ${Object.keys(lists).join(', ')}.`)
    return withWorkspace(context, async ({ session }) => {
      const { rows, heads, cells } = await lists[what]!(session)
      if (context.json) printJson(rows)
      else
        print(
          table(
            heads.map((head) => head.toUpperCase()),
            cells,
          ),
        )
      return 0
    })
  },
}
