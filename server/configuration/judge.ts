import { allDevices } from '../../contract/config/person.ts'
import type { UserConfig } from '../../contract/config/person.ts'
import { priorities } from '../../contract/keys.ts'
import { problemOfRule } from '../../rules/maintenance/index.ts'
import { findCircle } from '../../rules/services/circle.ts'
import { didYouMean } from './nearest.ts'
import { referencesOf } from './references.ts'
import type { Finding, ItemByNoun, ListNoun, Path, ReadFile } from './types.ts'
import { listNouns } from './types.ts'

/** What is set up before a file is applied. */
export interface Standing {
  items: { [Noun in ListNoun]: ItemByNoun[Noun][] }
  /** The keys that no file made; a file that leaves them out leaves them alone. */
  ownKeys: Record<ListNoun, ReadonlySet<string>>
  /** By user key: the contacts that people made themselves. */
  ownContacts: ReadonlyMap<string, readonly string[]>
  /** The key of the organization's fallback person. */
  fallback: string | undefined
}

/** An item as it will be; `index` is its place in the file, undefined when the file leaves it as it is. */
interface Entry<Item> {
  item: Item
  index: number | undefined
}

type Outcome = { [Noun in ListNoun]: Entry<ItemByNoun[Noun]>[] }

export const wordByNoun: Record<ListNoun, string> = {
  customers: 'customer',
  services: 'service',
  users: 'user',
  teams: 'team',
  schedules: 'schedule',
  escalationPolicies: 'escalation policy',
  lookupTables: 'look-up table',
  sources: 'source',
  heartbeats: 'heartbeat',
  maintenanceWindows: 'maintenance window',
  apiKeys: 'API key',
}

type Report = (path: Path, message: string) => void

/** A file, or one item alone: `only` is its key, and the file holds it or, when it is to go, an empty list. */
export type Judged = Pick<ReadFile, 'file'> & { only?: string }

/** Whether a file fits what is set up: everything that does not, in words. Decides, reads nothing. */
export function judge(read: Judged, standing: Standing): Finding[] {
  const found: Finding[] = []
  const report: Report = (path, message) => found.push({ path, message })
  const outcome = outcomeOf(read, standing)
  judgeKeys(read, standing, report)
  judgeUniques(read, outcome, report)
  judgeReferences(read, standing, outcome, report)
  judgeFallback(read, standing, outcome, report)
  for (const { item, index } of outcome.users) if (index !== undefined) judgePerson(item, index, standing, report)
  judgeMembers(read, report)
  judgeWindows(read, report)
  judgeCircles(outcome, report)
  judgeOwners(read, standing, outcome, report)
  return found
}

/** A list that the file leaves out stays; in a list that is there, what people made themselves stays. */
function outcomeOf({ file, only }: Judged, standing: Standing): Outcome {
  const entries = <Noun extends ListNoun>(noun: Noun): Entry<ItemByNoun[Noun]>[] => {
    const before = standing.items[noun] as ItemByNoun[Noun][]
    const given = file[noun] as ItemByNoun[Noun][] | undefined
    if (given === undefined) return before.map((item) => ({ item, index: undefined }))
    const keys = new Set(given.map((item) => item.key))
    if (only !== undefined) return entriesAround(only, before, given)
    const stays = (item: ItemByNoun[Noun]) => standing.ownKeys[noun].has(item.key) && !keys.has(item.key)
    const kept = before.filter(
      (item) => stays(item) && !(noun === 'users' && isAdopted(item as UserConfig, given, before)),
    )
    return [...given.map((item, index) => ({ item, index })), ...kept.map((item) => ({ item, index: undefined }))]
  }
  return Object.fromEntries(listNouns.map((noun) => [noun, entries(noun)])) as unknown as Outcome
}

/** The one item as it will be, if it is there at all, and all others as they are. */
function entriesAround<Item extends { key: string }>(
  only: string,
  before: readonly Item[],
  given: readonly Item[],
): Entry<Item>[] {
  const others = before.filter((item) => item.key !== only)
  return [...given.map((item, index) => ({ item, index })), ...others.map((item) => ({ item, index: undefined }))]
}

