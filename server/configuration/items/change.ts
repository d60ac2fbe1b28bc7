import type { ConfigChange, ListNoun, SavedItem, SingleNoun } from '../../../contract/config/items.ts'
import type { Work } from '../../kernel/db/work.ts'
import { actorOf } from '../../kernel/http/actor.ts'
import type { Caller } from '../../kernel/http/api.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import type { SyncChange } from '../../kernel/sync.ts'
import { hasSecondFactor } from '../../identity/index.ts'
import { setupTopics } from '../apply.ts'
import { judge } from '../judge.ts'
import { auditItem } from '../note.ts'
import { invalid } from '../read.ts'
import { findUserKey, lockConfiguration } from '../store.ts'
import type { ConfigFile } from '../../../contract/config/file.ts'
import type { Finding, ItemByNoun, Parts } from '../types.ts'
import type { Condition } from './conditions.ts'
import { requireCondition } from './conditions.ts'
import { readItem } from './form.ts'
import { judgeHands } from './hands.ts'
import type { Hand } from './hands.ts'
import { judgeKept } from './kept.ts'
import { asProblems, inWords } from './problems.ts'
import { missing, presentItem, revisionOf, standingItem } from './read.ts'
import { sceneOf, sceneOfPeople } from './scene.ts'
import { takeRemoved, withKeptSecrets } from './secrets.ts'

/** One item that somebody wants to change. `key` names it in its list; what exists once has none. */
export interface Wish {
  caller: Caller
  dryRun: boolean
  condition: Condition
}

type Place = { noun: ListNoun; key: string } | { noun: SingleNoun; key?: undefined }

/** Thrown to roll a dry run back; carries what would have been answered. */
class DryRun<T> extends Error {
  readonly answer: T
  constructor(answer: T) {
    super('dry run')
    this.answer = answer
  }
}

/**
 * Makes or replaces one item in one transaction, judged by the very rules of a configuration file; the others of its list are
 * neither read into it nor changed. Throws invalid_config with paths inside the item, changed_meanwhile, exists_already.
 */
export async function putItem(
  kernel: Kernel,
  parts: Parts,
  place: Place,
  body: unknown,
  wish: Wish,
): Promise<SavedItem<object>> {
  return unlessDry(kernel, place, wish, async (work) => {
    const standing = await standingItem(kernel, parts, work.trx, place.noun, place.key)
    requireCondition(wish.condition, standing.item && revisionOf(kernel, standing.item))
    const taken = takeRemoved(place.noun, body)
    const form = readItem(place.noun, place.key, taken.body)
    if ('found' in form) throw invalid(asProblems(place.noun, form.found))
    const wanted = withKeptSecrets(place.noun, form.item, standing.item, taken.removed)
    const found = [
      ...(await judgeItem(kernel, parts, work, place, { all: standing.all, before: standing.item, after: wanted })),
      ...judgeHands(await handOf(work, wish.caller), place.noun, { before: standing.item, after: wanted }),
    ]
    if (found.length > 0) throw invalid(asProblems(place.noun, found))
    const changes = await writeItem(kernel, parts, work, place, [wanted], standing)
    note(work, wish, changes, asContent(place, standing.all), asContent(place, [wanted]))
    const saved = await standingItem(kernel, parts, work.trx, place.noun, place.key, true)
    return { ...presentItem(kernel, wish.caller, place.noun, saved), changes }
  })
}

/** Removes one item that nothing names any more. Throws not_found, invalid_config with what still names it. */
export async function removeItem(
  kernel: Kernel,
  parts: Parts,
  place: Extract<Place, { key: string }>,
  wish: Wish,
): Promise<void> {
  await unlessDry(kernel, place, wish, async (work) => {
    const standing = await standingItem(kernel, parts, work.trx, place.noun, place.key)
    const { item } = standing
    requireCondition(wish.condition, item && revisionOf(kernel, item))
    if (item === undefined) throw missing(place.noun, place.key)
    const turn = { all: standing.all, before: item, after: undefined }
    const found = [
      ...(await judgeItem(kernel, parts, work, place, turn)),
      ...judgeHands(await handOf(work, wish.caller), place.noun, turn),
    ]
    if (found.length > 0) throw invalid(asProblems(place.noun, found))
    const changes = await writeItem(kernel, parts, work, place, [], standing)
    note(work, wish, changes, asContent(place, standing.all), {})
  })
}

async function unlessDry<T>(
  kernel: Kernel,
  place: Place,
  { caller, dryRun }: Wish,
  act: (work: Work) => Promise<T>,
): Promise<T> {
  try {
    return await inWords(place.noun, () =>
      kernel.work.inOrganization(caller.orgId, async (work) => {
        await lockConfiguration(work.trx, work.orgId)
        const answer = await act(work)
        if (dryRun) throw new DryRun(answer)
        return answer
      }),
    )
  } catch (error) {
    if (error instanceof DryRun) return error.answer as T
    throw error
  }
}

interface Turned {
  all: object[]
  before: object | undefined
  after: object | undefined
}

async function judgeItem(
  kernel: Kernel,
  parts: Parts,
  work: Work,
  place: Place,
  { all, before, after }: Turned,
): Promise<Finding[]> {
  if (place.key === undefined) {
    const file = { [place.noun]: after } as ConfigFile
    const own = judgeKept(place.noun, before, after!)
    return [...own, ...(place.noun === 'organization' ? judge({ file }, await sceneOfPeople(work)) : [])]
  }
  const items = { all: all as ItemByNoun[ListNoun][], key: place.key, after: after as ItemByNoun[ListNoun] | undefined }
  const scene = await sceneOf(kernel, parts, work, place.noun, items)
  const file = { [place.noun]: after === undefined ? [] : [after] } as ConfigFile
  const own = after === undefined ? [] : judgeKept(place.noun, before, after)
  return [...own, ...judge({ file, only: place.key }, scene)]
}

async function writeItem(
  kernel: Kernel,
  parts: Parts,
  work: Work,
  place: Place,
  items: readonly object[],
  { managed }: { managed: boolean },
): Promise<SyncChange[]> {
  if (place.key === undefined) return parts[place.noun].sync(kernel, work, items[0] as never)
  return parts[place.noun].sync(kernel, work, items as never, { only: place.key, managed })
}

/** As the log looks for it: a list by its noun, or the one thing. */
const asContent = ({ noun, key }: Place, items: readonly object[]) => ({ [noun]: key === undefined ? items[0] : items })

async function handOf(work: Work, { role, userId }: Caller): Promise<Hand> {
  if (userId === undefined) return { role, userKey: undefined, hasFactor: true }
  return { role, userKey: await findUserKey(work.trx, userId), hasFactor: await hasSecondFactor(work.trx, userId) }
}

function note(work: Work, { caller }: Wish, changes: readonly ConfigChange[], before: object, after: object): void {
  if (changes.length === 0) return
  auditItem(work, actorOf(caller), changes, before as Record<string, unknown>, after as Record<string, unknown>)
  for (const topic of setupTopics) work.changed(topic)
}
