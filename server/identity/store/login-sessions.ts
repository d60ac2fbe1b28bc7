import { sql } from 'kysely'
import type { Connection } from '../../kernel/db/types.ts'

export interface LoginSessionRow {
  id: string
  userAgent: string
  address: string
  beganAt: Temporal.Instant
  seenAt: Temporal.Instant
}

const milliseconds = (column: string) =>
  sql<number>`floor(extract(epoch from ${sql.ref(column)}) * 1000)::double precision`

/** The sessions of a login that have not ended by themselves, those seen last first. */
export async function listLoginSessions(
  logins: Connection,
  loginId: string,
  now: Temporal.Instant,
): Promise<LoginSessionRow[]> {
  const rows = await logins
    .selectFrom('loginSessions')
    .select(['id', 'userAgent', 'ipAddress'])
    .select([milliseconds('createdAt').as('began'), milliseconds('updatedAt').as('seen')])
    .where('userId', '=', loginId)
    .where('expiresAt', '>', now)
    .orderBy('updatedAt', 'desc')
    .execute()
  return rows.map(({ id, userAgent, ipAddress, began, seen }) => ({
    id,
    userAgent: userAgent ?? '',
    address: ipAddress ?? '',
    beganAt: Temporal.Instant.fromEpochMilliseconds(began),
    seenAt: Temporal.Instant.fromEpochMilliseconds(seen),
  }))
}

export async function updateSeen(logins: Connection, id: string, seenAt: Temporal.Instant): Promise<void> {
  await logins.updateTable('loginSessions').set({ updatedAt: seenAt }).where('id', '=', id).execute()
}

/** Ends one session of a login, or all but one; how many there were. */
export async function deleteLoginSessions(
  logins: Connection,
  loginId: string,
  which: { id: string } | { allBut: string | undefined },
): Promise<number> {
  const deleted = await logins
    .deleteFrom('loginSessions')
    .where('userId', '=', loginId)
    .$if('id' in which, (query) => query.where('id', '=', (which as { id: string }).id))
    .$if('allBut' in which && which.allBut !== undefined, (query) =>
      query.where('id', '<>', (which as { allBut: string }).allBut),
    )
    .executeTakeFirst()
  return Number(deleted.numDeletedRows)
}

/** The hash of the password of a login; undefined for an unknown one. */
export async function findPasswordHash(logins: Connection, loginId: string): Promise<string | undefined> {
  const row = await logins
    .selectFrom('loginAccounts')
    .select('password')
    .where('userId', '=', loginId)
    .where('providerId', '=', 'credential')
    .executeTakeFirst()
  return row?.password ?? undefined
}

export async function updatePasswordHash(
  logins: Connection,
  loginId: string,
  password: string,
  updatedAt: Temporal.Instant,
): Promise<void> {
  await logins
    .updateTable('loginAccounts')
    .set({ password, updatedAt })
    .where('userId', '=', loginId)
    .where('providerId', '=', 'credential')
    .execute()
}

/** Whether nobody has answered this challenge before; from now on somebody has. Those that have ended are forgotten. */
export async function spendChallenge(
  logins: Connection,
  challengeHash: Buffer,
  { now, expiresAt }: { now: Temporal.Instant; expiresAt: Temporal.Instant },
): Promise<boolean> {
  await logins.deleteFrom('loginChallenges').where('expiresAt', '<=', now).execute()
  const spent = await logins
    .insertInto('loginChallenges')
    .values({ challengeHash, expiresAt })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (spent.numInsertedOrUpdatedRows ?? 0n) > 0n
}
