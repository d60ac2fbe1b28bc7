import type { ConfigItem, ListNoun } from '../../../contract/config/items.ts'
import { singleNouns } from '../../../contract/config/items.ts'
import { allows } from '../../../contract/permissions.ts'
import { auditShown } from '../../audit/index.ts'
import type { Work } from '../../kernel/db/work.ts'
import type { Trx } from '../../kernel/db/types.ts'
import { Fault } from '../../kernel/fault.ts'
import { actorOf } from '../../kernel/http/actor.ts'
import type { Caller } from '../../kernel/http/api.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { canonical } from '../../kernel/sync.ts'
import { wordByNoun } from '../judge.ts'
import { listOwnKeys } from '../store.ts'
import type { Parts } from '../types.ts'
import type { Noun } from './secrets.ts'
import { holdsSecrets, withoutSecrets } from './secrets.ts'

/**
 * Whether the rest of the list need not be read for a change of one item. Of sources nothing else matters: who has which key
 * the database knows, and to open thousands of sealed keys takes a second. Of services a few do (the scene finds them).
 */
const standsAlone = (noun: Noun) => noun === 'sources' || noun === 'services'

/** An item as it is set up, with secrets, among all of its list; for what exists once, that alone. */
export interface StandingItem {
  item: object | undefined
  all: object[]
  managed: boolean
}

export async function standingItem(
  kernel: Kernel,
  parts: Parts,
  trx: Trx,
  noun: Noun,
  key: string | undefined,
  alone = standsAlone(noun),
): Promise<StandingItem> {
  if (isSingle(noun)) {
    const item = await parts[noun].export(kernel, trx)
    return { item, all: [item], managed: false }
  }
  const all = await parts[noun].export(kernel, trx, alone ? key : undefined)
  const item = all.find((one) => one.key === key)
  return { item, all, managed: item !== undefined && !(await listOwnKeys(trx, noun)).includes(item.key) }
}

/** One item for the API. Throws not_found. */
export async function getItem(
  kernel: Kernel,
  parts: Parts,
  caller: Caller,
  noun: Noun,
  key?: string,
): Promise<ConfigItem<object>> {
  return kernel.work.inOrganization(caller.orgId, async (work) => {
    const standing = await standingItem(kernel, parts, work.trx, noun, key, true)
    if (standing.item === undefined) throw missing(noun, key ?? '')
    await noteShown(work, caller, noun, [standing.item])
    return presentItem(kernel, caller, noun, standing)
  })
}

export async function listItems(kernel: Kernel, parts: Parts, caller: Caller, noun: ListNoun) {
  return kernel.work.inOrganization(caller.orgId, async (work) => {
    const own = new Set(await listOwnKeys(work.trx, noun))
    const all = await parts[noun].export(kernel, work.trx)
    await noteShown(work, caller, noun, all)
    const items = all.map((item) => presentItem(kernel, caller, noun, { item, managed: !own.has(item.key) }))
    return { items, nextCursor: null }
  })
}

export function missing(noun: Noun, key: string): Fault {
  return new Fault(
    'not_found',
    isSingle(noun) ? 'There is no such thing.' : `There is no ${wordByNoun[noun]} "${key}".`,
  )
}

export function presentItem(
  kernel: Kernel,
  caller: Caller,
  noun: Noun,
  { item, managed }: Pick<StandingItem, 'item' | 'managed'>,
): ConfigItem<object> {
  const shown = maySeeSecrets(caller) ? item! : withoutSecrets(noun, item!)
  return { item: shown, managed, revision: revisionOf(kernel, item!) }
}

/** Keyed, so that nobody can try out which secret an item has. */
export function revisionOf(kernel: Kernel, item: object): string {
  return kernel.secrets.sign('revision', canonical(item)).slice(0, 16)
}

const maySeeSecrets = ({ role }: Caller) => allows(role, 'sources.secrets')

const isSingle = (noun: Noun): noun is (typeof singleNouns)[number] => (singleNouns as readonly string[]).includes(noun)

async function noteShown(work: Work, caller: Caller, noun: Noun, items: readonly object[]): Promise<void> {
  if (!maySeeSecrets(caller) || !items.some((item) => holdsSecrets(noun, item))) return
  const subject = { kind: noun, id: work.orgId }
  await auditShown(work, { action: 'configuration.secrets_shown', actor: actorOf(caller), subject })
}
