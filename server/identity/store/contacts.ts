import type { Trx } from '../../kernel/db/types.ts'
import type { ContactConfig } from '../../../contract/config/person.ts'
import type { Priority } from '../../../contract/keys.ts'

export interface ContactRow {
  id: string
  userId: string
  key: string
  channel: ContactConfig['channel']
  address: string
  secretSealed: string | null
  verifiedAt: Temporal.Instant | null
  managed: boolean
}

const columns = ['id', 'userId', 'key', 'channel', 'address', 'secretSealed', 'verifiedAt', 'managed'] as const

/** The contacts of everybody, or of one person; not the devices, which register themselves and stand in no file. */
export async function listContacts(trx: Trx, userId?: string): Promise<ContactRow[]> {
  const rows = await trx
    .selectFrom('contacts')
    .select(columns)
    .where('archivedAt', 'is', null)
    .where('channel', '<>', 'push')
    .$if(userId !== undefined, (query) => query.where('userId', '=', userId!))
    .orderBy('key')
    .execute()
  return rows as ContactRow[]
}

export async function insertContact(
  trx: Trx,
  row: ContactRow & { orgId: string; createdAt: Temporal.Instant },
): Promise<void> {
  await trx.insertInto('contacts').values(row).execute()
}

export async function updateContact(
  trx: Trx,
  id: string,
  values: Partial<Omit<ContactRow, 'id' | 'userId' | 'key'>>,
): Promise<void> {
  await trx.updateTable('contacts').set(values).where('id', '=', id).execute()
}

/** The address of a contact has changed: a running verification and an earlier failure were about the old one. */
export async function resetContact(trx: Trx, id: string): Promise<void> {
  const values = { codeHash: null, codeExpiresAt: null, codeFailures: 0, disabledAt: null, disabledReason: null }
  await trx.updateTable('contacts').set(values).where('id', '=', id).execute()
}

export async function archiveContacts(trx: Trx, ids: readonly string[], archivedAt: Temporal.Instant): Promise<void> {
  if (ids.length === 0) return
  await trx
    .updateTable('contacts')
    .set({ archivedAt })
    .where('id', 'in', [...ids])
    .execute()
}

export interface RuleRow {
  userId: string
  priority: Priority
  /** The key of a contact, or `push` for all devices. */
  contactKey: string
  afterSeconds: number
}

/** The notification rules of everybody, or of one person, in their order; also those whose contact is gone. */
export async function listRules(trx: Trx, userId?: string): Promise<RuleRow[]> {
  return trx
    .selectFrom('notificationRules as rule')
    .leftJoin('contacts as contact', (join) =>
      join.onRef('contact.orgId', '=', 'rule.orgId').onRef('contact.id', '=', 'rule.contactId'),
    )
    .select(['rule.userId', 'rule.priority', 'rule.afterSeconds'])
    .select((eb) => eb.fn.coalesce('contact.key', 'rule.channel').$castTo<string>().as('contactKey'))
    .$if(userId !== undefined, (query) => query.where('rule.userId', '=', userId!))
    .orderBy('rule.userId')
    .orderBy('rule.priority')
    .orderBy('rule.position')
    .execute()
}

interface NewRule {
  orgId: string
  id: string
  afterSeconds: number
  /** One contact, or else all devices. */
  contactId: string | null
  channel?: 'push' | null
}

export async function replaceRules(
  trx: Trx,
  userId: string,
  priority: Priority,
  rows: readonly NewRule[],
): Promise<void> {
  await trx.deleteFrom('notificationRules').where('userId', '=', userId).where('priority', '=', priority).execute()
  if (rows.length === 0) return
  await trx
    .insertInto('notificationRules')
    .values(rows.map((row, position) => ({ ...row, userId, priority, position })))
    .execute()
}

/** Whether the person has anything of this key, also a device. */
export async function existsContactKey(trx: Trx, userId: string, key: string): Promise<boolean> {
  const row = await trx
    .selectFrom('contacts')
    .select('id')
    .where('userId', '=', userId)
    .where('key', '=', key)
    .where('archivedAt', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

/** The rules that use one contact. */
export async function deleteRulesOf(trx: Trx, contactId: string): Promise<void> {
  await trx.deleteFrom('notificationRules').where('contactId', '=', contactId).execute()
}

export async function deleteRules(trx: Trx, userId: string): Promise<void> {
  await trx.deleteFrom('notificationRules').where('userId', '=', userId).execute()
}
