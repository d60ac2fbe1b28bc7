import { sql } from 'kysely'
import type { Priority } from '../../../contract/keys.ts'
import type { Trx } from '../../kernel/db/types.ts'
import type { PageKind } from '../types.ts'

export interface WaitingNews {
  pageId: string
  kind: PageKind
  alertId: string
  userId: string
  priority: Priority
  subjectId: string | null
  /** Contacts that had their message. */
  triedContactIds: string[]
}

/**
 * Those of these pages that are news of an alert which is acknowledged still, and that no contact besides this one has got or
 * may still get.
 */
export async function listWaitingNews(
  trx: Trx,
  pageIds: readonly string[],
  contactId: string | null,
): Promise<WaitingNews[]> {
  if (pageIds.length === 0) return []
  const { rows } = await sql<WaitingNews>`
    select pages.id as page_id, pages.kind, pages.alert_id, pages.user_id, alerts.priority,
      (array_agg(deliveries.subject_id))[1] as subject_id, array_agg(deliveries.contact_id) as tried_contact_ids
    from pages
    join alerts on alerts.org_id = pages.org_id and alerts.id = pages.alert_id and alerts.status = 'acknowledged'
    join deliveries on deliveries.org_id = pages.org_id and deliveries.page_id = pages.id
    where pages.org_id = app_org() and pages.id = any(${pageIds}::uuid[]) and pages.kind <> 'page'
      and not exists (select from escalations
        where escalations.org_id = pages.org_id and escalations.alert_id = pages.alert_id and escalations.epoch <> pages.epoch)
    group by pages.id, pages.kind, pages.alert_id, pages.user_id, alerts.priority
    having not bool_or(deliveries.contact_id is distinct from ${contactId}::uuid
      and deliveries.status in ('planned', 'sending', 'sent', 'delivered', 'bundled'))
    order by pages.id`.execute(trx)
  return rows
}
