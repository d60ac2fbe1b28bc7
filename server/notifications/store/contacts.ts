import type { Channel } from '../../../contract/config/person.ts'
import type { Priority } from '../../../contract/keys.ts'
import type { Trx } from '../../kernel/db/types.ts'

export interface ContactRow {
  id: string
  userId: string
  key: string
  channel: Channel
  address: string
  /** What the person calls a device; null for everything else. */
  label: string | null
  verifiedAt: Temporal.Instant | null
  disabledAt: Temporal.Instant | null
  disabledReason: string | null
}

const columns = [
  'id',
  'userId',
  'key',
  'channel',
  'address',
  'label',
  'verifiedAt',
  'disabledAt',
  'disabledReason',
] as const

/** The contacts of these people in the order in which they were set up. */
export async function listContacts(trx: Trx, userIds: readonly string[]): Promise<ContactRow[]> {
  if (userIds.length === 0) return []
  return trx
    .selectFrom('contacts')
    .select(columns)
    .where('userId', 'in', userIds)
    .where('archivedAt', 'is', null)
    .orderBy('id')
    .execute()
}

export interface RuleRow {
  userId: string
  priority: Priority
  /** Null: all devices of the person. */
  contactId: string | null
  afterSeconds: number
}

/** The notification rules of these people, in their order. */
export async function listRules(trx: Trx, userIds: readonly string[]): Promise<RuleRow[]> {
  if (userIds.length === 0) return []
  return trx
    .selectFrom('notificationRules')
    .select(['userId', 'priority', 'contactId', 'afterSeconds'])
    .where('userId', 'in', userIds)
    .orderBy('position')
    .execute()
}

/** Names of people, also of those who have left: their pages stay readable. */
export async function listNames(
  trx: Trx,
  userIds: readonly string[],
): Promise<Map<string, { key: string; name: string }>> {
  if (userIds.length === 0) return new Map()
  const rows = await trx.selectFrom('users').select(['id', 'key', 'name']).where('id', 'in', userIds).execute()
  return new Map(rows.map((row) => [row.id, row]))
}

export async function findContact(trx: Trx, userId: string, key: string): Promise<ContactRow | undefined> {
  return trx
    .selectFrom('contacts')
    .select(columns)
    .where('userId', '=', userId)
    .where('key', '=', key)
    .where('archivedAt', 'is', null)
    .executeTakeFirst()
}

export interface LockedContact extends ContactRow {
  codeHash: Buffer | null
  codeExpiresAt: Temporal.Instant | null
  codeFailures: number
}

/** The contact with its running verification, locked: two answers to one code are counted one after the other. */
export async function lockContact(trx: Trx, userId: string, key: string): Promise<LockedContact | undefined> {
  return trx
    .selectFrom('contacts')
    .select([...columns, 'codeHash', 'codeExpiresAt', 'codeFailures'])
    .where('userId', '=', userId)
    .where('key', '=', key)
    .where('archivedAt', 'is', null)
    .forUpdate()
    .executeTakeFirst()
}

export async function startCode(
  trx: Trx,
  contactId: string,
  code: { hash: Buffer; expiresAt: Temporal.Instant },
): Promise<void> {
  await trx
    .updateTable('contacts')
    .set({ codeHash: code.hash, codeExpiresAt: code.expiresAt, codeFailures: 0 })
    .where('id', '=', contactId)
    .execute()
}

export async function countWrongCode(trx: Trx, contactId: string): Promise<void> {
  await trx
    .updateTable('contacts')
    .set((eb) => ({ codeFailures: eb('codeFailures', '+', 1) }))
    .where('id', '=', contactId)
    .execute()
}

/** A contact that was verified anew works again, whatever disabled it before. */
export async function setVerified(trx: Trx, contactId: string, at: Temporal.Instant): Promise<void> {
  await trx
    .updateTable('contacts')
    .set({
      verifiedAt: at,
      codeHash: null,
      codeExpiresAt: null,
      codeFailures: 0,
      disabledAt: null,
      disabledReason: null,
    })
    .where('id', '=', contactId)
    .execute()
}

/** False when it was disabled already. */
export async function disableContact(
  trx: Trx,
  contactId: string,
  at: Temporal.Instant,
  reason: string,
): Promise<boolean> {
  const result = await trx
    .updateTable('contacts')
    .set({ disabledAt: at, disabledReason: reason })
    .where('id', '=', contactId)
    .where('disabledAt', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}