/** A person whom the file lists under a new key: known by the address, the person stays, the key changes. */
function isAdopted(user: UserConfig, given: readonly object[], before: readonly object[]): boolean {
  const people = given as readonly UserConfig[]
  const known = new Set((before as readonly UserConfig[]).map((one) => one.key))
  return people.some((one) => !known.has(one.key) && one.email.toLowerCase() === user.email.toLowerCase())
}

function judgeKeys({ file }: Pick<ReadFile, 'file'>, standing: Standing, report: Report): void {
  for (const noun of listNouns) {
    const seen = new Set<string>()
    const known = new Set(standing.items[noun].map((item) => item.key))
    for (const [index, { key }] of (file[noun] ?? []).entries()) {
      const path = [noun, index, 'key']
      if (seen.has(key)) report(path, `There are two ${wordByNoun[noun]} entries with the key "${key}".`)
      seen.add(key)
      if (standing.ownKeys[noun].has(key) && !known.has(key)) {
        report(path, `The key "${key}" belongs to Pikett itself. Choose another one.`)
      }
    }
  }
}

function judgeUniques({ file }: Judged, outcome: Outcome, report: Report): void {
  const check = <Noun extends ListNoun>(
    noun: Noun,
    field: string,
    valueOf: (item: ItemByNoun[Noun]) => string | undefined,
  ) => {
    if (file[noun] === undefined) return
    const keyByValue = new Map<string, string>()
    // What stays as it is comes first: the file is what can be changed.
    const entries = outcome[noun].toSorted((a, b) => (a.index ?? -1) - (b.index ?? -1))
    for (const { item, index } of entries as Entry<ItemByNoun[Noun]>[]) {
      const value = valueOf(item)
      if (value === undefined) continue
      const other = keyByValue.get(value)
      if (other !== undefined && other !== item.key && index !== undefined) {
        report([noun, index, field], `The ${wordByNoun[noun]} "${other}" has the same ${field}.`)
      }
      keyByValue.set(value, item.key)
    }
  }
  check('users', 'email', (item) => item.email.toLowerCase())
  check('sources', 'integrationKey', (item) => item.integrationKey)
  check('heartbeats', 'pingKey', (item) => item.pingKey)
  check('apiKeys', 'token', (item) => item.token)
}

function judgeReferences(read: Judged, standing: Standing, outcome: Outcome, report: Report): void {
  const keysByNoun = new Map(listNouns.map((noun) => [noun, new Set(outcome[noun].map(({ item }) => item.key))]))
  const goneByNoun = new Map(listNouns.map((noun) => [noun, goneOf(standing.items[noun], keysByNoun.get(noun)!)]))
  const isAnyGone = [...goneByNoun.values()].some((keys) => keys.size > 0)
  for (const noun of listNouns) {
    for (const { item, index } of outcome[noun]) {
      if (index === undefined && !isAnyGone) continue
      for (const reference of referencesOf(noun, item as never)) {
        const known = keysByNoun.get(reference.noun)!
        if (known.has(reference.key)) continue
        if (index === undefined) {
          // What stays as it is names only what was there.
          if (goneByNoun.get(reference.noun)!.has(reference.key))
            reportStillNamed(read, { noun, key: item.key }, reference, report)
        } else {
          const word = wordByNoun[reference.noun]
          const message = `There is no ${word} "${reference.key}".${didYouMean(reference.key, known)}`
          report([noun, index, ...reference.path], message)
        }
      }
    }
  }
}

function goneOf(before: readonly { key: string }[], after: ReadonlySet<string>): Set<string> {
  return new Set(before.flatMap(({ key }) => (after.has(key) ? [] : [key])))
}

interface Named {
  noun: ListNoun
  key: string
}

