import type { Selectable } from 'kysely'
import type { MaintenanceWindows } from '../kernel/db/schema.generated.ts'
import type { Trx } from '../kernel/db/types.ts'
import type { MaintenanceWindow, ScopeThings, WindowPlan, WindowValues } from './types.ts'

const present = (trx: Trx) => trx.selectFrom('maintenanceWindows').selectAll().where('archivedAt', 'is', null)

export async function listWindows(trx: Trx): Promise<MaintenanceWindow[]> {
  return (await present(trx).orderBy('createdAt').orderBy('id').execute()).map(asWindow)
}

/** A page by key. */
export async function listWindowPage(
  trx: Trx,
  query: {
    limit: number
    after: string | undefined
    state: 'active' | 'upcoming' | 'past' | undefined
    now: Temporal.Instant
  },
): Promise<MaintenanceWindow[]> {
  const { limit, after, state, now } = query
  let select = present(trx).orderBy('key').limit(limit)
  if (after !== undefined) select = select.where('key', '>', after)
  if (state === 'active') select = select.where('occurrenceFrom', '<=', now).where('occurrenceTo', '>', now)
  if (state === 'upcoming') select = select.where('occurrenceFrom', '>', now)
  if (state === 'past') select = select.where('occurrenceFrom', 'is', null)
  return (await select.execute()).map(asWindow)
}

/** By id or key, locked until the transaction ends. */
export async function lockWindow(
  trx: Trx,
  name: { id: string } | { key: string },
): Promise<MaintenanceWindow | undefined> {
  const select = 'id' in name ? present(trx).where('id', '=', name.id) : present(trx).where('key', '=', name.key)
  const row = await select.forUpdate().executeTakeFirst()
  return row && asWindow(row)
}

/** The same to look at only. */
export async function findWindow(
  trx: Trx,
  name: { id: string } | { key: string },
): Promise<MaintenanceWindow | undefined> {
  const select = 'id' in name ? present(trx).where('id', '=', name.id) : present(trx).where('key', '=', name.key)
  const row = await select.executeTakeFirst()
  return row && asWindow(row)
}

/** The windows that begin or end by `now`, locked; those that others hold are left to them. */
export async function lockDueWindows(
  trx: Trx,
  ids: readonly string[],
  now: Temporal.Instant,
): Promise<MaintenanceWindow[]> {
  const rows = await present(trx)
    .where('id', 'in', ids)
    .where('nextAt', '<=', now)
    .orderBy('id')
    .forUpdate()
    .skipLocked()
    .execute()
  return rows.map(asWindow)
}

/**
 * The windows whose occurrence has begun. Locked against changes until the transaction ends: whoever ends a window at this
 * moment waits, and then finds the alerts that were held meanwhile.
 */
export async function shareBegun(trx: Trx, now: Temporal.Instant): Promise<MaintenanceWindow[]> {
  return (await present(trx).where('occurrenceFrom', '<=', now).orderBy('id').forShare().execute()).map(asWindow)
}

export async function insertWindow(trx: Trx, orgId: string, row: MaintenanceWindow): Promise<void> {
  const { createdBy, recurrence, ...columns } = row
  await trx
    .insertInto('maintenanceWindows')
    .values({ orgId, ...columns, createdBy: jsonOf(createdBy), recurrence: jsonOf(recurrence) })
    .execute()
}

type WindowChange = Partial<WindowValues & WindowPlan> & {
  endedAt?: Temporal.Instant | null
  managed?: boolean
  archivedAt?: Temporal.Instant
}

export async function updateWindow(trx: Trx, id: string, { recurrence, ...columns }: WindowChange): Promise<void> {
  await trx
    .updateTable('maintenanceWindows')
    .set({ ...columns, ...(recurrence !== undefined && { recurrence: jsonOf(recurrence) }) })
    .where('id', '=', id)
    .execute()
}

/** What windows can name; reads the keys and names of tables of other slices. */
export async function listThings(trx: Trx): Promise<ScopeThings> {
  const list = (table: 'sources' | 'services' | 'customers') =>
    trx.selectFrom(table).select(['id', 'key', 'name']).where('archivedAt', 'is', null).execute()
  return { sources: await list('sources'), services: await list('services'), customers: await list('customers') }
}

/** The customers of services, by service: a window for a customer holds for all that the customer has. */
export async function customersOfServices(trx: Trx, serviceIds: readonly string[]): Promise<Map<string, string>> {
  if (serviceIds.length === 0) return new Map()
  const rows = await trx.selectFrom('services').select(['id', 'customerId']).where('id', 'in', serviceIds).execute()
  return new Map(rows.flatMap(({ id, customerId }) => (customerId === null ? [] : [[id, customerId]])))
}

/** The sources of what Pikett itself reports, and of its self-test. */
export async function listSystemSources(trx: Trx): Promise<Set<string>> {
  const rows = await trx.selectFrom('sources').select('id').where('type', 'in', ['system', 'selftest']).execute()
  return new Set(rows.map((row) => row.id))
}

const jsonOf = (value: unknown) => (value === null ? null : JSON.stringify(value))

function asWindow(row: Selectable<MaintenanceWindows>): MaintenanceWindow {
  const { orgId: _org, archivedAt: _archived, ...window } = row
  return {
    ...window,
    recurrence: row.recurrence as MaintenanceWindow['recurrence'],
    createdBy: row.createdBy as MaintenanceWindow['createdBy'],
  }
}
