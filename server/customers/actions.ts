import type { CustomerConfig } from '../../contract/config/organization.ts'
import type { Trx } from '../kernel/db/types.ts'
import type { Work } from '../kernel/db/work.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { SyncChange } from '../kernel/sync.ts'
import { sync } from '../kernel/sync.ts'
import * as store from './store.ts'

export interface Customer {
  id: string
  key: string
  name: string
}

/** The ids of the customers that exist now, by key. */
export async function customerIdsByKey(trx: Trx): Promise<Map<string, string>> {
  return new Map((await store.listCustomers(trx)).map((row) => [row.key, row.id]))
}

/** Customers by id, also archived ones; unknown ids are left out. */
export async function customersById(trx: Trx, ids: Iterable<string>): Promise<Map<string, Customer>> {
  const rows = await store.listCustomersById(trx, [...new Set(ids)])
  return new Map(rows.map(({ id, key, name }) => [id, { id, key, name }]))
}

/** A page by key; one row more than asked for tells whether there is another page. */
export async function listCustomers(kernel: Kernel, orgId: string, limit: number, cursor: string | undefined) {
  const rows = await kernel.work.inOrganization(orgId, ({ trx }) => store.listCustomerPage(trx, limit + 1, cursor))
  const shown = rows.slice(0, limit).map(({ id, key, name }): Customer => ({ id, key, name }))
  return { items: shown, nextCursor: rows.length > limit ? shown.at(-1)!.key : null }
}

/** Brings the customers in line with a configuration file. */
export async function syncCustomers(
  _kernel: Kernel,
  work: Work,
  items: readonly CustomerConfig[],
): Promise<SyncChange[]> {
  const rows = await store.listCustomers(work.trx)
  const idByKey = new Map(rows.map((row) => [row.key, row.id]))
  return sync<CustomerConfig>({
    noun: 'customers',
    wanted: items,
    existing: rows.map(({ key, name, managed }) => ({ item: { key, name }, managed })),
    create: ({ key, name }) =>
      store.insertCustomer(work.trx, {
        orgId: work.orgId,
        id: work.id(),
        key,
        name,
        managed: true,
        createdAt: work.now,
      }),
    update: ({ key, name }) => store.updateCustomer(work.trx, idByKey.get(key)!, { name, managed: true }),
    remove: ({ key }) => store.updateCustomer(work.trx, idByKey.get(key)!, { archivedAt: work.now }),
  })
}

export async function exportCustomers(_kernel: Kernel, trx: Trx): Promise<CustomerConfig[]> {
  return (await store.listCustomers(trx)).map(({ key, name }) => ({ key, name }))
}
