import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { salvageWorkspace } from '#core/workspace/salvage/salvage.ts'
import type { ExportResult } from '#shared/contract/exports.ts'
import { eventsOf, openAs, refusalOf } from '../asks.ts'
import { killAt } from '../child.ts'
import { type Client, passphrase, startClient } from '../client.ts'
import type { Random } from '../random.ts'
import { dishonesty, type Lines, linesOf } from '../rescue.ts'
import { needNone, type Situation } from '../situation.ts'
import { type Built, freshWorkspace } from '../workspaceOf.ts'

const pageSize = 4096

/** Writes over, cuts off, or empties a file, or loses whole pages of it, at a place that chance decides. */
function harm(path: string, random: Random): void {
  const { size } = statSync(path)
  const way = random.between(0, 9)
  if (way < 2) {
    truncateSync(path, way === 0 ? random.between(0, Math.max(0, size - 1)) : 0)
    return
  }
  const file = openSync(path, 'r+')
  if (way < 5 && size >= pageSize) {
    const pages = Math.floor(size / pageSize)
    // A disk that loses something often loses the beginning.
    const first = way === 2 ? 0 : random.between(0, pages - 1)
    const lost = Math.min(random.between(1, 8), pages - first)
    writeSync(file, new Uint8Array(lost * pageSize), 0, lost * pageSize, first * pageSize)
    closeSync(file)
    return
  }
  const bytes = Uint8Array.from({ length: random.between(1, 200) }, () => random.between(0, 255))
  writeSync(file, bytes, 0, bytes.length, random.between(0, Math.max(0, size - bytes.length)))
  closeSync(file)
}

interface Tried {
  refused: string[]
  opened: boolean
  /** How many events the log had when it was opened, and how many of them were told to be gone. */
  events: number
  gone: number
}

/** All that a user would try: each is done, or refused in words. */
async function tryAll(client: Client, built: Built): Promise<Tried> {
  const refused: string[] = []
  const ask = async (work: () => Promise<unknown>) => {
    const refusal = await refusalOf(work)
    if (refusal) refused.push(`${refusal.code}: ${refusal.message}`)
    return !refusal
  }
  const opened = await ask(() => openAs(client, built.workspace, passphrase))
  let [events, gone] = [0, 0]
  if (!opened) return { refused, opened, events, gone }
  await ask(async () => {
    const { open } = await client.call('workspace.state', {})
    const loss = open?.loss ?? null
    // The loss itself is an event, and so are templates that came with a newer Afterword: there are none here.
    events = (await eventsOf(client)) - (loss ? 1 : 0)
    gone = loss ? (loss.events ?? Number.POSITIVE_INFINITY) : 0
  })
  await ask(async () => {
    const { good, problems } = await client.call('auditLog.verify', {})
    if (!good) throw new Error(`the log does not verify: ${problems.join(' ')}`)
  })
  await ask(() => client.call('reviews.list', {}))
  for (const id of [built.draft, built.written, built.approved]) {
    await ask(() => client.call('reviews.get', { id }))
    await ask(() => client.call('reviews.content', { reviewId: id }))
  }
  await ask(() => client.call('evidence.list', {}))
  await ask(() => client.call('search.find', { text: 'pool' }))
  await ask(() => client.call('incidents.create', { title: 'While damaged' }))
  await ask(async () => client.job(await client.call('evidence.checkAll', {})))
  await ask(() => client.call('workspace.backup', {}))
  await ask(() => client.call('workspace.close', {}))
  return { refused, opened, events, gone }
}

const wayBack =
  /backup|Restore|restore|Check the disk|folder is there|Choose another|passphrase does not open/

let before: Promise<Lines> | undefined

/** What comes out of a workspace before it is damaged. */
async function linesBefore(): Promise<Lines> {
  const built = await freshWorkspace()
  try {
    const result = await salvageWorkspace(built.workspace, `${built.workspace} saved`, passphrase, {
      now: new Date(),
    })
    if (!result.whole) throw new Error('not all of a whole workspace was read')
    return linesOf(result)
  } finally {
    rmSync(built.folder, { recursive: true, force: true })
  }
}

