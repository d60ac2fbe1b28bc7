import { sql } from 'kysely'
import type { Connection } from '../../kernel/db/types.ts'

/** Counts one try under each name, in one statement, and returns the counts; a window that has ended begins anew. */
export async function countAttempts(
  logins: Connection,
  names: readonly Buffer[],
  now: Temporal.Instant,
  windowEndsAt: Temporal.Instant,
): Promise<{ nameHash: Buffer; failures: number }[]> {
  return logins
    .insertInto('loginAttempts')
    .values(names.map((nameHash) => ({ nameHash, failures: 1, windowEndsAt })))
    .onConflict((conflict) =>
      conflict.column('nameHash').doUpdateSet({
        failures: sql<number>`case when login_attempts.window_ends_at <= ${now} then 1 else login_attempts.failures + 1 end`,
        windowEndsAt: sql<Temporal.Instant>`case when login_attempts.window_ends_at <= ${now} then ${windowEndsAt} else login_attempts.window_ends_at end`,
      }),
    )
    .returning(['nameHash', 'failures'])
    .execute()
}

export async function deleteAttempts(logins: Connection, names: readonly Buffer[]): Promise<void> {
  await logins
    .deleteFrom('loginAttempts')
    .where('nameHash', 'in', [...names])
    .execute()
}

export async function deleteEndedAttempts(logins: Connection, now: Temporal.Instant): Promise<void> {
  await logins.deleteFrom('loginAttempts').where('windowEndsAt', '<=', now).execute()
}
