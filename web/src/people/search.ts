import type { Role } from '../../../contract/keys.ts'
import { matches } from './matches.ts'
import type { Person, Team } from './queries.ts'

export interface PeopleSearch {
  view?: 'readiness'
  q?: string
  role?: Role
  team?: string
}

/** Who is meant by the filters, by name. */
export function found(people: readonly Person[], teams: readonly Team[], { q, role, team }: PeopleSearch): Person[] {
  const members = team === undefined ? undefined : teams.find((one) => one.key === team)?.members
  const isIn = (person: Person) => team === undefined || members?.some((one) => one.key === person.key) === true
  return people
    .filter(
      (one) =>
        (role === undefined || one.role === role) && isIn(one) && matches(q ?? '', [one.name, one.email, one.key]),
    )
    .toSorted((a, b) => a.name.localeCompare(b.name))
}

export const teamsOf = (teams: readonly Team[], key: string): Team[] =>
  teams.filter((team) => team.members.some((one) => one.key === key))
