import type { ServiceConfig } from '../../contract/config/organization.ts'
import { customerIdsByKey, customersById } from '../customers/index.ts'
import { Fault } from '../kernel/fault.ts'
import type { Trx } from '../kernel/db/types.ts'
import type { Work } from '../kernel/db/work.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Extent, SyncChange } from '../kernel/sync.ts'
import { sync, wholeFile } from '../kernel/sync.ts'
import * as store from './store.ts'

/** The ids of the services that exist now, by key. */
export async function serviceIdsByKey(trx: Trx): Promise<Map<string, string>> {
  return new Map((await store.listServices(trx)).map((row) => [row.key, row.id]))
}

/** The ids of those of these services that exist now, by key. */
export async function serviceIdsOf(trx: Trx, keys: readonly string[]): Promise<Map<string, string>> {
  if (keys.length === 0) return new Map()
  return new Map((await store.listServiceIds(trx, keys)).map((row) => [row.key, row.id]))
}

export interface ServiceQuery {
  limit: number
  cursor?: string | undefined
  /** The key or id of a customer. */
  customer?: string | undefined
}

/** A page by key, with the keys and names of the customers. */
export async function listServices(kernel: Kernel, orgId: string, { limit, cursor, customer }: ServiceQuery) {
  return kernel.work.inOrganization(orgId, async ({ trx }) => {
    const customerId = customer === undefined ? undefined : await customerIdOf(trx, customer)
    const rows = await store.listServicePage(trx, limit + 1, cursor, customerId)
    const customers = await customersById(
      trx,
      rows.flatMap((row) => row.customerId ?? []),
    )
    const dependsOn = await dependsOnById(trx)
    const items = rows.slice(0, limit).map(({ id, key, name, customerId: of, criticality }) => {
      const found = of === null ? undefined : customers.get(of)
      const customer = { customer: found?.key ?? null, customerName: found?.name ?? null }
      return { id, key, name, ...customer, criticality, dependsOn: dependsOn.get(id) ?? [] }
    })
    return { items, nextCursor: rows.length > limit ? items.at(-1)!.key : null }
  })
}

async function customerIdOf(trx: Trx, keyOrId: string): Promise<string> {
  const ids = await customerIdsByKey(trx)
  const id = ids.get(keyOrId) ?? [...ids.values()].find((one) => one === keyOrId)
  if (id === undefined) throw new Fault('not_found', `There is no customer "${keyOrId}".`)
  return id
}

/**
 * Brings the services in line with a configuration file; the customers they name must exist by now, and no service may stand
 * on itself, also not through others (the configuration judges that).
 */
export async function syncServices(
  _kernel: Kernel,
  work: Work,
  items: readonly ServiceConfig[],
  extent: Extent = wholeFile,
): Promise<SyncChange[]> {
  const known = await knownServices(work.trx)
  const idByKey = new Map(known.map(({ item, id }) => [item.key, id]))
  const customerIds = await customerIdsByKey(work.trx)
  const values = ({ name, customer, criticality }: ServiceConfig) => ({
    name,
    criticality,
    customerId: customer === undefined ? null : customerIds.get(customer)!,
    managed: extent.managed,
  })
  const touched: ServiceConfig[] = []
  const changes = await sync<ServiceConfig>({
    noun: 'services',
    wanted: items.map(normalised),
    extent,
    existing: known,
    async create(item) {
      const identity = { orgId: work.orgId, id: work.id(), key: item.key, createdAt: work.now }
      await store.insertService(work.trx, { ...identity, ...values(item) })
      idByKey.set(item.key, identity.id)
      touched.push(item)
    },
    async update(item) {
      await store.updateService(work.trx, idByKey.get(item.key)!, values(item))
      touched.push(item)
    },
    async remove({ key }) {
      await store.updateService(work.trx, idByKey.get(key)!, { archivedAt: work.now })
      await store.replaceDependencies(work.trx, work.orgId, idByKey.get(key)!, [])
    },
  })
  // Last: a service may stand on one that is further down in the file.
  await writeDependencies(work, touched, idByKey)
  return changes
}

async function writeDependencies(
  work: Work,
  touched: readonly ServiceConfig[],
  idByKey: ReadonlyMap<string, string>,
): Promise<void> {
  for (const { key, dependsOn = [] } of touched) {
    const ids = dependsOn.map((one) => idByKey.get(one)!)
    await store.replaceDependencies(work.trx, work.orgId, idByKey.get(key)!, ids)
  }
}

/** One way of writing what a service stands on, so that another order is no change. */
function normalised({ dependsOn, ...item }: ServiceConfig): ServiceConfig {
  const keys = [...new Set(dependsOn)].toSorted()
  return { ...item, ...(keys.length > 0 && { dependsOn: keys }) }
}

/** The keys of what services stand on, in order, by the id of the service. */
async function dependsOnById(trx: Trx): Promise<Map<string, string[]>> {
  const keyById = new Map((await store.listServices(trx)).map((row) => [row.id, row.key]))
  const keysById = new Map<string, string[]>()
  for (const { serviceId, dependsOnId } of await store.listDependencies(trx)) {
    const key = keyById.get(dependsOnId)
    if (key !== undefined) keysById.set(serviceId, [...(keysById.get(serviceId) ?? []), key].toSorted())
  }
  return keysById
}

export async function exportServices(_kernel: Kernel, trx: Trx): Promise<ServiceConfig[]> {
  return (await knownServices(trx)).map(({ item }) => item)
}

async function knownServices(trx: Trx) {
  const rows = await store.listServices(trx)
  const customers = await customersById(
    trx,
    rows.flatMap((row) => row.customerId ?? []),
  )
  const dependsOn = await dependsOnById(trx)
  return rows.map(({ id, key, name, customerId, criticality, managed }) => {
    const customer = customerId === null ? undefined : customers.get(customerId)?.key
    const named = { key, name, ...(customer !== undefined && { customer }), criticality }
    return { id, managed, item: normalised({ ...named, dependsOn: dependsOn.get(id) }) }
  })
}
