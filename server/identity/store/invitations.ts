import { anyOf } from '../../kernel/db/among.ts'
import type { Connection, Trx } from '../../kernel/db/types.ts'

export async function insertInvitation(
  trx: Trx,
  row: {
    orgId: string
    id: string
    userId: string
    tokenHash: Buffer
    expiresAt: Temporal.Instant
    createdAt: Temporal.Instant
  },
): Promise<void> {
  await trx.insertInto('invitations').values(row).execute()
}

/** Only the newest invitation of a person works. */
export async function deleteOpenInvitations(trx: Trx, userId: string): Promise<void> {
  await trx.deleteFrom('invitations').where('userId', '=', userId).where('acceptedAt', 'is', null).execute()
}

/** The invitation that a person has not accepted yet, also one that has expired. */
export async function findOpenInvitation(trx: Trx, userId: string) {
  return trx
    .selectFrom('invitations')
    .select(['createdAt', 'expiresAt'])
    .where('userId', '=', userId)
    .where('acceptedAt', 'is', null)
    .orderBy('createdAt', 'desc')
    .executeTakeFirst()
}

/** The invitations that nobody has accepted yet, by person. */
export async function openInvitations(trx: Trx, userIds: readonly string[]) {
  if (userIds.length === 0) return new Map<string, { createdAt: Temporal.Instant; expiresAt: Temporal.Instant }>()
  const rows = await trx
    .selectFrom('invitations')
    .select(['userId', 'createdAt', 'expiresAt'])
    .where('userId', '=', anyOf(userIds))
    .where('acceptedAt', 'is', null)
    .execute()
  return new Map(rows.map(({ userId, ...row }) => [userId, row]))
}

/** The invitation, locked so that it is accepted once. */
export async function lockInvitation(trx: Trx, tokenHash: Buffer) {
  return trx
    .selectFrom('invitations')
    .select(['id', 'userId', 'expiresAt', 'acceptedAt'])
    .where('tokenHash', '=', tokenHash)
    .forUpdate()
    .executeTakeFirst()
}

export async function acceptInvitation(trx: Trx, id: string, acceptedAt: Temporal.Instant): Promise<void> {
  await trx.updateTable('invitations').set({ acceptedAt }).where('id', '=', id).execute()
}

/** Across organizations: whose invitation this is. */
export async function findInvitationOwner(engine: Connection, tokenHash: Buffer): Promise<string | undefined> {
  const row = await engine
    .selectFrom('invitations')
    .select('orgId')
    .where('tokenHash', '=', tokenHash)
    .executeTakeFirst()
  return row?.orgId
}
