import type { Trx } from '../../kernel/db/types.ts'
import type { AnswerAction } from '../types.ts'

export interface NewAnswer {
  orgId: string
  id: string
  deliveryId: string
  /** Null for an answer to a bundle, which is one to all its alerts. */
  alertId: string | null
  userId: string
  action: AnswerAction
  via: string
  at: Temporal.Instant
}

/** False when this delivery was answered with this action before; two at once wait for each other. */
export async function insertAnswer(trx: Trx, answer: NewAnswer): Promise<boolean> {
  const result = await trx
    .insertInto('answers')
    .values(answer)
    .onConflict((conflict) => conflict.columns(['orgId', 'deliveryId', 'action']).doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

export interface Answered {
  at: Temporal.Instant
  via: string
}

export async function findAnswer(trx: Trx, deliveryId: string, action: AnswerAction): Promise<Answered | undefined> {
  return trx
    .selectFrom('answers')
    .select(['at', 'via'])
    .where('deliveryId', '=', deliveryId)
    .where('action', '=', action)
    .executeTakeFirst()
}

/** What a link belongs to: the delivery, its alert and its person. */
export async function findLinked(trx: Trx, deliveryId: string) {
  return trx
    .selectFrom('deliveries as d')
    .innerJoin('users as u', (join) => join.onRef('u.orgId', '=', 'd.orgId').onRef('u.id', '=', 'd.userId'))
    .innerJoin('organizations as o', 'o.id', 'd.orgId')
    .leftJoin('contacts as c', (join) => join.onRef('c.orgId', '=', 'd.orgId').onRef('c.id', '=', 'd.contactId'))
    .select((eb) => [
      'd.id',
      'd.kind',
      'd.alertId',
      'd.userId',
      'd.channel',
      'u.name as userName',
      'u.archivedAt',
      'c.key as contactKey',
      'o.name as organizationName',
      eb.fn.coalesce('u.language', 'o.language').as('language'),
      eb.fn.coalesce('u.timeZone', 'o.timeZone').as('timeZone'),
    ])
    .where('d.id', '=', deliveryId)
    .executeTakeFirst()
}

/** The newest test message that went to this person by SMS since then. */
export async function findNewestTest(trx: Trx, userId: string, since: Temporal.Instant): Promise<string | undefined> {
  const row = await trx
    .selectFrom('deliveries')
    .select('id')
    .where('userId', '=', userId)
    .where('rank', '=', 0)
    .where('subjectId', 'is', null)
    .where('kind', '=', 'test')
    .where('channel', '=', 'sms')
    .where('sentAt', '>', since)
    .orderBy('sentAt', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.id
}