/** What can be read comes out, the report is right, and nothing ends it. */
async function saveWhatCanBeRead({ workspace }: Built, isChanged: boolean): Promise<boolean> {
  before ??= linesBefore()
  const now = new Date()
  const result = await salvageWorkspace(workspace, `${workspace} saved`, passphrase, { now })
  if (!isChanged) needNone(dishonesty(result, await before), 'what was saved is not what was there')
  return result.whole
}

async function damaged(file: string, random: Random): Promise<string> {
  const built = await freshWorkspace()
  const isLog = file.endsWith('-wal')
  const told = isLog ? (await killAt('write', built.folder, built, { steps: 1, ms: 30 })).lastEvent : 0
  const path = join(built.workspace, file)
  const client = await startClient(built.folder)
  try {
    if (existsSync(path)) harm(path, random)
    const isWhole = file === 'workspace.json' || (await saveWhatCanBeRead(built, isLog))
    const { refused, opened, events, gone } = await tryAll(client, built)
    const without = refused.filter((text) => !wayBack.test(text))
    needNone(without.map((text) => `no way back is named: ${text}`))
    if (opened && events + gone < told)
      throw new Error(`event ${told} was told of; there are ${events}, and ${gone} are said to be gone`)
    // Indexes and the search are no loss: what they hold follows from the rows.
    const saved = file === 'workspace.json' ? '' : isWhole ? '; every row is saved' : '; the rest is saved'
    // What lies in an index that nothing asked for, or in a free page, is met by nobody yet.
    if (!refused.length) return gone ? 'open, log verified, told what is gone' : `open, log verified`
    return opened ? `open; what is damaged is told${saved}` : `refused, with the way back${saved}`
  } finally {
    await client.close()
    rmSync(built.folder, { recursive: true, force: true })
  }
}

/** A stored file is cut off, changed or gone: the check names it, a pack goes out without it and says so. */
async function lostBlob(random: Random): Promise<string> {
  const built = await freshWorkspace()
  const folder = join(built.workspace, 'evidence')
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  )
  const client = await startClient(built.folder)
  try {
    for (const { parentPath, name } of names)
      if (random.between(0, 1)) rmSync(join(parentPath, name))
      else harm(join(parentPath, name), random)
    await openAs(client, built.workspace, passphrase)
    const check = (await client.job(await client.call('evidence.checkAll', {}))) as {
      missing: unknown[]
      damaged: unknown[]
    }
    if (check.missing.length + check.damaged.length === 0) throw new Error('the check found nothing')
    const { manager, approved: reviewId } = built
    await client.call('workspace.actAs', { personId: manager.id, passphrase: manager.passphrase })
    const started = await client.call('exports.create', {
      reviewId,
      passphrase: manager.passphrase,
      formats: ['pack'],
    })
    const { completeness } = (await client.job(started)) as ExportResult
    if (completeness.verdict !== 'PARTIAL') throw new Error(`the pack says it is ${completeness.verdict}`)
    if (!(await client.call('auditLog.verify', {})).good) throw new Error('the log does not verify')
    return 'named; the pack is PARTIAL'
  } finally {
    await client.close()
    rmSync(built.folder, { recursive: true, force: true })
  }
}

function situation(name: string, tries: number, attempt: (random: Random) => Promise<string>): Situation {
  return { name, tries, begin: async (random) => ({ attempt: () => attempt(random), end: async () => {} }) }
}

export const damageSituations: Situation[] = [
  situation('a damaged database', 14, (random) => damaged('workspace.db', random)),
  situation('a damaged write-ahead log', 4, (random) => damaged('workspace.db-wal', random)),
  situation('a damaged key file', 4, (random) => damaged('workspace.json', random)),
  situation('stored files missing, cut off or changed', 4, lostBlob),
]
