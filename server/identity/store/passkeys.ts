import type { Connection, Trx } from '../../kernel/db/types.ts'

const columns = [
  'id',
  'userId',
  'credentialId',
  'publicKey',
  'counter',
  'transports',
  'name',
  'createdAt',
  'lastUsedAt',
] as const

export async function listPasskeys(trx: Trx, userId: string) {
  return trx.selectFrom('passkeys').select(columns).where('userId', '=', userId).orderBy('createdAt').execute()
}
export type PasskeyRow = Awaited<ReturnType<typeof listPasskeys>>[number]

export async function insertPasskey(trx: Trx, row: PasskeyRow & { orgId: string }): Promise<boolean> {
  const made = await trx
    .insertInto('passkeys')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (made.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** Locked, so that its count is compared and raised by one answer at a time. */
export async function lockPasskey(trx: Trx, credentialId: string): Promise<PasskeyRow | undefined> {
  return trx
    .selectFrom('passkeys')
    .select(columns)
    .where('credentialId', '=', credentialId)
    .forUpdate()
    .executeTakeFirst()
}

export async function updatePasskey(
  trx: Trx,
  of: { id: string; userId: string },
  values: { name: string } | { counter: number; lastUsedAt: Temporal.Instant },
): Promise<PasskeyRow | undefined> {
  return trx
    .updateTable('passkeys')
    .set(values)
    .where('id', '=', of.id)
    .where('userId', '=', of.userId)
    .returning(columns)
    .executeTakeFirst()
}

/** One passkey of a person, or all; what there was. */
export async function deletePasskeys(trx: Trx, userId: string, id?: string): Promise<{ id: string; name: string }[]> {
  return trx
    .deleteFrom('passkeys')
    .where('userId', '=', userId)
    .$if(id !== undefined, (query) => query.where('id', '=', id!))
    .returning(['id', 'name'])
    .execute()
}

/** Across organizations: whose passkey this is. */
export async function findPasskeyOwner(engine: Connection, credentialId: string) {
  return engine
    .selectFrom('passkeys')
    .select(['orgId', 'userId'])
    .where('credentialId', '=', credentialId)
    .executeTakeFirst()
}
