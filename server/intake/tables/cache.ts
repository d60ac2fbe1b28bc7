import type { Trx } from '../../kernel/db/types.ts'
import { getCsv, listTablesOf } from '../store/tables.ts'
import { readTable } from './read-csv.ts'
import type { LookupTable } from './table.ts'

/** Tables that a node keeps read; a full one has some ten megabytes. */
const mostKept = 100

interface Kept {
  version: string
  table: LookupTable
}

/** The look-up tables that this node has read. What is asked for is compared with the version that the database has now. */
export class TableCache {
  private readonly keptById = new Map<string, Kept>()

  /** Those of these tables that there are. */
  async find(trx: Trx, keys: readonly string[]): Promise<Map<string, LookupTable>> {
    const found = new Map<string, LookupTable>()
    for (const { id, key, keyColumn, version } of await listTablesOf(trx, keys)) {
      const kept = this.keptById.get(id)
      const table = kept?.version === version ? kept.table : await read(trx, id, key, keyColumn)
      if (table === undefined) continue
      this.keep(id, { version, table })
      found.set(key, table)
    }
    return found
  }

  private keep(id: string, kept: Kept): void {
    this.keptById.delete(id)
    this.keptById.set(id, kept)
    for (const oldest of this.keptById.keys()) {
      if (this.keptById.size <= mostKept) break
      this.keptById.delete(oldest)
    }
  }
}

async function read(trx: Trx, id: string, key: string, keyColumn: string): Promise<LookupTable | undefined> {
  const csv = await getCsv(trx, id)
  const result = csv === undefined ? undefined : await readTable(key, csv, keyColumn)
  return result?.ok ? result.table : undefined
}
