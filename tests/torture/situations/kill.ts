import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { removeAbandonedFolders } from '#core/temporaryFolder.ts'
import { migrations } from '#core/workspace/migrate.ts'
import { type Killed, killAt, temporaryOf } from '../child.ts'
import { passphrase, startClient } from '../client.ts'
import { laterForms } from '../laterForms.ts'
import { writePostMortems } from '../postMortems.ts'
import { needNone, type Situation } from '../situation.ts'
import { withTemporary } from '../temporary.ts'
import { inspect } from '../whole.ts'
import type { WorkName } from '../works.ts'
import { type Built, freshWorkspace } from '../workspaceOf.ts'

interface Kill {
  work: WorkName
  name: string
  tries: number
  /** The latest moment of a kill: so many steps after the work began, and so many milliseconds more. */
  latest: { steps: number; ms: number }
  /** Before the first kill, and after each: what this work's kills must leave. */
  before?(place: Place): Promise<void>
  after?(place: Place, killed: Killed): Promise<string>
}

interface Place {
  built: Built
  scratch: string
}

const imports = 1_000

const kills: Kill[] = [
  {
    work: 'import',
    name: `import of ${imports.toLocaleString('en')} post-mortems`,
    tries: 20,
    latest: { steps: 60, ms: 100 },
    async before({ scratch }) {
      writePostMortems(join(scratch, 'files'), imports)
    },
  },
  { work: 'write', name: 'sections, timeline, factors, actions', tries: 8, latest: { steps: 6, ms: 150 } },
  { work: 'evidence', name: 'evidence being added', tries: 8, latest: { steps: 6, ms: 60 } },
  { work: 'team', name: 'people, teams, keys, sessions', tries: 6, latest: { steps: 6, ms: 400 } },
  { work: 'approve', name: 'approvals and changes asked for', tries: 8, latest: { steps: 4, ms: 300 } },
  {
    work: 'export',
    name: 'export, seal and amendment',
    tries: 10,
    latest: { steps: 5, ms: 1_500 },
    after: tidy,
  },
  { work: 'backup', name: 'backup', tries: 6, latest: { steps: 1, ms: 800 }, after: restoreLast },
  {
    work: 'restore',
    name: 'restore',
    tries: 6,
    latest: { steps: 1, ms: 800 },
    async before({ built, scratch }) {
      const client = await startClient(scratch)
      await client.call('workspace.open', { path: built.workspace, passphrase })
      await client.call('workspace.actAs', { personId: built.facilitator.id, passphrase })
      const { file } = await client.call('workspace.backup', {})
      mkdirSync(join(scratch, 'restored'))
      const { copyFile } = await import('node:fs/promises')
      await copyFile(client.core.files.get(file.ref).path, join(scratch, 'backup.afterword'))
      await client.close()
    },
    after: restored,
  },
  { work: 'passphrase', name: 'change of the passphrase', tries: 6, latest: { steps: 2, ms: 400 } },
  {
    work: 'salvage',
    name: 'salvage',
    tries: 4,
    latest: { steps: 1, ms: 500 },
    async after({ scratch }) {
      rmSync(join(scratch, 'saved'), { recursive: true, force: true })
      return 'whole, as it was'
    },
  },
  {
    work: 'sample',
    name: 'the sample being made',
    tries: 3,
    latest: { steps: 0, ms: 4_000 },
    after: sampled,
  },
  {
    work: 'create',
    name: 'a workspace being created',
    tries: 6,
    latest: { steps: 1, ms: 900 },
    after: created,
  },
]

export const killSituations: Situation[] = [
  ...kills.map(
    (kill): Situation => ({
      name: `kill -9: ${kill.name}`,
      tries: kill.tries,
      async begin(random) {
        const built = await freshWorkspace()
        const place = { built, scratch: join(built.folder, 'scratch') }
        mkdirSync(place.scratch)
        await kill.before?.(place)
        return {
          async attempt() {
            const moment = {
              steps: random.between(0, kill.latest.steps),
              ms: random.between(0, kill.latest.ms),
            }
            const killed = await killAt(kill.work, place.scratch, built, moment)
            const found = await inspect(built.workspace)
            needNone([...found.faults, ...strangers(built.workspace)], JSON.stringify(moment))
            if (found.events < killed.lastEvent)
              throw new Error(`event ${killed.lastEvent} was told of, and the log ends at ${found.events}`)
            if (found.missing + found.damaged) throw new Error('evidence is missing or damaged')
            return (await kill.after?.(place, killed)) ?? 'whole'
          },
          end: async () => rmSync(built.folder, { recursive: true, force: true }),
        }
      },
    }),
  ),
  migration(),
]

const known = /^(workspace\.(db|db-wal|db-shm|json|lock|head|schema)|evidence|workspace-before-\w+\.db)$/

