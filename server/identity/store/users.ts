import { sql } from 'kysely'
import { anyOf } from '../../kernel/db/among.ts'
import type { Connection, Trx } from '../../kernel/db/types.ts'
import type { Language, Role } from '../../../contract/keys.ts'

export interface UserRow {
  id: string
  key: string
  name: string
  email: string
  role: Role
  language: Language | null
  timeZone: string | null
  loginId: string | null
  managed: boolean
  lastSignInAt: Temporal.Instant | null
  welcomeDismissedAt: Temporal.Instant | null
}

const columns = [
  'id',
  'key',
  'name',
  'email',
  'role',
  'language',
  'timeZone',
  'loginId',
  'managed',
  'lastSignInAt',
  'welcomeDismissedAt',
] as const

const present = (trx: Trx) =>
  trx.selectFrom('users').select(columns).where('archivedAt', 'is', null).where('kind', '=', 'person')

/** Everybody of the organization, in the order in which they joined. */
export async function listUsers(trx: Trx): Promise<UserRow[]> {
  return present(trx).orderBy('createdAt').orderBy('id').execute()
}

/** A page of the list, by key; `after` is the last key of the page before. */
export async function listUserPage(trx: Trx, limit: number, after?: string): Promise<UserRow[]> {
  return present(trx)
    .$if(after !== undefined, (query) => query.where('key', '>', after!))
    .orderBy('key')
    .limit(limit)
    .execute()
}

/** Also archived people: a timeline names whoever it was. */
export async function listUsersById(trx: Trx, ids: readonly string[]): Promise<UserRow[]> {
  if (ids.length === 0) return []
  return trx
    .selectFrom('users')
    .select(columns)
    .where('id', 'in', [...ids])
    .execute()
}

export async function findUser(trx: Trx, id: string): Promise<UserRow | undefined> {
  return present(trx).where('id', '=', id).executeTakeFirst()
}

export async function findUserByKey(trx: Trx, key: string): Promise<UserRow | undefined> {
  return present(trx).where('key', '=', key).executeTakeFirst()
}

export async function findUserByEmail(trx: Trx, email: string): Promise<UserRow | undefined> {
  return present(trx)
    .where(sql`lower(email)`, '=', email.toLowerCase())
    .executeTakeFirst()
}

export async function listUsersOfRole(trx: Trx, role: Role): Promise<UserRow[]> {
  return present(trx).where('role', '=', role).orderBy('createdAt').orderBy('id').execute()
}

export async function insertUser(
  trx: Trx,
  row: Omit<UserRow, 'loginId' | 'lastSignInAt' | 'welcomeDismissedAt'> & {
    orgId: string
    createdAt: Temporal.Instant
  },
): Promise<void> {
  await trx.insertInto('users').values(row).execute()
}

export async function updateUser(
  trx: Trx,
  id: string,
  values: Partial<Omit<UserRow, 'id'>> & { archivedAt?: Temporal.Instant },
): Promise<void> {
  await trx.updateTable('users').set(values).where('id', '=', id).execute()
}

/** Makes a login with this password and ties it to the user, in the same transaction. */
export async function insertLogin(trx: Trx, userId: string, name: string, passwordHash: string): Promise<string> {
  const made = await sql<{ id: string }>`select create_login(${name}, ${passwordHash}) as id`.execute(trx)
  const loginId = made.rows[0]!.id
  await trx.updateTable('users').set({ loginId }).where('id', '=', userId).execute()
  return loginId
}

/** The person, locked: who changes something of theirs does so one after the other. */
export async function lockUser(trx: Trx, id: string): Promise<UserRow | undefined> {
  return present(trx).where('id', '=', id).forUpdate().executeTakeFirst()
}

/** Across organizations: who may be meant by an address at sign-in. An archived person is nobody. */
export async function findUsersByEmail(engine: Connection, email: string, limit: number) {
  return engine
    .selectFrom('users')
    .select(['orgId', 'id', 'loginId'])
    .where(sql`lower(email)`, '=', email.toLowerCase())
    .where('archivedAt', 'is', null)
    .orderBy('createdAt')
    .orderBy('id')
    .limit(limit)
    .execute()
}

/** Across organizations: whose login this is. An archived person has none. */
export async function findUserOfLogin(engine: Connection, loginId: string) {
  return engine
    .selectFrom('users')
    .select(['orgId', 'id'])
    .where('loginId', '=', loginId)
    .where('archivedAt', 'is', null)
    .executeTakeFirst()
}

/** Across organizations: whether anybody who may change the set-up can sign in. */
export async function existsAdministrator(engine: Connection): Promise<boolean> {
  const row = await engine
    .selectFrom('users')
    .select('id')
    .where('role', 'in', ['owner', 'admin'])
    .where('loginId', 'is not', null)
    .where('archivedAt', 'is', null)
    // The sample company's people own nothing here.
    .where('orgId', 'not in', engine.selectFrom('organizations').select('id').where('demo', '=', true))
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Which of these people are with the organization now. */
export async function listPresentIds(trx: Trx, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = await trx
    .selectFrom('users')
    .select('id')
    .where('id', '=', anyOf(ids))
    .where('archivedAt', 'is', null)
    .execute()
  return rows.map((row) => row.id)
}
