import type { ServiceConfig } from '../../contract/config/organization.ts'
import { customersById } from '../customers/index.ts'
import type { Trx } from '../kernel/db/types.ts'
import type { Kernel } from '../kernel/kernel.ts'
import * as store from './store.ts'

/** A service as it is set up, in the shape of a configuration file. */
export interface KnownService {
  id: string
  managed: boolean
  item: ServiceConfig
}

/** The keys of what services stand on, in order, by the id of the service; of these services, or of all. */
export async function dependsOnById(trx: Trx, ids?: readonly string[]): Promise<Map<string, string[]>> {
  const keysById = new Map<string, string[]>()
  for (const { serviceId, key } of await store.listDependencies(trx, ids)) {
    const keys = keysById.get(serviceId)
    if (keys === undefined) keysById.set(serviceId, [key])
    else keys.push(key)
  }
  return keysById
}

/** All services in the order in which they were made; with a key that one alone. */
export async function knownServices(trx: Trx, only?: string): Promise<KnownService[]> {
  const rows = only === undefined ? await store.listServices(trx) : await store.listServicesOf(trx, [only])
  return withWhatTheyName(trx, rows, only === undefined ? undefined : rows.map(({ id }) => id))
}

export async function exportServices(_kernel: Kernel, trx: Trx, only?: string): Promise<ServiceConfig[]> {
  return (await knownServices(trx, only)).map(({ item }) => item)
}

/**
 * What the judging of one service has to know of the others: everything that it stands on, however far below (it could close
 * a circle), and what stands on it directly (it could not go). Others cannot matter, and there may be twenty thousand.
 */
export async function servicesAround(trx: Trx, key: string, dependsOn: readonly string[]): Promise<ServiceConfig[]> {
  const keys = await store.listConnectedKeys(trx, key, dependsOn)
  const rows = await store.listServicesOf(trx, keys)
  const known = await withWhatTheyName(
    trx,
    rows,
    rows.map(({ id }) => id),
  )
  return known.map(({ item }) => item)
}

/** One way of writing what a service stands on, so that another order is no change. */
export function normalised({ dependsOn, ...item }: ServiceConfig): ServiceConfig {
  const keys = [...new Set(dependsOn)].toSorted()
  return { ...item, ...(keys.length > 0 && { dependsOn: keys }) }
}

async function withWhatTheyName(
  trx: Trx,
  rows: readonly store.ServiceRow[],
  ids: readonly string[] | undefined,
): Promise<KnownService[]> {
  const customerIds = new Set(rows.flatMap((row) => row.customerId ?? []))
  const customers = await customersById(trx, customerIds)
  const dependsOn = await dependsOnById(trx, ids)
  return rows.map(({ id, key, name, customerId, criticality, managed }) => {
    const customer = customerId === null ? undefined : customers.get(customerId)?.key
    const named = { key, name, ...(customer !== undefined && { customer }), criticality }
    return { id, managed, item: normalised({ ...named, dependsOn: dependsOn.get(id) }) }
  })
}