/** What stands in a workspace's folder, after it was opened and closed, and does not belong there. */
function strangers(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => !known.test(name))
    .map((name) => `${name} was left in the workspace’s folder`)
}

/** Work files of a process that was killed are removed by the next one, once they have settled: none may be left. */
async function tidy({ scratch }: Place): Promise<string> {
  const folder = temporaryOf(scratch)
  await new Promise((settled) => setTimeout(settled, 1_200))
  await withTemporary(folder, removeAbandonedFolders)
  const left = readdirSync(folder)
  if (left.length)
    throw new Error(`temporary files of processes that are gone are still there: ${left.join(', ')}`)
  return 'whole, no work files left'
}

/** A backup that has its name is whole. */
async function restoreLast(place: Place): Promise<string> {
  const names = readdirSync(temporaryOf(place.scratch), { recursive: true, encoding: 'utf8' })
  const [backup] = names.filter((name) => name.endsWith('.afterword'))
  if (!backup) {
    await tidy(place)
    return 'whole; no backup yet'
  }
  const client = await startClient(place.scratch)
  const path = join(place.scratch, 'from backup')
  try {
    const file = await client.offer(join(temporaryOf(place.scratch), backup))
    await client.call('workspace.restore', { file, path, passphrase })
  } finally {
    await client.close()
  }
  needNone((await inspect(path)).faults, 'in the restored backup')
  rmSync(path, { recursive: true })
  await tidy(place)
  return 'whole; its backup too'
}

/** A folder is a whole workspace or none; the next restore to the same place removes what was left. */
async function restored({ scratch }: Place): Promise<string> {
  const folder = join(scratch, 'restored')
  const client = await startClient(scratch)
  let interrupted = 0
  try {
    for (const name of readdirSync(folder)) {
      const [target, isLeft] = name.split('.restoring-')
      if (!isLeft) needNone((await inspect(join(folder, name))).faults, 'in a restored workspace')
      else {
        interrupted += 1
        const file = await client.offer(join(scratch, 'backup.afterword'))
        await client.call('workspace.restore', { file, path: join(folder, target!), passphrase })
        needNone((await inspect(join(folder, target!))).faults, 'restored a second time')
      }
    }
    const left = readdirSync(folder).filter((name) => name.includes('.restoring-'))
    if (left.length) throw new Error(`${left.join(', ')} was left`)
  } finally {
    await client.close()
  }
  rmSync(folder, { recursive: true })
  mkdirSync(folder)
  return interrupted ? 'restored again, nothing left' : 'whole'
}

/** What was not finished is created again, in the same folder. */
async function created({ scratch }: Place): Promise<string> {
  const folder = join(scratch, 'created')
  let again = 0
  const client = await startClient(scratch)
  try {
    for (const name of existsSync(folder) ? readdirSync(folder) : []) {
      const path = join(folder, name)
      const answer = await client.core.dispatch({ method: 'workspace.open', input: { path, passphrase } })
      if ('error' in answer) {
        again += 1
        await client.call('workspace.create', {
          path,
          name: 'New',
          person: { name: 'Dana Vogt' },
          passphrase,
        })
      }
      await client.call('workspace.close', {})
      needNone([...(await inspect(path)).faults, ...strangers(path)], 'in a new workspace')
    }
  } finally {
    await client.close()
  }
  rmSync(folder, { recursive: true, force: true })
  return again ? 'created again' : 'whole'
}

/** The sample is opened where it was finished, and made anew where it was not. */
async function sampled({ scratch }: Place): Promise<string> {
  const client = await startClient(scratch)
  let path: string
  let secret: string
  try {
    ;({ path, passphrase: secret } = await client.call('workspace.openSample', {}))
  } finally {
    await client.close()
  }
  needNone([...(await inspect(path, secret)).faults, ...strangers(path)], 'in the sample')
  rmSync(path, { recursive: true })
  return 'made anew'
}

/** Killed while a later form is applied: the next open goes on, and copies of before are whole. */
function migration(): Situation {
  return {
    name: 'kill -9: migration to a later form',
    tries: 6,
    async begin(random) {
      const built = await freshWorkspace()
      const scratch = join(built.folder, 'scratch')
      mkdirSync(scratch)
      const { cp } = await import('node:fs/promises')
      return {
        async attempt(round) {
          const workspace = join(built.folder, `form ${round}`)
          await cp(built.workspace, workspace, { recursive: true })
          await killAt('migrate', scratch, { ...built, workspace }, { steps: 0, ms: random.between(0, 900) })
          migrations.push(...laterForms)
          try {
            const found = await inspect(workspace)
            needNone([...found.faults, ...strangers(workspace)])
          } finally {
            migrations.splice(-laterForms.length)
          }
          rmSync(workspace, { recursive: true })
          return 'migrated by the next open'
        },
        end: async () => rmSync(built.folder, { recursive: true, force: true }),
      }
    },
  }
}
