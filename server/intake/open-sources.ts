import { adapterByType } from './adapters/registry.ts'
import type { SourceOptions } from './adapters/adapter.ts'
import type { SourceType } from '../../contract/config/source.ts'
import type { EventRule } from '../../contract/config/event-rule.ts'
import type { Trx } from '../kernel/db/types.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { formerKeys } from '../keys/index.ts'
import type { FormerKey } from '../keys/index.ts'
import { readyRules } from './rules/source-rules.ts'
import { findOwners, listOpenSources, listReferenceKeys } from './store/sources.ts'
import type { Owner } from './store/sources.ts'
import type { TableCache } from './tables/cache.ts'
import type { FormerSecret, OpenSource } from './types.ts'

/** What a key leads to. `counted`: the source has former keys, so every use is noted. */
export interface Found {
  source: OpenSource
  counted?: { name: string; endsAt: Temporal.Instant | null } | undefined
}

/** What integration keys of these hashes (in base64) lead to; former keys are among them, also those that have ended. */
export async function readSources(
  kernel: Kernel,
  tables: TableCache,
  hashes: readonly Buffer[],
): Promise<Map<string, Found>> {
  const owners = await findOwners(kernel.engine, hashes, kernel.clock.now())
  const sourceById = new Map<string, OpenSource>()
  for (const [orgId, group] of Map.groupBy(owners, (owner) => owner.orgId)) {
    const opened = await kernel.work.inOrganization(orgId, ({ trx }) => openSources(kernel, trx, tables, orgId, group))
    for (const source of opened) sourceById.set(source.id, source)
  }
  const found = new Map<string, Found>()
  for (const owner of owners) {
    const source = sourceById.get(owner.id)
    if (source) found.set(owner.keyHash.toString('base64'), { source, counted: countedAs(owner) })
  }
  return found
}

function countedAs({ hasFormer, formerId, endsAt }: Owner): Found['counted'] {
  return hasFormer ? { name: formerId ?? 'integration_key', endsAt } : undefined
}

async function openSources(
  kernel: Kernel,
  trx: Trx,
  tables: TableCache,
  orgId: string,
  owners: readonly Owner[],
): Promise<OpenSource[]> {
  const rows = await listOpenSources(trx, [...new Set(owners.map(({ id }) => id))])
  const rulesById = await rulesOf(trx, tables, rows)
  const former = await formerKeys(trx, [...new Set(owners.flatMap(({ id, hasFormer }) => (hasFormer ? [id] : [])))])
  return rows.flatMap((row) => {
    // The self-test comes in as any JSON does.
    const type = row.type === 'selftest' ? 'webhook' : row.type
    if (!Object.hasOwn(adapterByType, type)) return []
    const source = { ...asOpenSource(kernel, orgId, { ...row, type }), rules: rulesById.get(row.id) }
    const secrets = formerSecrets(kernel, former, row.id)
    return [secrets.length > 0 ? { ...source, formerSecrets: secrets } : source]
  })
}

function formerSecrets(kernel: Kernel, keys: readonly FormerKey[], sourceId: string): FormerSecret[] {
  return keys.flatMap(({ id, holderId, sealed, endsAt }) =>
    sealed === null || holderId !== sourceId
      ? []
      : [{ id, secret: kernel.secrets.open('source-secret', sealed), endsAt }],
  )
}

type Row = Awaited<ReturnType<typeof listOpenSources>>[number]

/** The rules of those that have some: most sources have none, and nothing is read for them. */
async function rulesOf(trx: Trx, tables: TableCache, rows: readonly Row[]) {
  const rulesById = new Map<string, OpenSource['rules']>()
  const ruled = rows.filter((row) => (row.rules as EventRule[]).length > 0)
  if (ruled.length === 0) return rulesById
  const keysById = new Map(
    (
      await listReferenceKeys(
        trx,
        ruled.map((row) => row.id),
      )
    ).map((keys) => [keys.id, keys]),
  )
  for (const row of ruled) {
    const source = { ...row, ...keysById.get(row.id)! }
    rulesById.set(row.id, await readyRules(trx, tables, source, row.rules as EventRule[]))
  }
  return rulesById
}

/** A source as events come to it, but for its rules. */
export function asOpenSource(kernel: Kernel, orgId: string, row: Row): OpenSource {
  return {
    orgId,
    id: row.id,
    key: row.key,
    name: row.name,
    type: row.type as SourceType,
    options: optionsOf(kernel, row),
    escalationPolicyId: row.escalationPolicyId,
    customerId: row.customerId,
    serviceId: row.serviceId,
    priorities: row.priorities as OpenSource['priorities'],
  }
}

/** The secret is opened here, once for all requests of the next seconds. */
function optionsOf(kernel: Kernel, { options, secretSealed }: Row): SourceOptions {
  if (secretSealed === null) return options as SourceOptions
  return { ...(options as SourceOptions), secret: kernel.secrets.open('source-secret', secretSealed) }
}
