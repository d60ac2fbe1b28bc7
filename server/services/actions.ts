import type { ServiceConfig } from '../../contract/config/organization.ts'
import { customerIdsByKey, customersById } from '../customers/index.ts'
import { Fault } from '../kernel/fault.ts'
import type { Trx } from '../kernel/db/types.ts'
import type { Work } from '../kernel/db/work.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { SyncChange } from '../kernel/sync.ts'
import { sync } from '../kernel/sync.ts'
import * as store from './store.ts'

/** The ids of the services that exist now, by key. */
export async function serviceIdsByKey(trx: Trx): Promise<Map<string, string>> {
  return new Map((await store.listServices(trx)).map((row) => [row.key, row.id]))
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
    const items = rows.slice(0, limit).map(({ id, key, name, customerId: of, criticality }) => {
      const found = of === null ? undefined : customers.get(of)
      return { id, key, name, customer: found?.key ?? null, customerName: found?.name ?? null, criticality }
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

/** Brings the services in line with a configuration file; the customers they name must exist by now. */
export async function syncServices(
  _kernel: Kernel,
  work: Work,
  items: readonly ServiceConfig[],
): Promise<SyncChange[]> {
  const known = await knownServices(work.trx)
  const idByKey = new Map(known.map(({ item, id }) => [item.key, id]))
  const customerIds = await customerIdsByKey(work.trx)
  const values = ({ name, customer, criticality }: ServiceConfig) => ({
    name,
    criticality,
    customerId: customer === undefined ? null : customerIds.get(customer)!,
    managed: true,
  })
  return sync<ServiceConfig>({
    noun: 'services',
    wanted: items,
    existing: known,
    create: (item) =>
      store.insertService(work.trx, {
        orgId: work.orgId,
        id: work.id(),
        key: item.key,
        createdAt: work.now,
        ...values(item),
      }),
    update: (item) => store.updateService(work.trx, idByKey.get(item.key)!, values(item)),
    remove: ({ key }) => store.updateService(work.trx, idByKey.get(key)!, { archivedAt: work.now }),
  })
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
  return rows.map(({ id, key, name, customerId, criticality, managed }) => {
    const customer = customerId === null ? undefined : customers.get(customerId)?.key
    return { id, managed, item: { key, name, ...(customer !== undefined && { customer }), criticality } }
  })
}
