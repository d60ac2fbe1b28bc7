import type { Trx } from '../kernel/db/types.ts'

export interface ServiceRow {
  id: string
  key: string
  name: string
  customerId: string | null
  criticality: 'low' | 'medium' | 'high'
  managed: boolean
}

const columns = ['id', 'key', 'name', 'customerId', 'criticality', 'managed'] as const

const present = (trx: Trx) => trx.selectFrom('services').select(columns).where('archivedAt', 'is', null)

export async function listServices(trx: Trx): Promise<ServiceRow[]> {
  return present(trx).orderBy('createdAt').orderBy('id').execute()
}

/** The ids of those of these keys that exist now. */
export async function listServiceIds(trx: Trx, keys: readonly string[]): Promise<{ id: string; key: string }[]> {
  return trx
    .selectFrom('services')
    .select(['id', 'key'])
    .where('archivedAt', 'is', null)
    .where('key', 'in', [...keys])
    .execute()
}

/** A page by key, of one customer or of all. */
export async function listServicePage(
  trx: Trx,
  limit: number,
  after: string | undefined,
  customerId: string | undefined,
): Promise<ServiceRow[]> {
  return present(trx)
    .$if(after !== undefined, (query) => query.where('key', '>', after!))
    .$if(customerId !== undefined, (query) => query.where('customerId', '=', customerId!))
    .orderBy('key')
    .limit(limit)
    .execute()
}

export async function insertService(
  trx: Trx,
  row: ServiceRow & { orgId: string; createdAt: Temporal.Instant },
): Promise<void> {
  await trx.insertInto('services').values(row).execute()
}

export async function updateService(
  trx: Trx,
  id: string,
  values: Partial<Omit<ServiceRow, 'id' | 'key'>> & { archivedAt?: Temporal.Instant },
): Promise<void> {
  await trx.updateTable('services').set(values).where('id', '=', id).execute()
}

/** What services stand on, both ends by id. */
export async function listDependencies(trx: Trx): Promise<{ serviceId: string; dependsOnId: string }[]> {
  return trx.selectFrom('serviceDependencies').select(['serviceId', 'dependsOnId']).execute()
}

/** Writes what a service stands on, in the place of what was written before. */
export async function replaceDependencies(
  trx: Trx,
  orgId: string,
  serviceId: string,
  dependsOnIds: readonly string[],
): Promise<void> {
  await trx.deleteFrom('serviceDependencies').where('serviceId', '=', serviceId).execute()
  if (dependsOnIds.length === 0) return
  const rows = dependsOnIds.map((dependsOnId) => ({ orgId, serviceId, dependsOnId }))
  await trx.insertInto('serviceDependencies').values(rows).execute()
}
