import { rmSync } from 'node:fs'
import { openAs, refusalOf } from '../asks.ts'
import { passphrase, startClient } from '../client.ts'
import type { Random } from '../random.ts'
import { needNone, type Situation } from '../situation.ts'
import { inspect } from '../whole.ts'
import { freshWorkspace } from '../workspaceOf.ts'

const day = 24 * 60 * 60 * 1000

/** Jumps between a few milliseconds and years, back as often as forth. */
function jump(now: number, random: Random): number {
  const width = [1, 1_000, day, 400 * day, 20_000 * day][random.between(0, 4)]!
  const next = now + Math.round((random.next() * 2 - 1) * width)
  return Math.min(Math.max(next, Date.UTC(1970, 0, 2)), Date.UTC(2200, 0, 1))
}

async function attempt(random: Random): Promise<string> {
  const built = await freshWorkspace()
  let now = Date.now()
  const client = await startClient(built.folder, () => {
    now = jump(now, random)
    return new Date(now)
  })
  let refused = 0
  const ids = new Set<string>()
  try {
    await openAs(client, built.workspace, passphrase, built.facilitator.id)
    for (let n = 0; n < 60; n++) {
      const { id } = await client.call('incidents.create', { title: `Outage ${n}` })
      if (ids.has(id)) throw new Error(`the id ${id} was given twice`)
      ids.add(id)
      const { manager, approved: reviewId } = built
      const { passphrase } = manager
      // Without a valid certificate nobody signs: that may be refused.
      const refusal = await refusalOf(async () => {
        if (n % 15) return
        await client.call('workspace.actAs', { personId: manager.id, passphrase })
        await client.job(await client.call('exports.create', { reviewId, passphrase, formats: ['pack'] }))
      })
      if (refusal) refused += 1
      await client.call('workspace.actAs', {
        personId: built.facilitator.id,
        passphrase: built.facilitator.passphrase,
      })
    }
    const { rows } = await client.call('auditLog.list', { limit: 500 })
    if (rows.some((row, index) => index > 0 && row.sequence !== rows[index - 1]!.sequence - 1))
      throw new Error('events do not stand in the order in which they were written')
  } finally {
    await client.close()
  }
  needNone((await inspect(built.workspace)).faults)
  rmSync(built.folder, { recursive: true, force: true })
  return refused ? 'in order; signing refused in words' : 'in order'
}

export const clockSituations: Situation[] = [
  {
    name: 'a clock that jumps back and forth',
    tries: 3,
    begin: async (random) => ({ attempt: () => attempt(random), end: async () => {} }),
  },
]
