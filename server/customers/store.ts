import type { Trx } from '../kernel/db/types.ts'

export interface CustomerRow {
  id: string
  key: string
  name: string
  tier: string | null
  managed: boolean
  supportHours: unknown
  grouping: unknown
}

const columns = ['id', 'key', 'name', 'tier', 'managed', 'supportHours', 'grouping'] as const

const present = (trx: Trx) => trx.selectFrom('customers').select(columns).where('archivedAt', 'is', null)

export async function listCustomers(trx: Trx): Promise<CustomerRow[]> {
  return present(trx).orderBy('createdAt').orderBy('id').execute()
}

export async function listCustomerPage(trx: Trx, limit: number, after?: string): Promise<CustomerRow[]> {
  return present(trx)
    .$if(after !== undefined, (query) => query.where('key', '>', after!))
    .orderBy('key')
    .limit(limit)
    .execute()
}

/** The ids of those of these keys that exist now. */
export async function listCustomerIds(trx: Trx, keys: readonly string[]): Promise<{ id: string; key: string }[]> {
  return trx
    .selectFrom('customers')
    .select(['id', 'key'])
    .where('archivedAt', 'is', null)
    .where('key', 'in', [...keys])
    .execute()
}

/** Also archived customers: an alert names whoever it was about. */
export async function listCustomersById(trx: Trx, ids: readonly string[]): Promise<CustomerRow[]> {
  if (ids.length === 0) return []
  return trx
    .selectFrom('customers')
    .select(columns)
    .where('id', 'in', [...ids])
    .execute()
}

export async function insertCustomer(
  trx: Trx,
  row: CustomerRow & { orgId: string; createdAt: Temporal.Instant },
): Promise<void> {
  await trx
    .insertInto('customers')
    .values({ ...row, supportHours: asJson(row.supportHours), grouping: asJson(row.grouping) })
    .execute()
}

export async function updateCustomer(
  trx: Trx,
  id: string,
  values: {
    name?: string
    tier?: string | null
    managed?: boolean
    supportHours?: unknown
    grouping?: unknown
    archivedAt?: Temporal.Instant
  },
): Promise<void> {
  const { supportHours, grouping, ...rest } = values
  const settings = {
    ...(supportHours !== undefined && { supportHours: asJson(supportHours) }),
    ...(grouping !== undefined && { grouping: asJson(grouping) }),
  }
  await trx
    .updateTable('customers')
    .set({ ...rest, ...settings })
    .where('id', '=', id)
    .execute()
}

const asJson = (value: unknown) => (value === null ? null : JSON.stringify(value))
