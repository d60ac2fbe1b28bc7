import type { Trx } from '../../kernel/db/types.ts'

export interface TableValues {
  keyColumn: string
  columns: readonly string[]
  rowCount: number
  csv: string
  version: string
  managed: boolean
  updatedAt: Temporal.Instant
}

const described = ['id', 'key', 'keyColumn', 'columns', 'rowCount', 'version', 'managed', 'updatedAt'] as const

function briefly(trx: Trx) {
  return trx.selectFrom('lookupTables').select(described)
}

export type TableRow = Awaited<ReturnType<ReturnType<typeof briefly>['executeTakeFirstOrThrow']>>

/** By key, without their content. */
export async function listTables(
  trx: Trx,
  page: { limit?: number; after?: string | undefined } = {},
): Promise<TableRow[]> {
  return briefly(trx)
    .$if(page.after !== undefined, (query) => query.where('key', '>', page.after!))
    .$if(page.limit !== undefined, (query) => query.limit(page.limit!))
    .orderBy('key')
    .execute()
}

/** These tables, without their content. */
export async function listTablesOf(trx: Trx, keys: readonly string[]): Promise<TableRow[]> {
  if (keys.length === 0) return []
  return briefly(trx).where('key', 'in', keys).execute()
}

export async function findTable(trx: Trx, key: string): Promise<TableRow | undefined> {
  return briefly(trx).where('key', '=', key).executeTakeFirst()
}

export async function countTables(trx: Trx): Promise<number> {
  const row = await trx
    .selectFrom('lookupTables')
    .select((eb) => eb.fn.countAll<number>().as('amount'))
    .executeTakeFirstOrThrow()
  return Number(row.amount)
}

/** The content of a table as it was written. */
export async function getCsv(trx: Trx, id: string): Promise<string | undefined> {
  const row = await trx.selectFrom('lookupTables').select('csv').where('id', '=', id).executeTakeFirst()
  return row?.csv
}

export async function insertTable(
  trx: Trx,
  values: TableValues & { orgId: string; id: string; key: string },
): Promise<void> {
  await trx
    .insertInto('lookupTables')
    .values({ ...values, columns: JSON.stringify(values.columns) })
    .execute()
}

export async function updateTable(trx: Trx, id: string, values: TableValues): Promise<void> {
  await trx
    .updateTable('lookupTables')
    .set({ ...values, columns: JSON.stringify(values.columns) })
    .where('id', '=', id)
    .execute()
}

export async function deleteTable(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom('lookupTables').where('id', '=', id).execute()
}