function reportStillNamed({ file, only }: Judged, by: Named, { noun, key }: Named, report: Report): void {
  const words = `The ${wordByNoun[by.noun]} "${by.key}" still names the ${wordByNoun[noun]} "${key}"`
  if (only !== undefined) report([by.noun, by.key], `${words}.`)
  else report(file[noun] === undefined ? [] : [noun], `${words}, which this file would remove.`)
}

function judgeFallback({ file, only }: Judged, standing: Standing, outcome: Outcome, report: Report): void {
  const key = file.organization ? file.organization.fallback : standing.fallback
  const known = outcome.users.map(({ item }) => item.key)
  if (key === undefined || known.includes(key)) return
  if (file.organization) {
    report(['organization', 'fallback'], `There is no user "${key}".${didYouMean(key, known)}`)
  } else if (only !== undefined) {
    report(['organization', 'fallback'], `"${key}" is the organization's fallback person. Name somebody else first.`)
  } else {
    report(['users'], `"${key}" is the organization's fallback person, whom this file would remove.`)
  }
}

/** A person's rules name the person's own contacts. */
function judgePerson(item: UserConfig, index: number, standing: Standing, report: Report): void {
  const before = standing.items.users.find((one) => one.key === item.key)
  const own = standing.ownContacts.get(item.key) ?? []
  const given = item.contacts?.map((contact) => contact.key)
  const known = new Set(given ? [...given, ...own] : (before?.contacts ?? []).map((contact) => contact.key))
  for (const [place, key] of (given ?? []).entries()) {
    if (given!.indexOf(key) === place) continue
    report(['users', index, 'contacts', place, 'key'], `There are two contacts with the key "${key}".`)
  }
  for (const priority of priorities) {
    const rules = item.notificationRules?.[priority]
    // All devices of the person, however many there are.
    known.add(allDevices)
    for (const [place, rule] of (rules ?? before?.notificationRules?.[priority] ?? []).entries()) {
      if (known.has(rule.contact)) continue
      const message = `"${item.key}" has no contact "${rule.contact}".${didYouMean(rule.contact, known)}`
      const path = rules ? ['notificationRules', priority, place, 'contact'] : ['contacts']
      report(['users', index, ...path], message)
    }
  }
}

function judgeMembers({ file }: Pick<ReadFile, 'file'>, report: Report): void {
  for (const [index, { members }] of (file.teams ?? []).entries()) {
    for (const [place, key] of members.entries()) {
      if (members.indexOf(key) !== place) report(['teams', index, 'members', place], `"${key}" stands here twice.`)
    }
  }
}

/** Whether the rules of maintenance windows can be followed; in another zone they name the same days. */
function judgeWindows({ file }: Pick<ReadFile, 'file'>, report: Report): void {
  for (const [index, { rrule, start, timezone = 'UTC' }] of (file.maintenanceWindows ?? []).entries()) {
    const problem = rrule !== undefined && start !== undefined ? problemOfRule(rrule, start, timezone) : undefined
    if (problem !== undefined) report(['maintenanceWindows', index, 'rrule'], `${problem}.`)
  }
}

/** What stands on itself in a roundabout way would wait for itself. Told at a service of the circle that the file names. */
function judgeCircles(outcome: Outcome, report: Report): void {
  const circle = findCircle(new Map(outcome.services.map(({ item }) => [item.key, item.dependsOn ?? []])))
  if (!circle) return
  const at = outcome.services.find(({ item, index }) => index !== undefined && circle.includes(item.key))
  const path = at?.index === undefined ? ['services'] : ['services', at.index, 'dependsOn']
  report(path, `These services stand on each other in a circle: ${circle.join(', ')}.`)
}

function judgeOwners({ file, only }: Judged, standing: Standing, outcome: Outcome, report: Report): void {
  const had = standing.items.users.some((item) => item.role === 'owner')
  if (!had || outcome.users.some(({ item }) => item.role === 'owner')) return
  const path = only !== undefined && file.users?.length === 1 ? ['users', 0, 'role'] : ['users']
  report(path, 'The organization would be left without an owner. Keep at least one user with the role owner.')
}
