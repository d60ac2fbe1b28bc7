import { sql } from 'kysely'
import { anyOf } from '../../kernel/db/among.ts'
import type { Trx } from '../../kernel/db/types.ts'

/**
 * What each alert is about: its service, else its source. Reads three columns of another slice's table: what a person was
 * paged for decides which message goes first.
 */
export async function listSubjects(trx: Trx, alertIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await trx
    .selectFrom('alerts')
    .select((eb) => ['id', eb.fn.coalesce('serviceId', 'sourceId').as('subjectId')])
    .where('id', '=', anyOf([...new Set(alertIds)]))
    .execute()
  return new Map(rows.map((row) => [row.id, row.subjectId]))
}

export interface PagedSubject {
  userId: string
  subjectId: string
}

/** Which of these people had the first page of these subjects after `since`. */
export async function listFirstPaged(
  trx: Trx,
  pairs: readonly PagedSubject[],
  since: Temporal.Instant,
): Promise<PagedSubject[]> {
  if (pairs.length === 0) return []
  const rows = pairs.map(({ userId, subjectId }) => ({ user_id: userId, subject_id: subjectId }))
  const found = await sql<PagedSubject>`
    select distinct asked.user_id, asked.subject_id
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as asked(user_id uuid, subject_id uuid)
    join deliveries on deliveries.org_id = app_org() and deliveries.user_id = asked.user_id
      and deliveries.subject_id = asked.subject_id and deliveries.rank = 0 and deliveries.created_at > ${since}`.execute(
    trx,
  )
  return found.rows
}
