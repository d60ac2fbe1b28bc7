import { sql } from 'kysely'
import type { Trx } from '../../kernel/db/types.ts'

interface FactorsOf {
  /** The codes of an authenticator app are asked for. */
  app: boolean
  passkeys: number
}

/** What a person has beside the password. */
export async function getFactors(trx: Trx, userId: string): Promise<FactorsOf> {
  const { rows } = await sql<FactorsOf>`
    select exists (select from second_factors where org_id = app_org() and user_id = ${userId} and confirmed_at is not null) as app,
      (select count(*) from passkeys where org_id = app_org() and user_id = ${userId})::integer as passkeys`.execute(
    trx,
  )
  return rows[0]!
}

/** Everybody who can sign in, by name, and whether they have a second factor. */
export async function listFactorHolders(trx: Trx): Promise<{ key: string; name: string; hasFactor: boolean }[]> {
  return trx
    .selectFrom('users')
    .select(['key', 'name'])
    .select(
      sql<boolean>`exists (select from second_factors as factor where factor.org_id = users.org_id and factor.user_id = users.id
          and factor.confirmed_at is not null)
        or exists (select from passkeys where passkeys.org_id = users.org_id and passkeys.user_id = users.id)`.as(
        'hasFactor',
      ),
    )
    .where('archivedAt', 'is', null)
    .where('kind', '=', 'person')
    .where('loginId', 'is not', null)
    .orderBy('name')
    .execute()
}
