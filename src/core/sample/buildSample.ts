import { join } from 'node:path'
import { checkout } from './checkout.ts'
import { callThrough, type SampleDoor } from './client.ts'
import { clockChange } from './clockChange.ts'
import { firstPerson, otherPeople, samplePassphrase, sampleServices, sampleTeams } from './people.ts'
import { buildReview } from './reviews.ts'
import type { SampleReview } from './sample.ts'
import { token } from './token.ts'

export { SampleClock } from './clock.ts'
export { firstPerson, sampleName, samplePassphrase } from './people.ts'

const reviews: readonly SampleReview[] = [checkout, clockChange, token]

export interface SampleOptions extends SampleDoor {
  /** The folder of resources; the sample's files stand in its folder `sample`. */
  resources: string
}

/** Ids by names. */
export interface SamplePlaces {
  people: Map<string, string>
  services: Map<string, string>
}

/**
 * Fills the workspace that is open, new and empty, with the sample: people, services, three incidents and their reviews
 * in three states. The first person (`firstPerson`, under `samplePassphrase`) acts before and after it.
 * @returns the ids of the reviews, the approved one first.
 */
export async function buildSample(options: SampleOptions): Promise<string[]> {
  const places = await buildOrganisation(options)
  const files = join(options.resources, 'sample')
  const ids: string[] = []
  for (const review of reviews) ids.push(await buildReview(options, review, places, files))
  options.clock.end()
  return ids
}

async function buildOrganisation(door: SampleDoor): Promise<SamplePlaces> {
  const people = new Map<string, string>()
  const { rows } = await callThrough(door, 'people.list', {})
  const first = rows.find(({ name }) => name === firstPerson.name) ?? rows[0]!
  people.set(firstPerson.name, first.id)
  await callThrough(door, 'people.update', {
    id: first.id,
    version: first.version,
    roles: firstPerson.roles,
  })
  for (const { name, email, roles, signs } of otherPeople) {
    const { id } = await callThrough(door, 'people.create', { name, email, roles })
    people.set(name, id)
    if (signs)
      await callThrough(door, 'identities.create', {
        personId: id,
        passphrase: samplePassphrase,
        rootPassphrase: samplePassphrase,
      })
  }
  const teams = new Map<string, string>()
  for (const { name, members } of sampleTeams) {
    const memberIds = members.map((member) => people.get(member)!)
    teams.set(name, (await callThrough(door, 'teams.save', { name, memberIds })).id)
  }
  const services = new Map<string, string>()
  for (const { name, description, team } of sampleServices) {
    const { id } = await callThrough(door, 'services.save', { name, description, teamId: teams.get(team)! })
    services.set(name, id)
  }
  return { people, services }
}
