import type { Trx } from '../kernel/db/types.ts'

export interface CustomerRow {
  id: string
  key: string
  name: string
  managed: boolean
  supportHours: unknown
}

const columns = ['id', 'key', 'name', 'managed', 'supportHours'] as const

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
    .values({ ...row, supportHours: asJson(row.supportHours) })
    .execute()
}

export async function updateCustomer(
  trx: Trx,
  id: string,
  values: { name?: string; managed?: boolean; supportHours?: unknown; archivedAt?: Temporal.Instant },
): Promise<void> {
  const { supportHours, ...rest } = values
  const hours = supportHours === undefined ? {} : { supportHours: asJson(supportHours) }
  await trx
    .updateTable('customers')
    .set({ ...rest, ...hours })
    .where('id', '=', id)
    .execute()
}

const asJson = (value: unknown) => (value === null ? null : JSON.stringify(value))
