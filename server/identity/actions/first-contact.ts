import { priorities } from '../../../contract/keys.ts'
import type { Work } from '../../kernel/db/work.ts'
import { insertContact, listContacts, replaceRules } from '../store/contacts.ts'

/**
 * Gives a person who has no contact yet the mailbox as the first one, with a rule for each priority: somebody who can sign
 * in can also be paged. Unverified it is not used until its owner enters the code.
 */
export async function giveMailContact(work: Work, userId: string, address: string, verified: boolean): Promise<void> {
  const { trx, orgId } = work
  if ((await listContacts(trx, userId)).length > 0) return
  const contactId = work.id()
  await insertContact(trx, {
    orgId,
    id: contactId,
    userId,
    key: 'mail',
    channel: 'email',
    address,
    secretSealed: null,
    verifiedAt: verified ? work.now : null,
    managed: false,
    createdAt: work.now,
  })
  for (const priority of priorities) {
    await replaceRules(trx, userId, priority, [{ orgId, id: work.id(), contactId, afterSeconds: 0 }])
  }
}
