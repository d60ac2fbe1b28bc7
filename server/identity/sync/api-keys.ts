import type { z } from 'zod'
import type { apiKey } from '../../../contract/config/organization.ts'
import type { Role } from '../../../contract/keys.ts'
import type { Work } from '../../kernel/db/work.ts'
import type { Trx } from '../../kernel/db/types.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { hashToken } from '../../kernel/secrets.ts'
import type { Extent, SyncChange } from '../../kernel/sync.ts'
import { sync, wholeFile } from '../../kernel/sync.ts'
import { deleteApiKey, insertApiKey, listApiKeys, updateApiKey } from '../store/api-keys.ts'

/** A key that is there may be written without its token, which then stays. */
type ApiKeyConfig = Omit<z.output<typeof apiKey>, 'token'> & { token?: string | undefined }

/** Compared by the hash of the token: nobody, not even Pikett, knows the token of a key that is there. */
export async function syncApiKeys(
  _kernel: Kernel,
  work: Work,
  items: readonly ApiKeyConfig[],
  extent: Extent = wholeFile,
): Promise<SyncChange[]> {
  const { managed } = extent
  const { trx, orgId } = work
  const rows = await listApiKeys(trx)
  const idByKey = new Map(rows.map((row) => [row.key, row.id]))
  const hashByKey = new Map(rows.map((row) => [row.key, row.tokenHash]))
  const keys = new Set(items.map((item) => item.key))
  return sync<Stored>({
    noun: 'apiKeys',
    extent,
    wanted: items.map((item) => wantedKey(item, hashByKey)),
    existing: rows.map((row) => ({ item: asStored(row, row.tokenHash), managed: row.managed })),
    async create({ key, role, token, expiresAt }) {
      const tokenHash = Buffer.from(token, 'hex')
      // A token that moves to another key: the key that had it is one the file no longer names.
      const before = rows.find((row) => row.managed && row.tokenHash.equals(tokenHash) && !keys.has(row.key))
      if (before && extent.only === undefined) await deleteApiKey(trx, before.id)
      const row = { orgId, id: work.id(), key, tokenHash, role, managed, createdAt: work.now }
      await insertApiKey(trx, { ...row, expiresAt: instantOf(expiresAt) })
    },
    async update({ key, role, token, expiresAt }) {
      const tokenHash = Buffer.from(token, 'hex')
      await updateApiKey(trx, idByKey.get(key)!, { tokenHash, role, managed, expiresAt: instantOf(expiresAt) })
    },
    async remove({ key }) {
      await deleteApiKey(trx, idByKey.get(key)!)
    },
  })
}

function wantedKey(item: ApiKeyConfig, hashByKey: ReadonlyMap<string, Buffer>): Stored {
  const hash = item.token === undefined ? hashByKey.get(item.key) : hashToken(item.token)
  if (hash === undefined) throw new Error(`the new API key ${item.key} has no token`)
  return asStored({ ...item, expiresAt: instantOf(item.expiresAt) }, hash)
}

function asStored(
  { key, role, expiresAt }: { key: string; role: Role; expiresAt: Temporal.Instant | null },
  hash: Buffer,
): Stored {
  return { key, role, token: hash.toString('hex'), ...(expiresAt !== null && { expiresAt: expiresAt.toString() }) }
}

/** Keys, roles and when they end; the tokens cannot be exported. */
export async function exportApiKeys(_kernel: Kernel, trx: Trx): Promise<Omit<ApiKeyConfig, 'token'>[]> {
  return (await listApiKeys(trx)).map(({ key, role, expiresAt }) => ({
    key,
    role,
    ...(expiresAt !== null && { expiresAt: expiresAt.toString() }),
  }))
}

const instantOf = (text: string | undefined) => (text === undefined ? null : Temporal.Instant.from(text))

interface Stored {
  key: string
  role: Role
  token: string
  expiresAt?: string
}
