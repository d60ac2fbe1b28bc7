import type { z } from 'zod'
import type { EventRule } from '../../../contract/config/event-rule.ts'
import type { LookupTableView, lookupTableList } from '../../../contract/event-rules.ts'
import { audit } from '../../audit/index.ts'
import type { Trx } from '../../kernel/db/types.ts'
import { Fault } from '../../kernel/fault.ts'
import type { Actor } from '../../kernel/http/actor.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { tableNames } from '../rules/source-rules.ts'
import { listForConfiguration } from '../store/sources.ts'
import * as store from '../store/tables.ts'
import { contentOf } from './content.ts'

const mostTables = 100

/** A page by key. */
export async function listLookupTables(
  kernel: Kernel,
  orgId: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<z.output<typeof lookupTableList>> {
  const rows = await kernel.work.inOrganization(orgId, ({ trx }) =>
    store.listTables(trx, { limit: limit + 1, after: cursor }),
  )
  const page = rows.slice(0, limit)
  return { items: page.map(present), nextCursor: rows.length > limit ? page.at(-1)!.key : null }
}

/** Throws not_found. */
export async function getLookupTable(kernel: Kernel, orgId: string, key: string): Promise<LookupTableView> {
  return kernel.work.inOrganization(orgId, async ({ trx }) => present(await existing(trx, key)))
}

/** The CSV as it was written. Throws not_found. */
export async function getLookupCsv(kernel: Kernel, orgId: string, key: string): Promise<string> {
  return kernel.work.inOrganization(orgId, async ({ trx }) => {
    const { id } = await existing(trx, key)
    return (await store.getCsv(trx, id)) ?? ''
  })
}

/** Who writes a table, and by which column its rows are found. */
export interface TableWriting {
  orgId: string
  actor: Actor
  keyColumn?: string | undefined
}

/** Makes or replaces a table; every node uses it from the commit on. Throws invalid_config with the lines that are wrong. */
export async function putLookupTable(
  kernel: Kernel,
  { orgId, actor, keyColumn }: TableWriting,
  key: string,
  csv: string,
): Promise<LookupTableView> {
  const content = await contentOf({ key, csv, ...(keyColumn !== undefined && { keyColumn }) }, (line, message) => ({
    path: 'csv',
    message: `line ${line}: ${message}`,
  }))
  return kernel.work.inOrganization(orgId, async (work) => {
    const before = await store.findTable(work.trx, key)
    const values = { ...content, version: work.id(), updatedAt: work.now, managed: before?.managed ?? false }
    if (before) await store.updateTable(work.trx, before.id, values)
    else {
      if ((await store.countTables(work.trx)) >= mostTables) {
        throw new Fault('conflict', `An organization has at most ${mostTables} look-up tables.`)
      }
      await store.insertTable(work.trx, { ...values, orgId, id: work.id(), key })
    }
    const row = await existing(work.trx, key)
    audit(work, { action: 'lookup_table.written', actor, subject: subjectOf(row) })
    work.changed('setup')
    return present(row)
  })
}

/** Throws not_found, and conflict when rules still use it. */
export async function deleteLookupTable(kernel: Kernel, orgId: string, actor: Actor, key: string): Promise<void> {
  await kernel.work.inOrganization(orgId, async (work) => {
    const row = await existing(work.trx, key)
    const user = (await listForConfiguration(work.trx)).find((one) =>
      tableNames(one.rules as EventRule[]).includes(key),
    )
    if (user) throw new Fault('conflict', `The event rules of the source "${user.key}" still use this table.`)
    await store.deleteTable(work.trx, row.id)
    audit(work, { action: 'lookup_table.removed', actor, subject: subjectOf(row) })
    work.changed('setup')
  })
}

const subjectOf = ({ id, key }: store.TableRow) => ({ kind: 'lookup_table', id, key, name: key })

async function existing(trx: Trx, key: string): Promise<store.TableRow> {
  const row = await store.findTable(trx, key)
  if (!row) throw new Fault('not_found', 'There is no such look-up table.')
  return row
}

function present({ key, keyColumn, columns, rowCount, managed, updatedAt }: store.TableRow): LookupTableView {
  return {
    key,
    keyColumn,
    columns: columns as string[],
    rows: rowCount,
    managed,
    updatedAt: updatedAt.toString(),
  }
}
