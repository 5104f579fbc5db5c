import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { passphrase } from './client.ts'
import { open, type Work } from './work.ts'

/** More that a process is killed at: what a team does beside the writing. */
export const teamWorks = {
  async team({ client, built, done }: Work) {
    await open(client, built)
    const facilitatorId = built.facilitator.id
    for (;;) {
      const name = `Person ${randomBytes(4).toString('hex')}`
      const { id } = await client.call('people.create', { name, roles: ['responder'] })
      await client.call('identities.create', { personId: id, passphrase: 'of this person' })
      await done(name)
      const team = await client.call('teams.save', { name: `Team of ${name}`, memberIds: [id] })
      await client.call('services.save', { name: `Service of ${name}`, teamId: team.id })
      await client.call('reviews.addSection', { reviewId: built.draft, title: `Section by ${name}` })
      await done('team and service')
      // A session that a killed process began goes on, or is ended.
      const sessions = await client.call('sessions.list', { reviewId: built.draft })
      const running = sessions.find((one) => one.endedAt === null)
      const started =
        running ?? (await client.call('sessions.start', { reviewId: built.draft, facilitatorId }))
      const moved = await client.call('sessions.moveTo', {
        id: started.id,
        version: started.version,
        item: 1,
      })
      const noted = await client.call('sessions.update', {
        id: moved.id,
        version: moved.version,
        decisions: [`Decided by ${name}`],
      })
      await done('session')
      await client.call('sessions.end', { id: noted.id, version: noted.version })
      await done('session ended')
    }
  },

  async salvage({ client, built, scratch }: Work) {
    process.stdout.write('ready\n')
    for (let n = 0; ; n++) {
      const folder = join(scratch, 'saved', randomBytes(4).toString('hex'))
      await client.call('workspace.salvage', { path: built.workspace, folder, passphrase })
      process.stdout.write(`saved ${n}\n`)
    }
  },

  async sample({ client }: Work) {
    process.stdout.write('ready\n')
    await client.call('workspace.openSample', {})
    process.stdout.write('made\n')
  },
}
