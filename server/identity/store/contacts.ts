import type { Trx } from '../../kernel/db/types.ts'
import type { Channel } from '../../../contract/config/person.ts'
import type { Priority } from '../../../contract/keys.ts'

export interface ContactRow {
  id: string
  userId: string
  key: string
  channel: Channel
  address: string
  secretSealed: string | null
  verifiedAt: Temporal.Instant | null
  managed: boolean
}

const columns = ['id', 'userId', 'key', 'channel', 'address', 'secretSealed', 'verifiedAt', 'managed'] as const

/** The contacts of everybody, or of one person. */
export async function listContacts(trx: Trx, userId?: string): Promise<ContactRow[]> {
  return trx
    .selectFrom('contacts')
    .select(columns)
    .where('archivedAt', 'is', null)
    .$if(userId !== undefined, (query) => query.where('userId', '=', userId!))
    .orderBy('key')
    .execute()
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
  contactKey: string
  afterSeconds: number
}

/** The notification rules of everybody, or of one person, in their order; also those whose contact is gone. */
export async function listRules(trx: Trx, userId?: string): Promise<RuleRow[]> {
  return trx
    .selectFrom('notificationRules as rule')
    .innerJoin('contacts as contact', (join) =>
      join.onRef('contact.orgId', '=', 'rule.orgId').onRef('contact.id', '=', 'rule.contactId'),
    )
    .select(['rule.userId', 'rule.priority', 'contact.key as contactKey', 'rule.afterSeconds'])
    .$if(userId !== undefined, (query) => query.where('rule.userId', '=', userId!))
    .orderBy('rule.userId')
    .orderBy('rule.priority')
    .orderBy('rule.position')
    .execute()
}

export async function replaceRules(
  trx: Trx,
  userId: string,
  priority: Priority,
  rows: readonly { orgId: string; id: string; contactId: string; afterSeconds: number }[],
): Promise<void> {
  await trx.deleteFrom('notificationRules').where('userId', '=', userId).where('priority', '=', priority).execute()
  if (rows.length === 0) return
  await trx
    .insertInto('notificationRules')
    .values(rows.map((row, position) => ({ ...row, userId, priority, position })))
    .execute()
}

export async function deleteRules(trx: Trx, userId: string): Promise<void> {
  await trx.deleteFrom('notificationRules').where('userId', '=', userId).execute()
}
