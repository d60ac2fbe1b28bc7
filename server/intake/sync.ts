import type { EventRule } from '../../contract/config/event-rule.ts'
import type { SourceConfig } from '../../contract/config/source.ts'
import { customerIdsByKey } from '../customers/index.ts'
import { listPolicies } from '../escalation/index.ts'
import type { Trx } from '../kernel/db/types.ts'
import type { Work } from '../kernel/db/work.ts'
import { Fault } from '../kernel/fault.ts'
import type { FieldProblem } from '../kernel/fault.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Extent, SyncChange } from '../kernel/sync.ts'
import { sync, wholeFile } from '../kernel/sync.ts'
import { serviceIdsByKey } from '../services/index.ts'
import type { SourceOptions } from './adapters/adapter.ts'
import { adapterByType } from './adapters/registry.ts'
import { forgetKeys, refuseKeysOfOthers, retireKey, takeBackKey } from '../keys/index.ts'
import { hashToken } from '../kernel/secrets.ts'
import { keyValues, newIntegrationKey, retired } from './keys.ts'
import { ruleProblems } from './rules/check.ts'
import { settleChangedRules } from './rules/changed.ts'
import * as store from './store/sources.ts'

/**
 * Brings the sources in line with a configuration file. A source without a key in the file keeps the one it has, or gets a
 * new one. Throws invalid_config for settings that cannot work; a key that another source uses violates the unique index.
 */
export async function syncSources(
  kernel: Kernel,
  work: Work,
  items: readonly SourceConfig[],
  extent: Extent = wholeFile,
): Promise<SyncChange[]> {
  const { managed } = extent
  const problems = checkSources(items)
  if (problems.length > 0) throw new Fault('invalid_config', problems[0]!.message, problems)
  const wanted = items.map(normalised)
  const wantedByKey = new Map(wanted.map((item) => [item.key, item]))
  const known = await knownSources(kernel, work.trx, extent.only)
  const knownByKey = new Map(known.map((one) => [one.item.key, one]))
  const values = await valuesOf(kernel, work.trx)
  const newKey = (item: SourceConfig) => keyValues(kernel, item.integrationKey ?? newIntegrationKey(item.type))
  await freeNamedKeys(kernel, work, items, known)
  const changes = await sync({
    noun: 'sources',
    wanted,
    extent,
    // A file that does not name the key has nothing to say about it.
    existing: known.map(({ item, managed: ofFile }) => ({
      managed: ofFile,
      item: wantedByKey.get(item.key)?.integrationKey === undefined ? withoutKey(item) : item,
    })),
    create(item) {
      const row = { orgId: work.orgId, id: work.id(), key: item.key, managed, createdAt: work.now }
      return store.insertSource(work.trx, { ...row, ...values(item), ...newKey(item) })
    },
    async update(item) {
      const before = knownByKey.get(item.key)!
      const changed = item.integrationKey !== undefined && item.integrationKey !== before.item.integrationKey
      await retireReplaced(kernel, work, before, item)
      await store.updateSource(work.trx, before.id, { ...values(item), managed, ...(changed && newKey(item)) })
      await settleChangedRules(work, before.id, before.item.rules ?? [], item.rules ?? [])
    },
    remove: ({ key }) => removeSource(work, knownByKey.get(key)!.id),
  })
  // Every node forgets what it knows of integration keys.
  if (changes.length > 0) for (const topic of ['setup', 'sources'] as const) work.changed(topic)
  return changes
}

/** The sources, or the one of this key, as a configuration file writes them, with their integration keys. */
export async function exportSources(kernel: Kernel, trx: Trx, only?: string): Promise<SourceConfig[]> {
  return (await knownSources(kernel, trx, only)).map(({ item }) => item)
}

/** Mistakes that the form of the file does not show; `path` is `sources.<index>.…`. */
export function checkSources(items: readonly SourceConfig[]): FieldProblem[] {
  return items.flatMap((item, index) => {
    const adapter = adapterByType[item.type]
    const problems = [...(adapter.checkOptions?.(optionsOf(item)) ?? []), ...ruleProblems(item.rules ?? [])]
    for (const type of typesWithOptions) {
      if (item[type] === undefined || item.type === type) continue
      problems.push({ path: [type], message: `only sources of type ${type} have these settings, not ${item.type}` })
    }
    if (item.secret !== undefined && adapter.verify === undefined) {
      problems.push({ path: ['secret'], message: `senders of type ${item.type} have no way to prove a secret` })
    }
    return problems.map(({ path, message }) => ({ path: ['sources', index, ...path].join('.'), message }))
  })
}

/** Types with settings of their own, which stand under the name of the type. */
const typesWithOptions = ['webhook', 'cloudwatch', 'opsgenie', 'email'] as const

const optionsOf = (item: SourceConfig): SourceOptions =>
  Object.fromEntries(typesWithOptions.flatMap((type) => (item[type] === undefined ? [] : [[type, item[type]]])))

/** What means the same reads the same: a name that is the key, and empty lists of priorities and rules. */
function normalised({ name, priorities, rules, ...item }: SourceConfig): SourceConfig {
  return {
    ...item,
    ...(name !== undefined && name !== item.key && { name }),
    ...(priorities !== undefined && Object.keys(priorities).length > 0 && { priorities }),
    ...(rules !== undefined && rules.length > 0 && { rules }),
  }
}

/** The keys that a file names, with their places in it. */
const namedKeys = (items: readonly SourceConfig[]) =>
  items.flatMap(({ integrationKey }, index) =>
    integrationKey === undefined ? [] : [{ path: `sources.${index}.integrationKey`, hash: hashToken(integrationKey) }],
  )

