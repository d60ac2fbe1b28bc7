import type { Connection, Trx } from '../../kernel/db/types.ts'
import type { Alert } from '../types.ts'
import { asAlert } from './alerts.ts'

/** A deadline of alerts: its column, and the status in which it counts, as the index on the column says it. */
export interface AlertDeadline {
  column: 'expiresAt' | 'raiseAt' | 'snoozedUntil'
  status: readonly ['=' | '<>', Alert['status']]
}

export const expiry: AlertDeadline = { column: 'expiresAt', status: ['<>', 'resolved'] }
export const rise: AlertDeadline = { column: 'raiseAt', status: ['=', 'triggered'] }
export const snoozeEnd: AlertDeadline = { column: 'snoozedUntil', status: ['=', 'acknowledged'] }

const standing = (connection: Connection | Trx, [operator, status]: AlertDeadline['status']) =>
  connection.selectFrom('alerts').where('status', operator, status)

/** Across organizations: alerts whose deadline has come. */
export async function findDue(engine: Connection, deadline: AlertDeadline, now: Temporal.Instant, limit: number) {
  const { column, status } = deadline
  return standing(engine, status)
    .select(['orgId', 'id'])
    .where(column, '<=', now)
    .orderBy(column)
    .limit(limit)
    .execute()
}

export async function nextDueAt(
  engine: Connection,
  { column, status }: AlertDeadline,
): Promise<Temporal.Instant | undefined> {
  const first = standing(engine, status).select(column).where(column, 'is not', null).orderBy(column).limit(1)
  return (await first.executeTakeFirst())?.[column] ?? undefined
}

/** Those of the alerts whose deadline has come, locked; those that others hold are left to them. */
export async function lockDue(
  trx: Trx,
  { column, status }: AlertDeadline,
  ids: readonly string[],
  now: Temporal.Instant,
): Promise<Alert[]> {
  const rows = await standing(trx, status)
    .selectAll()
    .where('id', 'in', ids)
    .where(column, '<=', now)
    .orderBy('id')
    .forNoKeyUpdate()
    .skipLocked()
    .execute()
  return rows.map(asAlert)
}

/** Another time for a deadline, unless it was cancelled meanwhile. */
export async function postponeDue(
  trx: Trx,
  { column }: AlertDeadline,
  id: string,
  at: Temporal.Instant,
): Promise<void> {
  await trx
    .updateTable('alerts')
    .set({ [column]: at })
    .where('id', '=', id)
    .where(column, 'is not', null)
    .execute()
}
