import type { Person } from '#shared/contract/people.ts'
import type { Choice } from '../components/Select.tsx'
import { useQueryOf } from '../data/queries.ts'

const none: Person[] = []

/** Everybody who can be named, for fields that ask for a person. */
export function usePeople(): { people: Person[]; choices: Choice[] } {
  const people = useQueryOf('people.list', { limit: 500 }).data?.rows ?? none
  return { people, choices: people.map(({ id, name, email }) => ({ id, label: name, detail: email })) }
}
