import { sql } from 'kysely'
import type { Trx } from '../../kernel/db/types.ts'

/** A person who is paged for an alert. */
export interface Asked {
  alertId: string
  userId: string
}

/** What an alert is about, and whether its person had the first page of that lately. */
export interface AskedSubject extends Asked {
  subjectId: string
  isPaged: boolean
}

/**
 * What each alert is about: its service, else its source; and whether that person had the first page of it after `since`. One
 * statement. Reads three columns of another slice's table: what a person was paged for decides which message goes first.
 */
export async function listSubjects(
  trx: Trx,
  asked: readonly Asked[],
  since: Temporal.Instant,
): Promise<AskedSubject[]> {
  const rows = asked.map(({ alertId, userId }) => ({ alert_id: alertId, user_id: userId }))
  const found = await sql<AskedSubject>`
    with asked as materialized (
      select asked.alert_id, asked.user_id, coalesce(alerts.service_id, alerts.source_id) as subject_id
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as asked(alert_id uuid, user_id uuid)
      join alerts on alerts.org_id = app_org() and alerts.id = asked.alert_id
    ), paged as materialized (
      select pair.user_id, pair.subject_id from (select distinct user_id, subject_id from asked) as pair
      where exists (
        select from deliveries where deliveries.org_id = app_org() and deliveries.user_id = pair.user_id
          and deliveries.subject_id = pair.subject_id and deliveries.rank = 0 and deliveries.created_at > ${since})
    )
    select asked.alert_id, asked.user_id, asked.subject_id, paged.user_id is not null as is_paged
    from asked left join paged on paged.user_id = asked.user_id and paged.subject_id = asked.subject_id`.execute(trx)
  return found.rows
}
