import type { LookupTableConfig } from '../../../contract/config/event-rule.ts'
import type { Trx } from '../../kernel/db/types.ts'
import type { Work } from '../../kernel/db/work.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import type { Extent, SyncChange } from '../../kernel/sync.ts'
import { sync, wholeFile } from '../../kernel/sync.ts'
import * as store from '../store/tables.ts'
import { contentOf } from './content.ts'

/** Brings the look-up tables in line with a configuration file. Throws invalid_config for CSV that cannot be read. */
export async function syncLookupTables(
  _kernel: Kernel,
  work: Work,
  items: readonly LookupTableConfig[],
  extent: Extent = wholeFile,
): Promise<SyncChange[]> {
  const rows = await store.listTables(work.trx)
  const rowByKey = new Map(rows.map((row) => [row.key, row]))
  const values = async (item: LookupTableConfig) => {
    const place = items.findIndex((one) => one.key === item.key)
    const content = await contentOf(item, (line, message) => ({
      path: `lookupTables.${place}.csv`,
      message: `line ${line} of the table: ${message}`,
    }))
    return { ...content, version: work.id(), updatedAt: work.now, managed: extent.managed }
  }
  const changes = await sync({
    noun: 'lookupTables',
    extent,
    wanted: items.map((item) => normalised(item, rowByKey.get(item.key))),
    existing: (await itemsOf(work.trx, rows)).map((item) => ({ item, managed: rowByKey.get(item.key)!.managed })),
    create: async (item) =>
      store.insertTable(work.trx, { ...(await values(item)), orgId: work.orgId, id: work.id(), key: item.key }),
    update: async (item) => store.updateTable(work.trx, rowByKey.get(item.key)!.id, await values(item)),
    remove: ({ key }) => store.deleteTable(work.trx, rowByKey.get(key)!.id),
  })
  if (changes.length > 0) work.changed('setup')
  return changes
}

/** The tables as a configuration file writes them. */
export async function exportLookupTables(_kernel: Kernel, trx: Trx): Promise<LookupTableConfig[]> {
  return itemsOf(trx, await store.listTables(trx))
}

async function itemsOf(trx: Trx, rows: readonly store.TableRow[]): Promise<LookupTableConfig[]> {
  const items: LookupTableConfig[] = []
  for (const row of rows) {
    const csv = (await store.getCsv(trx, row.id)) ?? ''
    items.push(normalised({ key: row.key, keyColumn: row.keyColumn, csv }, row))
  }
  return items
}

/** The first column need not be named: both ways mean the same. */
function normalised(item: LookupTableConfig, row: store.TableRow | undefined): LookupTableConfig {
  const { keyColumn, ...rest } = item
  const isFirst = keyColumn !== undefined && keyColumn === (row?.columns as string[] | undefined)?.[0]
  return isFirst || keyColumn === undefined ? rest : item
}
