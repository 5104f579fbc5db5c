import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  closeSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { canMountDisk, mountSmallDisk } from '../../core/backup/smallDisk.ts'
import { eventsOf, needRefusal, openAs, refusalOf } from '../asks.ts'
import { type Client, passphrase, startClient } from '../client.ts'
import { writePostMortems } from '../postMortems.ts'
import type { Random } from '../random.ts'
import { needNone, type Situation } from '../situation.ts'
import { withTemporary } from '../temporary.ts'
import { inspect } from '../whole.ts'
import { type Built, freshWorkspace } from '../workspaceOf.ts'

const skipped = canMountDisk ? {} : { skipped: 'a small disk can be mounted by root alone, on Linux' }
const megabytes = 48

interface Place {
  client: Client
  built: Built
  /** Outside the small disk. */
  outside: string
}

/** What is done again and again until the disk is full, and the most that may be left free beforehand. */
const works: { name: string; free: number; run(place: Place): Promise<unknown> }[] = [
  {
    name: 'import',
    free: 2_000_000,
    async run({ client, outside }) {
      const files = []
      for (const path of writePostMortems(join(outside, 'files'), 300)) files.push(await client.offer(path))
      await client.job(await client.call('imports.run', { files }))
    },
  },
  {
    name: 'evidence',
    free: 3_000_000,
    async run({ client, built, outside }) {
      const path = join(outside, 'given.bin')
      writeFileSync(path, randomBytes(900_000))
      await client.call('evidence.add', { reviewId: built.draft, file: await client.offer(path) })
    },
  },
  {
    name: 'export and seal',
    free: 1_500_000,
    async run({ client, built }) {
      const { id, passphrase } = built.manager
      await client.call('workspace.actAs', { personId: id, passphrase })
      const wishes = { reviewId: built.approved, passphrase, formats: ['pdf' as const, 'pack' as const] }
      await client.job(await client.call('exports.create', wishes))
    },
  },
  { name: 'backup', free: 2_000_000, run: ({ client }) => client.call('workspace.backup', {}) },
  {
    name: 'plain commands',
    free: 300_000,
    async run({ client, built }) {
      const time = await client.call('incidents.readTime', { text: '2026-11-18 09:00 UTC' })
      await client.call('timeline.add', { reviewId: built.draft, time, text: 'x'.repeat(9_000) })
    },
  },
]

/** Fills the disk but for so many bytes; answers what frees it again. */
function fill(folder: string, free: number): () => void {
  const path = join(folder, 'ballast')
  const file = openSync(path, 'w')
  const block = Buffer.alloc(64 * 1024, 1)
  try {
    for (;;) writeSync(file, block)
  } catch (error) {
    if ((error as { code?: string }).code !== 'ENOSPC') throw error
  }
  ftruncateSync(file, Math.max(0, statSync(path).size - free))
  closeSync(file)
  return () => rmSync(path)
}

async function attempt(round: number, random: Random): Promise<string> {
  const work = works[round % works.length]!
  const disk = mountSmallDisk(megabytes)!
  const outside = `${disk.folder}-outside`
  mkdirSync(outside)
  try {
    const built = await freshWorkspace(disk.folder)
    await withTemporary(disk.folder, async () => {
      const client = await startClient(outside)
      try {
        await openAs(client, built.workspace, passphrase, built.facilitator.id)
        const place = { client, built, outside }
        const free = fill(disk.folder, random.between(0, work.free))
        let before = 0
        for (let done = 0; ; done++) {
          if (done > 500) throw new Error(`${work.name}: the disk did not get full`)
          before = await eventsOf(client)
          const refusal = await refusalOf(() => work.run(place))
          if (!refusal) continue
          if (!/disk is full/.test(refusal.message))
            throw new Error(`“${refusal.message}” does not name the disk`)
          break
        }
        if (work.name !== 'import' && (await eventsOf(client)) > before + 1)
          throw new Error('what was refused changed something')
        free()
        await client.call('incidents.create', { title: 'After space was freed' })
        if (!(await client.call('auditLog.verify', {})).good) throw new Error('the log does not verify')
      } finally {
        await client.close()
      }
    })
    const found = await inspect(built.workspace)
    needNone(found.faults)
    if (found.missing + found.damaged) throw new Error('evidence is missing or damaged')
    return `${work.name} refused, works after`
  } finally {
    disk.remove()
    rmSync(outside, { recursive: true, force: true })
  }
}

/** A disk that may only be read: opening is refused in words, and works again when it may be written. */
async function readOnly(): Promise<string> {
  const disk = mountSmallDisk(megabytes)!
  const outside = `${disk.folder}-outside`
  mkdirSync(outside)
  const remount = (how: string) => {
    const done = spawnSync('mount', ['-o', `remount,${how}`, disk.folder])
    if (done.status !== 0) throw new Error(`remount: ${done.stderr}`)
  }
  try {
    const built = await freshWorkspace(disk.folder)
    const client = await startClient(outside)
    try {
      remount('ro')
      const says = /cannot be written|may not write|rights/
      await needRefusal(() => openAs(client, built.workspace, passphrase), says)
      const person = { name: 'Dana Vogt' }
      const path = join(disk.folder, 'new')
      await needRefusal(
        () => client.call('workspace.create', { path, name: 'New', person, passphrase }),
        says,
      )
      const folder = join(outside, 'saved')
      const saved = await client.call('workspace.salvage', { path: built.workspace, folder, passphrase })
      if (!saved.whole) throw new Error('not all was read of a disk that may only be read')
      remount('rw')
      await openAs(client, built.workspace, passphrase, built.facilitator.id)
      await client.call('incidents.create', { title: 'It may be written again' })
    } finally {
      await client.close()
    }
    needNone((await inspect(built.workspace)).faults)
    return 'refused in words, works after'
  } finally {
    disk.remove()
    rmSync(outside, { recursive: true, force: true })
  }
}

export const diskSituations: Situation[] = [
  {
    name: 'a disk that gets full',
    tries: 10,
    ...skipped,
    begin: async (random) => ({ attempt: (round) => attempt(round, random), end: async () => {} }),
  },
  {
    name: 'a disk that may only be read',
    tries: 1,
    ...skipped,
    begin: async () => ({ attempt: readOnly, end: async () => {} }),
  },
]
