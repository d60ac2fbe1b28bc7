import type { Connection, Trx } from '../../kernel/db/types.ts'
import type { Role } from '../../../contract/keys.ts'

export interface ApiKeyRow {
  id: string
  key: string
  tokenHash: Buffer
  role: Role
  managed: boolean
  expiresAt: Temporal.Instant | null
  lastUsedAt: Temporal.Instant | null
  createdAt: Temporal.Instant
}

const columns = ['id', 'key', 'tokenHash', 'role', 'managed', 'expiresAt', 'lastUsedAt', 'createdAt'] as const

export async function listApiKeys(trx: Trx): Promise<ApiKeyRow[]> {
  return trx.selectFrom('apiKeys').select(columns).orderBy('createdAt').orderBy('id').execute()
}

export async function listApiKeyPage(trx: Trx, limit: number, after?: string): Promise<ApiKeyRow[]> {
  return trx
    .selectFrom('apiKeys')
    .select(columns)
    .$if(after !== undefined, (query) => query.where('key', '>', after!))
    .orderBy('key')
    .limit(limit)
    .execute()
}

export async function findApiKey(trx: Trx, id: string): Promise<ApiKeyRow | undefined> {
  return trx.selectFrom('apiKeys').select(columns).where('id', '=', id).executeTakeFirst()
}

export async function insertApiKey(trx: Trx, row: Omit<ApiKeyRow, 'lastUsedAt'> & { orgId: string }): Promise<void> {
  await trx.insertInto('apiKeys').values(row).execute()
}

export async function updateApiKey(
  trx: Trx,
  id: string,
  values: Partial<Pick<ApiKeyRow, 'tokenHash' | 'role' | 'managed' | 'expiresAt' | 'lastUsedAt'>>,
): Promise<void> {
  await trx.updateTable('apiKeys').set(values).where('id', '=', id).execute()
}

export async function deleteApiKey(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom('apiKeys').where('id', '=', id).execute()
}

/** Across organizations: whose key this is. */
export async function findApiKeyOwner(engine: Connection, tokenHash: Buffer) {
  return engine.selectFrom('apiKeys').select(['orgId', 'id']).where('tokenHash', '=', tokenHash).executeTakeFirst()
}
