import type pg from 'pg'

const roles = ['pikett_app', 'pikett_engine', 'pikett_login']

/** What the first migration stands on: our roles, the list of migrations, and what servers before PostgreSQL 18 lack. */
export async function prepareServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ version: number }>(
    `select current_setting('server_version_num')::int as version`,
  )
  const { version } = rows[0]!
  if (version < 150_000) {
    throw new Error(`Pikett needs PostgreSQL 15 or newer; this server is ${Math.floor(version / 10_000)}.`)
  }
  await createRoles(client)
  await client.query(
    'create table if not exists migrations (name text primary key, checksum text not null, applied_at timestamptz not null default now())',
  )
  await client.query('alter table migrations add column if not exists beside text')
  if (version < 180_000) await client.query(uuidv7)
}

/** Roles belong to the whole server: a second database of Pikett on it finds them. */
async function createRoles(client: pg.Client): Promise<void> {
  for (const role of roles) {
    const found = await client.query('select rolsuper or rolbypassrls as unsafe from pg_roles where rolname = $1', [
      role,
    ])
    if (found.rowCount === 0) await createRole(client, role)
    else if (found.rows[0].unsafe)
      throw new Error(`The database role ${role} may bypass row-level security. Take that right from it.`)
  }
}

async function createRole(client: pg.Client, role: string): Promise<void> {
  try {
    // One transaction: a start that is cut in between would leave a role behind that the next one may not use.
    await client.query(`create role ${role} nologin nosuperuser nobypassrls; grant ${role} to current_user`)
  } catch (error) {
    // Another database of the same server was migrated at the same moment (the lock is per database).
    if (!['42710', '23505'].includes((error as { code: string }).code)) throw error
    await client.query(`grant ${role} to current_user`)
  }
}

/**
 * UUID version 7 (RFC 9562) as PostgreSQL 18 makes it: milliseconds, then the fraction of one in 12 bits, then chance. The
 * version's four bits and the fraction are the two bytes that begin with 7. Exported for its test.
 */
export const uuidv7 = `create or replace function uuidv7() returns uuid language sql volatile parallel safe as $$
  select encode(overlay(overlay(uuid_send(gen_random_uuid())
      placing substring(int8send(us / 1000) from 3) from 1 for 6)
      placing substring(int8send(28672 + (us % 1000) * 4096 / 1000) from 7) from 7 for 2), 'hex')::uuid
  from (select floor(extract(epoch from clock_timestamp()) * 1000000)::bigint as us) as moment
$$`
