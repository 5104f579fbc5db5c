import { randomBytes } from 'node:crypto'
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { migrations } from '#core/workspace/migrate.ts'
import type { Review } from '#shared/contract/reviews.ts'
import { type Client, passphrase, Refused } from './client.ts'
import { laterForms } from './laterForms.ts'
import { teamWorks } from './teamWorks.ts'
import { actAs, open, type Work } from './work.ts'
import type { Built } from './workspaceOf.ts'

export const anotherPassphrase = 'battery horse correct'

/** What a process is killed at. Each goes on without end, from whatever the process before it left. */
export const works = {
  async import({ client, built, scratch }: Work) {
    await open(client, built)
    const files = []
    for (const name of readdirSync(join(scratch, 'files')))
      files.push(await client.offer(join(scratch, 'files', name)))
    client.core.subscribe((event) => {
      if ('job' in event && event.job.state === 'running') process.stdout.write(`${event.job.step}\n`)
    })
    await client.job(await client.call('imports.run', { files }))
    process.stdout.write('imported all\n')
  },

  async write({ client, built, done }: Work) {
    await open(client, built)
    const reviewId = built.draft
    const time = await client.call('incidents.readTime', { text: '2026-11-18 09:00 UTC' })
    for (let n = 0; ; n++) {
      const section = (await client.call('reviews.get', { id: reviewId })).sections[n % 3]!
      const { version, id: sectionId } = section
      await client.call('reviews.saveSection', {
        reviewId,
        sectionId,
        version,
        markdown: `Text ${n}. `.repeat(n % 500),
      })
      const entry = await client.call('timeline.add', { reviewId, time, text: `Entry ${n}` })
      await client.call('timeline.update', { ...entry, key: n % 2 === 0 })
      const action = await client.call('actions.add', { reviewId, title: `Action ${n}`, dueOn: '2026-12-15' })
      await client.call('factors.add', { reviewId, title: `Factor ${n}` })
      const { id, version: seen } = action
      await client.call('actions.changeDue', {
        id,
        version: seen,
        dueOn: '2026-12-16',
        reason: 'A later release',
      })
      if (n % 2) await client.call('timeline.remove', { id: entry.id, version: entry.version + 1 })
      await done(`written ${n}`)
    }
  },

  async evidence({ client, built, scratch, done }: Work) {
    await open(client, built)
    for (let n = 0; ; n++) {
      const path = join(scratch, `file ${n % 10}.bin`)
      writeFileSync(path, randomBytes(n % 3 === 0 ? 2_000_000 : 20_000))
      const file = await client.offer(path)
      await done((await client.call('evidence.add', { reviewId: built.draft, file })).number)
    }
  },

  async approve({ client, built, done }: Work) {
    await open(client, built)
    for (;;) {
      const review = await client.call('reviews.get', { id: built.written })
      if (review.state === 'approved') {
        await actAs(client, built.manager)
        const { id, version } = review
        await client.call('reviews.requestChanges', { id, version, reason: 'One more look' })
      } else await nextStep(client, built, review)
      await done(review.state)
    }
  },

  async backup({ client, built, done }: Work) {
    await open(client, built)
    for (;;) await done((await client.call('workspace.backup', {})).file.name)
  },

  async restore({ client, scratch, done }: Work) {
    const file = await client.offer(join(scratch, 'backup.afterword'))
    process.stdout.write('ready\n')
    for (;;) {
      const path = join(scratch, 'restored', randomBytes(4).toString('hex'))
      await client.call('workspace.restore', { file, path, passphrase })
      process.stdout.write(`${path}\n`)
      void done
    }
  },

  async export({ client, built, done }: Work) {
    await open(client, built)
    for (;;) {
      let review = await client.call('reviews.get', { id: built.approved })
      while (review.amendedBy) review = await client.call('reviews.get', { id: review.amendedBy.id })
      const { id: reviewId } = review
      const { passphrase } = built.manager
      if (review.state === 'approved') {
        await actAs(client, built.manager)
        const wishes = { reviewId, passphrase, formats: ['pdf' as const, 'docx' as const, 'pack' as const] }
        await client.job(await client.call('exports.create', { ...wishes, formats: ['pack'] }))
        await done('exported')
        await client.job(await client.call('exports.create', { ...wishes, seal: true }))
      } else if (review.state === 'sealed') {
        await actAs(client, built.facilitator)
        await client.call('reviews.amend', { id: reviewId, reason: 'A fact was found later' })
      } else await nextStep(client, built, review)
      await done(review.state)
    }
  },

  async migrate({ client, built }: Work) {
    migrations.push(...laterForms)
    process.stdout.write('ready\n')
    await open(client, built)
    process.stdout.write('migrated\n')
  },

  async passphrase({ client, built, done }: Work) {
    let [current, other] = [passphrase, anotherPassphrase]
    await open(client, built, current).catch(() => {
      ;[current, other] = [other, current]
      return open(client, built, current)
    })
    for (;;) {
      await client.call('workspace.changePassphrase', { passphrase: current, newPassphrase: other })
      ;[current, other] = [other, current]
      await done('changed')
    }
  },

  ...teamWorks,

  async create({ client, scratch }: Work) {
    process.stdout.write('ready\n')
    for (let n = 0; ; n++) {
      const path = join(scratch, 'created', `workspace ${n}`)
      await client.call('workspace.create', { path, name: 'New', person: { name: 'Dana Vogt' }, passphrase })
      await client.call('workspace.close', {})
      process.stdout.write(`${path}\n`)
    }
  },
}
export type WorkName = keyof typeof works

/** One step towards approved. */
async function nextStep(client: Client, built: Built, review: Review): Promise<void> {
  const { id, version, state } = review
  if (state === 'written') {
    await actAs(client, built.facilitator)
    await client.call('reviews.submit', { id, version })
    return
  }
  const member = state === 'technical-validation' ? built.lead : built.manager
  await actAs(client, member)
  await client.call('reviews.approve', { id, version, passphrase: member.passphrase })
}

export { Refused }
