import type { Reachability } from '../../../rules/notifications/person.ts'
import type { Channel } from '../../../contract/config/person.ts'
import type { Trx } from '../../kernel/db/types.ts'
import { maskAddress } from '../content/mask.ts'
import { listContacts, listRules } from '../store/contacts.ts'
import { plannable } from './plan.ts'

/** A contact for the eyes of colleagues. */
export interface MaskedContact {
  key: string
  channel: Channel
  /** Masked. */
  address: string
}

/** How people can be reached, by their ids, and their contacts by id. People without any contact are absent. */
export async function reachabilities(
  trx: Trx,
  userIds: readonly string[],
): Promise<{ byUserId: Map<string, Reachability>; contactById: Map<string, MaskedContact> }> {
  const contacts = await listContacts(trx, userIds)
  const rules = Map.groupBy(await listRules(trx, userIds), (rule) => rule.userId)
  const byUserId = new Map(
    [...Map.groupBy(contacts, (contact) => contact.userId)].map(([userId, own]) => [
      userId,
      { contacts: own.map(plannable), rules: rules.get(userId) ?? [] },
    ]),
  )
  const masked = contacts.map(({ id, key, channel, address }): [string, MaskedContact] => [
    id,
    { key, channel, address: maskAddress(channel, address) },
  ])
  return { byUserId, contactById: new Map(masked) }
}
