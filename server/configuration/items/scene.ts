import type { Work } from '../../kernel/db/work.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import type { Standing } from '../judge.ts'
import { referencesOf } from '../references.ts'
import { listKeys, listOwnKeys } from '../store.ts'
import type { ItemByNoun, ListNoun, ListPart, Parts } from '../types.ts'
import { listNouns } from '../types.ts'

/** Which lists can name something of this one, besides the list itself. */
const namers: Record<ListNoun, readonly ListNoun[]> = {
  customers: ['services', 'schedules', 'sources', 'maintenanceWindows'],
  services: ['sources', 'maintenanceWindows'],
  users: ['teams', 'schedules', 'escalationPolicies'],
  teams: ['schedules', 'escalationPolicies'],
  schedules: ['escalationPolicies'],
  escalationPolicies: ['sources'],
  lookupTables: ['sources'],
  sources: ['heartbeats', 'maintenanceWindows'],
  heartbeats: [],
  maintenanceWindows: [],
  apiKeys: [],
}

/**
 * What is set up, as far as it can matter to one item of this list: the list itself, of what the item names the keys alone,
 * and, when it is to go, the lists that could still name it. An organization has twenty thousand services; an edit must not
 * read them all to rename a team.
 */
export async function sceneOf<Noun extends ListNoun>(
  kernel: Kernel,
  parts: Parts,
  work: Work,
  noun: Noun,
  items: { all: ItemByNoun[Noun][]; key: string; after: ItemByNoun[Noun] | undefined },
): Promise<Standing> {
  const { trx } = work
  const standing = emptyStanding()
  if (items.after === undefined) {
    for (const namer of namers[noun]) put(standing, namer, await parts[namer].export(kernel, trx))
    if (noun === 'users') standing.fallback = (await parts.organization.export(kernel, trx)).fallback
  } else {
    const named = new Set<ListNoun>(referencesOf(noun, items.after).map((reference) => reference.noun))
    for (const one of named)
      put(
        standing,
        one,
        (await listKeys(trx, one)).map((key) => ({ key })),
      )
  }
  // The keys of all are there already when the item names some.
  const around = (await (parts[noun] as ListPart<ItemByNoun[Noun]>).around?.(trx, items.key, items.after)) ?? []
  put(standing, noun, overlaid(standing.items[noun], [...around, ...items.all]))
  standing.ownKeys[noun] = new Set(await listOwnKeys(trx, noun))
  return standing
}

/** The keys of everybody, for what names a person and is no list. */
export async function sceneOfPeople(work: Work): Promise<Standing> {
  const standing = emptyStanding()
  put(
    standing,
    'users',
    (await listKeys(work.trx, 'users')).map((key) => ({ key })),
  )
  return standing
}

/** Of two with one key the later: what is known whole in the place of what is known by its key. */
function overlaid<Item extends { key: string }>(some: readonly Item[], others: readonly Item[]): Item[] {
  return [...new Map([...some, ...others].map((item) => [item.key, item])).values()]
}

function put(standing: Standing, noun: ListNoun, items: readonly object[]): void {
  Object.assign(standing.items, { [noun]: items })
}

function emptyStanding(): Standing {
  const lists = <Value>(value: () => Value) => Object.fromEntries(listNouns.map((noun) => [noun, value()]))
  return {
    items: lists(() => []) as unknown as Standing['items'],
    ownKeys: lists(() => new Set()) as unknown as Standing['ownKeys'],
    ownContacts: new Map(),
    fallback: undefined,
  }
}
