import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { sql } from 'kysely'
import { createCore } from '#core/core.ts'
import { migrations } from '#core/workspace/migrate.ts'
import { openWorkspace } from '#core/workspace/workspace.ts'

export const resources = resolve(import.meta.dirname, '../../resources')
export const passphrase = 'only for measuring'

export interface LargeWorkspace {
  folder: string
  settings: string
}

/** Of the whole size: 10,000 incidents with a review each, 100,000 actions, 1,000,000 timeline entries, 5,000 files. */
const whole = { incidents: 10_000, actionsEach: 10, entriesEach: 100, files: 5_000 }

/**
 * A workspace of that size, or of a share of it; the same seed gives the same one. It is made once for each
 * form of the database, and kept in the folder for temporary files. Rows are written by SQL, with the triggers of the search in place, since a million
 * commands would take hours; keys, states and texts are as commands make them.
 */
export async function largeWorkspace(scale: number): Promise<LargeWorkspace> {
  const form = createHash('sha256')
    .update(migrations.map(({ sql }) => sql).join())
    .digest('hex')
    .slice(0, 8)
  const parent = join(tmpdir(), `afterword-large-${scale}-${form}`)
  const large = { folder: join(parent, 'workspace'), settings: join(parent, 'settings') }
  if (existsSync(join(parent, 'complete'))) return large
  rmSync(parent, { recursive: true, force: true })
  mkdirSync(parent, { recursive: true })
  const core = await createCore({ resources, settings: large.settings })
  await core.dispatch({
    method: 'workspace.create',
    input: { path: large.folder, name: 'Large', person: { name: 'Dana Vogt' }, passphrase },
  })
  await core.close()
  await fill(large.folder, scale)
  writeFileSync(join(parent, 'complete'), '')
  return large
}

/** Numerical Recipes' generator: small, and the same everywhere. */
export function seeded(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const words =
  'pool latency alert deploy queue cache node region replica rollback dashboard timeout retry certificate token quota disk memory lock index migration checkout search invoice ferry booking gateway supplier review signal measured before after during rose fell stopped began answered slowly again until then'.split(
    ' ',
  )
const surnames = 'Berg Sund Moreau Marsh Haddad Vogt Iversen Lindqvist Okafor Weber Carvalho Nowak'.split(' ')

async function fill(folder: string, scale: number): Promise<void> {
  const workspace = await openWorkspace(folder, passphrase, new Date())
  const { database } = workspace
  const pick = seeded(2026)
  const id = (kind: number, n: number) =>
    `0192f0c1-${kind.toString(16).padStart(4, '0')}-7000-8000-${n.toString(16).padStart(12, '0')}`
  const sentence = (count: number) => Array.from({ length: count }, () => words[pick(words.length)]).join(' ')
  const instant = (n: number) => new Date(Date.UTC(2020, 0, 1) + n * 17 * 60_000).toISOString()
  const put = (table: string, columns: string) =>
    database.prepare(
      `INSERT INTO ${table} (${columns}) VALUES (${columns
        .split(',')
        .map(() => '?')
        .join(',')})`,
    )
  const person = put('person', 'id,name,email,roles,active,createdAt,version')
  const incident = put(
    'incident',
    'id,key,title,severity,label,times,startedAt,resolvedAt,impact,createdAt,version',
  )
  const review = put(
    'review',
    'id,key,revision,incidentId,templateId,templateVersion,title,state,stateSince,label,facilitatorId,authorIds,createdAt,version',
  )
  const section = put('section', 'reviewId,id,title,markdown,position,version')
  const entry = put('timelineEntry', 'id,reviewId,at,time,text,source,isKey,evidenceIds,position,version')
  const action = put(
    'action',
    'id,key,reviewId,title,detail,ownerId,dueOn,criterion,priority,state,closureNote,evidenceIds,createdAt,closedAt,version',
  )
  const blob = put('blob', 'sha256,size,wrappedKey')
  const evidence = put(
    'evidence',
    'id,reviewId,number,title,fileName,mediaType,sha256,source,receivedAt,receivedBy,label,version',
  )
  const states = ['draft', 'in-session', 'written', 'technical-validation', 'process-review', 'approved']
  const incidents = Math.round(whole.incidents * scale)
  const people = 60
  database.transaction(() => {
    for (let n = 0; n < people; n++)
      person.run(
        id(1, n),
        `Person${n} ${surnames[n % surnames.length]}`,
        '',
        '["responder"]',
        1,
        instant(0),
        1,
      )
  })()
  for (let start = 0; start < incidents; start += 200)
    database.transaction(() => {
      for (let n = start; n < Math.min(start + 200, incidents); n++) {
        const number = String(n + 1).padStart(4, '0')
        const title = sentence(5)
        const at = instant(n * 20)
        const time = (later: number) => {
          const text = new Date(Date.parse(at) + later * 60_000).toISOString()
          return { at: text, text, offsetMinutes: 0, zone: 'UTC', precision: 'minute', doubt: null }
        }
        const times = JSON.stringify({
          started: time(0),
          detected: time(8),
          acknowledged: time(11),
          mitigated: time(40),
          resolved: time(70),
        })
        incident.run(
          id(2, n),
          `INC-2020-${number}`,
          title,
          `SEV-${1 + pick(5)}`,
          'internal',
          times,
          at,
          time(70).at,
          sentence(12),
          at,
          1,
        )
        const facilitator = id(1, pick(people))
        review.run(
          id(3, n),
          `REV-2020-${number}`,
          1,
          id(2, n),
          'blameless-standard',
          1,
          title,
          states[pick(states.length)],
          at,
          'internal',
          facilitator,
          '[]',
          at,
          1,
        )
        for (const [position, name] of ['summary', 'impact', 'lessons'].entries())
          section.run(id(3, n), name, name, sentence(40), position + 1, 1)
        for (let e = 0; e < whole.entriesEach; e++) {
          const value = time(e)
          const entryId = id(4, n * whole.entriesEach + e)
          const text = sentence(8)
          entry.run(
            entryId,
            id(3, n),
            value.at,
            JSON.stringify(value),
            text,
            '',
            Number(pick(9) === 0),
            '[]',
            e + 1,
            1,
          )
        }
        for (let a = 0; a < whole.actionsEach; a++) {
          const number = n * whole.actionsEach + a
          const done = pick(10) < 7
          const due = instant(n * 20 + pick(20_000)).slice(0, 10)
          action.run(
            id(5, number),
            `ACT-${String(number + 1).padStart(4, '0')}`,
            id(3, n),
            sentence(6),
            '',
            id(1, pick(people)),
            due,
            sentence(9),
            'medium',
            done ? 'done' : 'open',
            '',
            '[]',
            at,
            done ? instant(n * 20 + 9_000) : null,
            1,
          )
        }
      }
    })()
  database.transaction(() => {
    for (let n = 0; n < Math.round(whole.files * scale); n++) {
      const sha256 = n.toString(16).padStart(64, '0')
      blob.run(sha256, 1_000 + n, Buffer.alloc(60))
      const of = id(3, pick(incidents))
      evidence.run(
        id(6, n),
        of,
        `EX-${String(n + 1).padStart(4, '0')}`,
        sentence(5),
        `log-${n}.txt`,
        'text/plain',
        sha256,
        'Log store',
        instant(n),
        id(1, pick(people)),
        'internal',
        1,
      )
    }
  })()
  await sql`INSERT INTO searchText (searchText) VALUES ('optimize')`.execute(workspace.write)
  await sql`ANALYZE`.execute(workspace.write)
  await workspace.close()
}
