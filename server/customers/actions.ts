import type { CustomerConfig } from '../../contract/config/organization.ts'
import type { SupportHours } from '../../rules/customers/support-hours.ts'
import type { Trx } from '../kernel/db/types.ts'
import type { Work } from '../kernel/db/work.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Extent, SyncChange } from '../kernel/sync.ts'
import { sync, wholeFile } from '../kernel/sync.ts'
import { supportHoursChanged } from './events.ts'
import * as store from './store.ts'

export interface Customer {
  id: string
  key: string
  name: string
  /** The level of service that was agreed. */
  tier: string | null
}

/** The ids of the customers that exist now, by key. */
export async function customerIdsByKey(trx: Trx): Promise<Map<string, string>> {
  return new Map((await store.listCustomers(trx)).map((row) => [row.key, row.id]))
}

/** The ids of those of these customers that exist now, by key. */
export async function customerIdsOf(trx: Trx, keys: readonly string[]): Promise<Map<string, string>> {
  if (keys.length === 0) return new Map()
  return new Map((await store.listCustomerIds(trx, keys)).map((row) => [row.key, row.id]))
}

/** Customers by id, also archived ones; unknown ids are left out. */
export async function customersById(trx: Trx, ids: Iterable<string>): Promise<Map<string, Customer>> {
  const rows = await store.listCustomersById(trx, [...new Set(ids)])
  return new Map(rows.map(({ id, key, name, tier }) => [id, { id, key, name, tier }]))
}

/** A page by key; one row more than asked for tells whether there is another page. */
export async function listCustomers(kernel: Kernel, orgId: string, limit: number, cursor: string | undefined) {
  const rows = await kernel.work.inOrganization(orgId, ({ trx }) => store.listCustomerPage(trx, limit + 1, cursor))
  const shown = rows.slice(0, limit).map((row) => ({
    id: row.id,
    key: row.key,
    name: row.name,
    tier: row.tier,
    supportHours: configOf(row).supportHours ?? null,
    grouping: configOf(row).grouping ?? null,
  }))
  return { items: shown, nextCursor: rows.length > limit ? shown.at(-1)!.key : null }
}

/** The support hours of these customers, also archived ones; those without are left out. */
export async function supportHoursOf(trx: Trx, ids: readonly string[]): Promise<Map<string, SupportHours>> {
  if (ids.length === 0) return new Map()
  const rows = await store.listCustomersById(trx, [...new Set(ids)])
  return new Map(rows.flatMap((row) => (row.supportHours === null ? [] : [[row.id, row.supportHours as SupportHours]])))
}

/** Brings the customers in line with a configuration file. */
export async function syncCustomers(
  _kernel: Kernel,
  work: Work,
  items: readonly CustomerConfig[],
  extent: Extent = wholeFile,
): Promise<SyncChange[]> {
  const rows = await store.listCustomers(work.trx)
  const idByKey = new Map(rows.map((row) => [row.key, row.id]))
  const values = ({ name, tier, supportHours, grouping }: Omit<CustomerConfig, 'key'>) => ({
    name,
    tier: tier ?? null,
    supportHours: stored(supportHours),
    grouping: grouping ?? null,
    managed: extent.managed,
  })
  const changes = await sync<CustomerConfig>({
    noun: 'customers',
    wanted: items.map(normalised),
    extent,
    existing: rows.map((row) => ({ item: configOf(row), managed: row.managed })),
    create({ key, ...item }) {
      const identity = { orgId: work.orgId, id: work.id(), key, createdAt: work.now }
      return store.insertCustomer(work.trx, { ...identity, ...values(item) })
    },
    update: ({ key, ...item }) => store.updateCustomer(work.trx, idByKey.get(key)!, values(item)),
    remove: ({ key }) => store.updateCustomer(work.trx, idByKey.get(key)!, { archivedAt: work.now }),
  })
  const changed = changes.filter((change) => change.action === 'update' && change.fields.includes('supportHours'))
  if (changed.length > 0) {
    await work.emit(supportHoursChanged, { customerIds: changed.map((change) => idByKey.get(change.key)!) })
  }
  return changes
}

export async function exportCustomers(_kernel: Kernel, trx: Trx): Promise<CustomerConfig[]> {
  return (await store.listCustomers(trx)).map(configOf)
}

/** A customer as a configuration file writes it. */
function configOf({ key, name, tier, supportHours, ...row }: store.CustomerRow): CustomerConfig {
  const grouping = row.grouping as CustomerConfig['grouping'] | null
  const item = { key, name, ...(tier !== null && { tier }), ...(grouping !== null && { grouping }) }
  if (supportHours === null) return item
  const { timeZone: timezone, hours, holidays } = supportHours as SupportHours
  return { ...item, supportHours: { timezone, hours: [...hours], holidays: [...holidays] } }
}

/** What means the same reads the same: holidays in their order, each once. */
function normalised({ supportHours, ...item }: CustomerConfig): CustomerConfig {
  if (supportHours === undefined) return item
  return { ...item, supportHours: { ...supportHours, holidays: [...new Set(supportHours.holidays)].toSorted() } }
}

function stored(config: CustomerConfig['supportHours']): SupportHours | null {
  if (config === undefined) return null
  const { timezone: timeZone, hours, holidays } = config
  return { timeZone, hours, holidays }
}
