import type { Trx } from '../../kernel/db/types.ts'

const columns = ['userId', 'secretSealed', 'confirmedAt', 'lastStep'] as const

export async function findFactor(trx: Trx, userId: string) {
  return trx.selectFrom('secondFactors').select(columns).where('userId', '=', userId).executeTakeFirst()
}

/** Locked, so that of two who send the same code at once one is refused. */
export async function lockFactor(trx: Trx, userId: string) {
  return trx.selectFrom('secondFactors').select(columns).where('userId', '=', userId).forUpdate().executeTakeFirst()
}

/** Begins anew; an enrolment that was never confirmed is forgotten. */
export async function replaceFactor(
  trx: Trx,
  row: { orgId: string; userId: string; secretSealed: string; createdAt: Temporal.Instant },
): Promise<void> {
  await trx
    .insertInto('secondFactors')
    .values(row)
    .onConflict((conflict) => conflict.columns(['orgId', 'userId']).doUpdateSet({ ...row, lastStep: 0 }))
    .execute()
}

export async function updateFactor(
  trx: Trx,
  userId: string,
  values: { lastStep: number; confirmedAt?: Temporal.Instant },
): Promise<void> {
  await trx.updateTable('secondFactors').set(values).where('userId', '=', userId).execute()
}

export async function deleteFactor(trx: Trx, userId: string): Promise<void> {
  await trx.deleteFrom('secondFactors').where('userId', '=', userId).execute()
}

export async function replaceRecoveryCodes(
  trx: Trx,
  userId: string,
  rows: readonly { orgId: string; id: string; codeHash: Buffer }[],
): Promise<void> {
  await trx.deleteFrom('recoveryCodes').where('userId', '=', userId).execute()
  if (rows.length === 0) return
  await trx
    .insertInto('recoveryCodes')
    .values(rows.map((row) => ({ ...row, userId })))
    .execute()
}

/** Whether there was such a code; it is used up. */
export async function takeRecoveryCode(trx: Trx, userId: string, codeHash: Buffer): Promise<boolean> {
  const taken = await trx
    .deleteFrom('recoveryCodes')
    .where('userId', '=', userId)
    .where('codeHash', '=', codeHash)
    .executeTakeFirst()
  return taken.numDeletedRows > 0n
}

export async function countRecoveryCodes(trx: Trx, userId: string): Promise<number> {
  const row = await trx
    .selectFrom('recoveryCodes')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('userId', '=', userId)
    .executeTakeFirstOrThrow()
  return row.count
}

export async function insertTrustedDevice(
  trx: Trx,
  row: { orgId: string; id: string; userId: string; tokenHash: Buffer; expiresAt: Temporal.Instant },
): Promise<void> {
  await trx.insertInto('trustedDevices').values(row).execute()
}

export async function isTrustedDevice(
  trx: Trx,
  of: { userId: string; tokenHash: Buffer; now: Temporal.Instant },
): Promise<boolean> {
  const row = await trx
    .selectFrom('trustedDevices')
    .select('id')
    .where('userId', '=', of.userId)
    .where('tokenHash', '=', of.tokenHash)
    .where('expiresAt', '>', of.now)
    .executeTakeFirst()
  return row !== undefined
}

/** All devices of the person, or those whose time is over. */
export async function deleteTrustedDevices(trx: Trx, userId: string, endedBy?: Temporal.Instant): Promise<void> {
  await trx
    .deleteFrom('trustedDevices')
    .where('userId', '=', userId)
    .$if(endedBy !== undefined, (query) => query.where('expiresAt', '<=', endedBy!))
    .execute()
}
