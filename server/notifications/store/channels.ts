import type { Channel } from '../../../contract/config/person.ts'
import type { Trx } from '../../kernel/db/types.ts'

/** By channel: contacts of people that are verified and work, and how many people have one. */
export async function countContacts(trx: Trx): Promise<{ channel: Channel; contacts: number; people: number }[]> {
  return trx
    .selectFrom('contacts as c')
    .innerJoin('users as u', (join) => join.onRef('u.orgId', '=', 'c.orgId').onRef('u.id', '=', 'c.userId'))
    .select((eb) => [
      'c.channel',
      eb.fn.countAll<number>().as('contacts'),
      eb.fn.count<number>('c.userId').distinct().as('people'),
    ])
    .where('c.verifiedAt', 'is not', null)
    .where('c.disabledAt', 'is', null)
    .where('c.archivedAt', 'is', null)
    .where('u.archivedAt', 'is', null)
    .where('u.kind', '=', 'person')
    .groupBy('c.channel')
    .execute()
}

/** Whom a trial mail of this person goes to. */
export async function findMailAddress(trx: Trx, userId: string): Promise<string | undefined> {
  const row = await trx.selectFrom('users').select('email').where('id', '=', userId).executeTakeFirst()
  return row?.email
}
