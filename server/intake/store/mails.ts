import { sql } from 'kysely'
import type { Connection, Trx } from '../../kernel/db/types.ts'

export interface ReceivedMail {
  messageIdHash: Buffer
  dedupKey: string | null
}

/** Those of these mails that the source has received before. */
export async function findMails(trx: Trx, sourceId: string, hashes: readonly Buffer[]): Promise<ReceivedMail[]> {
  if (hashes.length === 0) return []
  return trx
    .selectFrom('receivedMails')
    .select(['messageIdHash', 'dedupKey'])
    .where('sourceId', '=', sourceId)
    .where('messageIdHash', 'in', [...hashes])
    .execute()
}

export async function insertMail(
  trx: Trx,
  row: ReceivedMail & { orgId: string; sourceId: string; expiresAt: Temporal.Instant },
): Promise<void> {
  await trx
    .insertInto('receivedMails')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Across organizations: those that have mails whose time is over. */
export async function findMailOwners(engine: Connection, now: Temporal.Instant, limit: number) {
  return engine
    .selectFrom('receivedMails')
    .select(['orgId', 'orgId as id'])
    .where('expiresAt', '<=', now)
    .distinct()
    .limit(limit)
    .execute()
}

export async function nextMailExpiry(engine: Connection): Promise<Temporal.Instant | undefined> {
  const row = await engine
    .selectFrom('receivedMails')
    .select('expiresAt')
    .orderBy('expiresAt')
    .limit(1)
    .executeTakeFirst()
  return row?.expiresAt
}

/** Deletes at most `limit` of them. Returns how many. */
export async function deleteMailsBefore(trx: Trx, now: Temporal.Instant, limit: number): Promise<number> {
  const result = await sql`
    delete from received_mails where ctid in (
      select ctid from received_mails where org_id = app_org() and expires_at <= ${now} limit ${limit})`.execute(trx)
  return Number(result.numAffectedRows)
}

/** Moves the time of mails on that could not be deleted. */
export async function postponeMails(trx: Trx, now: Temporal.Instant, expiresAt: Temporal.Instant): Promise<void> {
  await trx.updateTable('receivedMails').set({ expiresAt }).where('expiresAt', '<=', now).execute()
}
