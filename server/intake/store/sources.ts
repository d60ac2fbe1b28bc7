import type { Connection, Trx } from '../../kernel/db/types.ts'

/** Which organization each of these integration keys belongs to, through the engine's narrow path across organizations. */
export async function findOwners(
  engine: Connection,
  hashes: readonly Buffer[],
): Promise<{ orgId: string; id: string; integrationKeyHash: Buffer | null }[]> {
  return engine
    .selectFrom('sources')
    .select(['orgId', 'id', 'integrationKeyHash'])
    .where('integrationKeyHash', 'in', hashes)
    .where('archivedAt', 'is', null)
    .execute()
}

/** The sources of these ids that take events now. */
export async function listOpenSources(trx: Trx, ids: readonly string[]) {
  return trx
    .selectFrom('sources')
    .selectAll()
    .where('id', 'in', ids)
    .where('archivedAt', 'is', null)
    .where('enabled', '=', true)
    .execute()
}
