import { sql } from 'kysely'
import type { Channel } from '../../../contract/config/person.ts'
import type { Trx } from '../../kernel/db/types.ts'

/** A message that went somewhere, or nowhere, with the alert that it told of. */
export interface HistoryRow {
  kind: 'page' | 'bundle' | 'test'
  /** When it was taken by the other side; of one that failed, when it was tried last. */
  at: string
  outcome: 'acknowledged' | 'delivered' | 'sent' | 'failed'
  reason: string | null
  detail: string | null
  alertId: string | null
  alertNumber: number | null
  alertSummary: string | null
}

interface ContactHistoryRow {
  key: string
  channel: Channel
  arrived: HistoryRow | null
  failed: HistoryRow | null
}

const last = (statuses: readonly string[]) => sql`(
  select jsonb_build_object('kind', d.kind, 'at', coalesce(d.sent_at, d.due_at), 'reason', d.reason, 'detail', d.detail,
    'outcome', case when answers.id is null then d.status else 'acknowledged' end,
    'alertId', alerts.id, 'alertNumber', alerts.number, 'alertSummary', alerts.summary)
  from deliveries as d
    left join alerts on alerts.org_id = d.org_id and alerts.id = d.alert_id
    left join answers on answers.org_id = d.org_id and answers.delivery_id = d.id and answers.action = 'acknowledge'
  where d.org_id = contacts.org_id and d.contact_id = contacts.id and d.kind in ('page', 'bundle', 'test')
    and d.status in ('sent', 'delivered', 'failed') and d.status = any(${statuses}::text[])
  order by d.id desc limit 1)`

/** Of each contact of a person the newest message that got through, and the newest that did not. */
export async function listContactHistory(trx: Trx, userId: string): Promise<ContactHistoryRow[]> {
  const { rows } = await sql<ContactHistoryRow>`
    select contacts.key, contacts.channel, ${last(['sent', 'delivered'])} as arrived, ${last(['failed'])} as failed
    from contacts where contacts.user_id = ${userId}::uuid and contacts.archived_at is null
    order by contacts.id`.execute(trx)
  return rows
}