/**
 * What a file names wins: the key and the secret in its place end at once, and whoever still uses them is seen. Only where the
 * file puts a key back that somebody replaced meanwhile, both are taken as long as that one would have been.
 */
async function retireReplaced(kernel: Kernel, work: Work, before: KnownSource, item: SourceConfig): Promise<void> {
  const { integrationKey, secret } = before.item
  const holder = { id: before.id, lastHeardAt: null }
  if (item.integrationKey !== undefined && item.integrationKey !== integrationKey) {
    const back = await takeBackKey(work, before.id, hashToken(item.integrationKey))
    const endsAt = back === undefined ? work.now : back.endsAt
    if (integrationKey !== undefined) await retireKey(work, holder, retired(integrationKey), endsAt)
  }
  if (secret === undefined || item.secret === undefined || item.secret === secret) return
  const sealed = kernel.secrets.seal('source-secret', secret)
  await retireKey(work, holder, { kind: 'secret', tail: '', sealed }, work.now)
}

function withoutKey(source: SourceConfig): SourceConfig {
  const { integrationKey: _, ...item } = source
  return item
}

interface KnownSource {
  id: string
  managed: boolean
  item: SourceConfig
}

async function removeSource(work: Work, id: string): Promise<void> {
  await store.archiveSource(work.trx, id, work.now)
  await forgetKeys(work, id)
}

/**
 * Makes room for the keys that a file names. A key that senders of another organization still use is not to be had. Two
 * sources may exchange their keys in one file: both let go before either takes. A new source may take a former key.
 */
async function freeNamedKeys(
  kernel: Kernel,
  work: Work,
  items: readonly SourceConfig[],
  known: readonly KnownSource[],
): Promise<void> {
  await refuseKeysOfOthers(kernel, work, namedKeys(items))
  const knownKeys = new Set(known.map(({ item }) => item.key))
  for (const { key, integrationKey } of items) {
    if (integrationKey !== undefined && !knownKeys.has(key)) await takeBackKey(work, '', hashToken(integrationKey))
  }
  const wantedByKey = new Map(items.map((item) => [item.key, item]))
  const moved = known.filter(({ item }) => {
    const next = wantedByKey.get(item.key)?.integrationKey
    return next !== undefined && next !== item.integrationKey
  })
  await store.clearKeys(
    work.trx,
    moved.map(({ id }) => id),
  )
}

async function knownSources(kernel: Kernel, trx: Trx, only?: string): Promise<KnownSource[]> {
  const rows = await store.listForConfiguration(trx, only)
  const policyKeys = new Map((await listPolicies(trx)).map(({ id, item }) => [id, item.key]))
  const customerKeys = invert(await customerIdsByKey(trx))
  const serviceKeys = invert(await serviceIdsByKey(trx))
  return rows.map((row) => {
    const customer = row.customerId === null ? undefined : customerKeys.get(row.customerId)
    const service = row.serviceId === null ? undefined : serviceKeys.get(row.serviceId)
    const sealed = row.integrationKeySealed
    const item = {
      key: row.key,
      name: row.name,
      type: row.type as SourceConfig['type'],
      escalationPolicy: (row.escalationPolicyId !== null && policyKeys.get(row.escalationPolicyId)) || '',
      ...(customer !== undefined && { customer }),
      ...(service !== undefined && { service }),
      ...(sealed !== null && { integrationKey: kernel.secrets.open('integration-key', sealed) }),
      ...(row.secretSealed !== null && { secret: kernel.secrets.open('source-secret', row.secretSealed) }),
      enabled: row.enabled,
      priorities: row.priorities as NonNullable<SourceConfig['priorities']>,
      rules: row.rules as EventRule[],
      ...(row.grouping !== null && { grouping: row.grouping as NonNullable<SourceConfig['grouping']> }),
      ...(row.options as Pick<SourceConfig, (typeof typesWithOptions)[number]>),
    }
    return { id: row.id, managed: row.managed, item: normalised(item) }
  })
}

function invert(idByKey: ReadonlyMap<string, string>): Map<string, string> {
  return new Map([...idByKey].map(([key, id]) => [id, key]))
}

/** The columns of a source; what it names must exist (the configuration checks references before it writes). */
async function valuesOf(kernel: Kernel, trx: Trx): Promise<(item: SourceConfig) => store.SourceValues> {
  const policies = new Map((await listPolicies(trx)).map(({ id, item }) => [item.key, id]))
  const customers = await customerIdsByKey(trx)
  const services = await serviceIdsByKey(trx)
  const idOf = (ids: ReadonlyMap<string, string>, key: string | undefined, noun: string) => {
    if (key === undefined) return null
    const id = ids.get(key)
    if (id === undefined) throw new Fault('invalid_config', `There is no ${noun} "${key}".`)
    return id
  }
  return (item) => ({
    name: item.name ?? item.key,
    type: item.type,
    escalationPolicyId: idOf(policies, item.escalationPolicy, 'escalation policy'),
    customerId: idOf(customers, item.customer, 'customer'),
    serviceId: idOf(services, item.service, 'service'),
    enabled: item.enabled,
    secretSealed: item.secret === undefined ? null : kernel.secrets.seal('source-secret', item.secret),
    options: optionsOf(item),
    priorities: item.priorities ?? {},
    rules: item.rules ?? [],
    grouping: item.grouping ?? null,
  })
}
