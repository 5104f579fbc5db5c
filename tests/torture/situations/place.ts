import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { needRefusal, openAs } from '../asks.ts'
import { killAt } from '../child.ts'
import { type Client, passphrase, startClient } from '../client.ts'
import { writePostMortems } from '../postMortems.ts'
import { needNone, type Situation } from '../situation.ts'
import { inspect } from '../whole.ts'
import { type Built, freshWorkspace } from '../workspaceOf.ts'

/** A situation whose tries each get a workspace of their own. */
function each(
  name: string,
  tries: number,
  attempt: (built: Built, round: number) => Promise<string>,
): Situation {
  return {
    name,
    tries,
    begin: async () => ({
      async attempt(round) {
        const built = await freshWorkspace()
        try {
          return await attempt(built, round)
        } finally {
          rmSync(built.folder, { recursive: true, force: true })
        }
      },
      end: async () => {},
    }),
  }
}

async function everyWork(client: Client, { draft, folder }: Built): Promise<void> {
  const path = join(folder, 'given.bin')
  writeFileSync(path, randomBytes(50_000))
  const file = await client.offer(path)
  const gone = /folder is no longer/
  await needRefusal(() => client.call('incidents.create', { title: 'Into nowhere' }), gone)
  await needRefusal(() => client.call('evidence.add', { reviewId: draft, file }), gone)
  await needRefusal(async () => {
    const [postMortem] = writePostMortems(folder, 1)
    await client.job(await client.call('imports.run', { files: [await client.offer(postMortem!)] }))
  }, gone)
}

/** The folder is taken away while the workspace is open: moved and put back, moved for good, deleted, replaced. */
async function lost(built: Built, round: number): Promise<string> {
  const { workspace, facilitator } = built
  const client = await startClient(built.folder)
  const elsewhere = `${workspace} elsewhere`
  const way = (['put back', 'moved', 'deleted', 'replaced'] as const)[round % 4]
  try {
    await openAs(client, workspace, passphrase, facilitator.id)
    await client.call('incidents.create', { title: 'Before it was lost' })
    if (way === 'deleted') rmSync(workspace, { recursive: true })
    else renameSync(workspace, elsewhere)
    if (way === 'replaced') await freshWorkspace(built.folder)
    await everyWork(client, built)
    if (way !== 'replaced' && existsSync(workspace)) throw new Error('the folder was made anew')
    if (way === 'put back') {
      renameSync(elsewhere, workspace)
      await client.call('incidents.create', { title: 'It is back' })
    }
    await client.call('workspace.close', {})
    if (way === 'deleted') await needRefusal(() => openAs(client, workspace, passphrase), /not a workspace/)
  } finally {
    await client.close()
  }
  for (const folder of [workspace, elsewhere])
    if (existsSync(folder)) needNone((await inspect(folder)).faults)
  return `${way}: refused in words`
}

/** Many processes open it at once: one gets it, the others are told by whom it is held. */
async function together({ workspace, folder }: Built): Promise<string> {
  const script = join(import.meta.dirname, '../opener.ts')
  const openers = Array.from({ length: 3 }, (_, number) =>
    spawn(process.execPath, [script, workspace, join(folder, `settings ${number}`)]),
  )
  const said = await Promise.all(
    openers.map(
      (opener) =>
        new Promise<string>((told) => {
          opener.stdout.once('data', (text) => told(String(text).trim()))
          opener.once('exit', () => told('ended'))
        }),
    ),
  )
  for (const opener of openers) opener.kill('SIGKILL')
  await Promise.all(
    openers.map((opener) => opener.exitCode ?? new Promise((ended) => opener.once('close', ended))),
  )
  const opened = said.filter((one) => one === 'opened').length
  const refused = said.filter((one) => /^locked: .*open already, by process \d+/.test(one)).length
  if (opened !== 1 || refused !== 2) throw new Error(`they said: ${said.join(' | ')}`)
  needNone((await inspect(workspace)).faults)
  return 'one opens it, the others are told'
}

/** A lock that a killed process left, also where its number is that of a process which lives. */
async function staleLock(built: Built, round: number): Promise<string> {
  await killAt('write', built.folder, built, { steps: 1, ms: 50 })
  const lock = join(built.workspace, 'workspace.lock')
  const isDamaged = round % 2 === 1
  if (isDamaged) writeFileSync(lock, randomBytes(5_000))
  else {
    const file = new Database(lock)
    file.prepare('UPDATE holder SET pid = ?').run(process.pid)
    file.close()
  }
  needNone((await inspect(built.workspace)).faults)
  return isDamaged ? 'opens with a damaged lock file' : 'opens with the number of another process in it'
}

export const placeSituations: Situation[] = [
  each('the folder lost while open', 4, lost),
  each('three processes at once', 3, together),
  each('a lock left behind', 2, staleLock),
]
