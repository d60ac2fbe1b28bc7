import { sql } from 'kysely'
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

/** Those of these keys that exist now, by key. */
export async function listServicesOf(trx: Trx, keys: readonly string[]): Promise<ServiceRow[]> {
  if (keys.length === 0) return []
  return present(trx)
    .where('key', '=', sql<string>`any(${keys})`)
    .orderBy('key')
    .execute()
}

/** The one of this id, if there is one now; `id` may be any text. */
export async function listServicesWithId(trx: Trx, id: string): Promise<ServiceRow[]> {
  return present(trx)
    .where(sql<string>`id::text`, '=', id)
    .execute()
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

/** What a new service is written as. */
export type NewService = ServiceRow & { orgId: string; createdAt: Temporal.Instant }

/** Written in turns: a statement cannot have more than 65,535 values. */
const rowsAtOnce = 2_000

export async function insertServices(trx: Trx, rows: readonly NewService[]): Promise<void> {
  for (const some of inTurns(rows)) await trx.insertInto('services').values(some).execute()
}

export async function updateService(
  trx: Trx,
  id: string,
  values: Partial<Omit<ServiceRow, 'id' | 'key'>>,
): Promise<void> {
  await trx.updateTable('services').set(values).where('id', '=', id).execute()
}

export async function archiveServices(trx: Trx, ids: readonly string[], at: Temporal.Instant): Promise<void> {
  if (ids.length === 0) return
  await trx.updateTable('services').set({ archivedAt: at }).where('id', '=', anyOf(ids)).execute()
}

/** What services stand on, by id and key, in the order of the keys; of these services, or of all. */
export async function listDependencies(
  trx: Trx,
  ids?: readonly string[],
): Promise<{ serviceId: string; key: string }[]> {
  if (ids?.length === 0) return []
  return trx
    .selectFrom('serviceDependencies')
    .innerJoin('services', (join) =>
      join
        .onRef('services.orgId', '=', 'serviceDependencies.orgId')
        .onRef('services.id', '=', 'serviceDependencies.dependsOnId'),
    )
    .select(['serviceDependencies.serviceId', 'services.key'])
    .where('services.archivedAt', 'is', null)
    .$if(ids !== undefined, (query) => query.where('serviceDependencies.serviceId', '=', anyOf(ids!)))
    .orderBy('services.key')
    .execute()
}

/** The key itself, those of everything below it and below these others, and those of what stands on it directly. */
export async function listConnectedKeys(trx: Trx, key: string, others: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ key: string }>`
    with recursive below as (
      select id, org_id from services where archived_at is null and key = any(${[key, ...others]})
      union
      select depends_on_id, below.org_id from below
      join service_dependencies on service_dependencies.org_id = below.org_id and service_id = below.id),
    around as (
      select id, org_id from below
      union
      select service_id, service_dependencies.org_id from service_dependencies
      join services on services.org_id = service_dependencies.org_id and services.id = depends_on_id
      where services.archived_at is null and services.key = ${key})
    select services.key from services join around using (org_id, id) where services.archived_at is null`.execute(trx)
  return rows.map((row) => row.key)
}

/** Writes what these services stand on, in the place of what was written before. */
export async function replaceDependencies(
  trx: Trx,
  serviceIds: readonly string[],
  rows: readonly { orgId: string; serviceId: string; dependsOnId: string }[],
): Promise<void> {
  if (serviceIds.length === 0) return
  await trx.deleteFrom('serviceDependencies').where('serviceId', '=', anyOf(serviceIds)).execute()
  for (const some of inTurns(rows)) await trx.insertInto('serviceDependencies').values(some).execute()
}

const anyOf = (ids: readonly string[]) => sql<string>`any(${ids}::uuid[])`

function inTurns<Row>(rows: readonly Row[]): Row[][] {
  const turns = Math.ceil(rows.length / rowsAtOnce)
  return Array.from({ length: turns }, (_, turn) => rows.slice(turn * rowsAtOnce, (turn + 1) * rowsAtOnce))
}
