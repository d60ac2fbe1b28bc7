import { sql } from 'kysely'
import type { Trx } from '../../kernel/db/types.ts'

/** Notes that these people were asked; who is asked again has not answered yet. */
export async function upsertResponders(
  trx: Trx,
  orgId: string,
  alertId: string,
  userIds: readonly string[],
  at: Temporal.Instant,
): Promise<void> {
  if (userIds.length === 0) return
  await sql`
    insert into alert_responders (org_id, alert_id, user_id, asked_at)
    select ${orgId}::uuid, ${alertId}::uuid, user_id, ${at} from unnest(${userIds}::uuid[]) as row(user_id)
    on conflict (org_id, alert_id, user_id) do update set asked_at = excluded.asked_at, accepted_at = null`.execute(trx)
}

/** Notes that somebody who was asked is on it; false when they were not asked or have said so before. */
export async function acceptResponder(
  trx: Trx,
  alertId: string,
  userId: string,
  at: Temporal.Instant,
): Promise<boolean> {
  const result = await trx
    .updateTable('alertResponders')
    .set({ acceptedAt: at })
    .where('alertId', '=', alertId)
    .where('userId', '=', userId)
    .where('acceptedAt', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** Who was asked and said that they are on it, and when. */
export async function listAccepted(trx: Trx, alertId: string) {
  const rows = await trx
    .selectFrom('alertResponders')
    .select(['userId', 'acceptedAt'])
    .where('alertId', '=', alertId)
    .where('acceptedAt', 'is not', null)
    .execute()
  return rows.map((row) => ({ userId: row.userId, acceptedAt: row.acceptedAt! }))
}
