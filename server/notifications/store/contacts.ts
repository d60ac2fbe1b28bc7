import { sql } from 'kysely'
import type { Channel } from '../../../contract/config/person.ts'
import type { Priority } from '../../../contract/keys.ts'
import { anyOf } from '../../kernel/db/among.ts'
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
    .where('userId', '=', anyOf(userIds))
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
    .where('userId', '=', anyOf(userIds))
    .orderBy('position')
    .execute()
}

/** A person as planning needs them: with everything of theirs that may be used, and in which order. */
export interface PlannedPerson {
  id: string
  name: string
  contacts: PlannedContact[]
  rules: Omit<RuleRow, 'userId'>[]
}

export interface PlannedContact {
  id: string
  key: string
  channel: Channel
  verified: boolean
  disabled: boolean
}

/** These people, also those who have left, whose pages stay readable: one statement. Contacts as they were set up. */
export async function listPlannedPeople(trx: Trx, userIds: readonly string[]): Promise<Map<string, PlannedPerson>> {
  const { rows } = await sql<PlannedPerson>`
    select users.id, users.name, coalesce(contacts.listed, '[]') as contacts, coalesce(rules.listed, '[]') as rules
    from users
      left join lateral (
        select jsonb_agg(jsonb_build_object('id', id, 'key', key, 'channel', channel, 'verified', verified_at is not null,
          'disabled', disabled_at is not null) order by id) as listed
        from contacts where contacts.org_id = users.org_id and contacts.user_id = users.id and contacts.archived_at is null
      ) as contacts on true
      left join lateral (
        select jsonb_agg(jsonb_build_object('priority', priority, 'contactId', contact_id, 'afterSeconds', after_seconds)
          order by position) as listed
        from notification_rules where notification_rules.org_id = users.org_id and notification_rules.user_id = users.id
      ) as rules on true
    where users.org_id = app_org() and users.id = any(${userIds}::uuid[])`.execute(trx)
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
