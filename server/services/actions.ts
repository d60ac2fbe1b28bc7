import { customerIdsByKey, customersById } from '../customers/index.ts'
import { Fault } from '../kernel/fault.ts'
import type { Trx } from '../kernel/db/types.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { dependsOnById } from './standing.ts'
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

/** The id, by key, of the service that goes by this key or id; empty when there is none. */
export async function serviceIdsNamed(trx: Trx, keyOrId: string | undefined): Promise<Map<string, string>> {
  if (keyOrId === undefined) return new Map()
  const byKey = await serviceIdsOf(trx, [keyOrId])
  if (byKey.size > 0) return byKey
  return new Map((await store.listServicesWithId(trx, keyOrId)).map((row) => [row.key, row.id]))
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
    const dependsOn = await dependsOnById(
      trx,
      rows.map(({ id }) => id),
    )
    const items = rows.slice(0, limit).map(({ id, key, name, customerId: of, criticality }) => {
      const found = of === null ? undefined : customers.get(of)
      const customer = { customer: found?.key ?? null, customerName: found?.name ?? null }
      return { id, key, name, ...customer, criticality, dependsOn: dependsOn.get(id)?.toSorted() ?? [] }
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
