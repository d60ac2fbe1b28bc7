import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase } from '../../testing/database.ts'
import type { TestDatabase } from '../../testing/database.ts'

/** Tables of the whole installation. Each stands here with its reason; every other one belongs to organizations. */
const globalTables = [
  'watch_looks', // what the auditor found, over all organizations
  'installation', // facts: check value of the master key, hash of the set-up code
  'login_accounts', // logins are found before it is known whose they are; their own role alone reads them
  'login_attempts',
  'login_challenges',
  'login_sessions',
  'login_verifications',
  'logins',
  'migrations', // which migrations were applied
  'nodes', // the processes of the installation
]

/** Functions that act with their owner's rights; each is a door in the wall and stands here with its reason. */
const definerFunctions = [
  'create_login', // adds a login in the transaction that makes its user; reads and changes none
  'drop_event_days', // drops parts of the raw log that nobody keeps any more
  'make_event_day', // makes an empty part of the raw log
]

let database: TestDatabase
let admin: pg.Client
beforeAll(async () => {
  database = await createTestDatabase()
  admin = new pg.Client({ connectionString: database.url })
  await admin.connect()
})
afterAll(async () => {
  await admin.end()
  await database.drop()
})

async function column(text: string, values: unknown[] = []): Promise<string[]> {
  const { rows } = await admin.query({ text, values, rowMode: 'array' })
  return rows.map((row: unknown[]) => String(row[0]))
}

const ours = `c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`
const tenantTables = () =>
  column(`select c.relname from pg_class c where ${ours} and c.relname <> all($1) order by 1`, [globalTables])

const withoutOrganization = () =>
  column(
    `select c.relname from pg_class c where ${ours} and c.relname <> all($1) and not exists (
       select from pg_attribute a where a.attrelid = c.oid and a.attnotnull and a.atttypid = 'uuid'::regtype
         and a.attname = case c.relname when 'organizations' then 'id' else 'org_id' end)`,
    [globalTables],
  )

const withoutRowSecurity = () =>
  column(
    `select c.relname from pg_class c where ${ours} and c.relname <> all($1)
       and not (c.relrowsecurity and c.relforcerowsecurity)`,
    [globalTables],
  )

const grantsToOthers = () =>
  column(
    `select format('%s: %s to %s', table_name, privilege_type, grantee) from information_schema.role_table_grants
       where table_schema = 'public' and grantee not in ('pikett_app', 'pikett_engine', 'pikett_login', current_user)`,
  )

describe('the catalogue', () => {
  test('was really read', async () => expect((await tenantTables()).length).toBeGreaterThan(25))

  test('every table of organizations names the organization in a column that cannot be empty', async () => {
    expect(await withoutOrganization()).toEqual([])
  })

  test('every table of organizations has row-level security, also for its owner', async () => {
    expect(await withoutRowSecurity()).toEqual([])
  })

  test('the app sees and writes rows of its organization only, in every table', async () => {
    const { rows } = await admin.query(
      `select tablename, policyname, permissive, cmd, qual, with_check from pg_policies where 'pikett_app' = any(roles)`,
    )
    for (const name of await tenantTables()) {
      const own = name === 'organizations' ? '(id = app_org())' : '(org_id = app_org())'
      const found = rows.filter((row) => row.tablename === name)
      expect({ name, policies: found }).toEqual({
        name,
        policies: [
          {
            tablename: name,
            policyname: 'organization',
            permissive: 'PERMISSIVE',
            cmd: 'ALL',
            qual: own,
            with_check: own,
          },
        ],
      })
    }
  })

  test('policies are for the roles of Pikett only, and the engine may only read', async () => {
    const { rows } = await admin.query(`select tablename, roles::text[] as roles, cmd from pg_policies`)
    const strange = rows.filter(
      ({ roles, cmd }) =>
        roles.length !== 1 || !(roles[0] === 'pikett_app' || (roles[0] === 'pikett_engine' && cmd === 'SELECT')),
    )
    expect(strange).toEqual([])
  })

  test('everybody else has no right on any table', async () => {
    expect(await grantsToOthers()).toEqual([])
  })

  test('a table that somebody adds without all this is found', async () => {
    await admin.query('begin')
    await admin.query('create table planted (id uuid); grant select on planted to public')
    const found = [await withoutOrganization(), await withoutRowSecurity(), await grantsToOthers()]
    await admin.query('rollback')
    expect(found).toEqual([['planted'], ['planted'], ['planted: SELECT to PUBLIC']])
  })

  test('the app cannot read logins, and nobody but the app and the engine reads organizations', async () => {
    const readers = await column(
      `select distinct format('%s reads %s', r.rolname, c.relname) from pg_class c cross join pg_roles r
         where ${ours} and r.rolname like 'pikett\\_%'
           and (has_table_privilege(r.oid, c.oid, 'select') or has_any_column_privilege(r.oid, c.oid, 'select'))
           and case when c.relname like 'login%' then r.rolname <> 'pikett_login'
                    when c.relname = 'installation' then r.rolname <> 'pikett_engine'
                    else r.rolname = 'pikett_login' or c.relname = 'migrations' end`,
    )
    expect(readers).toEqual([])
  })

  test('the engine finds rows and writes none of any organization', async () => {
    const writes = await column(
      `select c.relname from pg_class c where ${ours} and c.relname <> all($1) and (
         has_table_privilege('pikett_engine', c.oid, 'insert, update, delete, truncate')
         or has_any_column_privilege('pikett_engine', c.oid, 'insert, update'))`,
      [globalTables],
    )
    expect(writes).toEqual([])
  })

  test('no role of Pikett is a superuser, may pass row-level security, may sign in by itself, or owns anything', async () => {
    const { rows } = await admin.query(
      `select rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolcanlogin,
              (select count(*)::int from pg_class c where c.relowner = r.oid) as owns
         from pg_roles r where rolname like 'pikett\\_%' order by 1`,
    )
    const none = { rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false, rolcanlogin: false }
    const powerless = { ...none, owns: 0 }
    expect(rows).toEqual(['pikett_app', 'pikett_engine', 'pikett_login'].map((rolname) => ({ rolname, ...powerless })))
  })

  test('functions with the rights of their owner are known, keep their search path, and are not for everybody', async () => {
    const { rows } = await admin.query(
      `select proname, proconfig, has_function_privilege('public', p.oid, 'execute') as for_everybody
         from pg_proc p where prosecdef and pronamespace = 'public'::regnamespace order by 1`,
    )
    expect(rows.map((row) => row.proname)).toEqual(definerFunctions)
    for (const row of rows) {
      expect(row.for_everybody).toBe(false)
      expect(row.proconfig).toEqual([expect.stringMatching(/^search_path=pg_catalog, /)])
    }
  })

  test('no view shows rows with the rights of its owner', async () => {
    const views = await column(
      `select relname from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('v', 'm')
         and not coalesce(c.reloptions @> '{security_invoker=true}', false)`,
    )
    expect(views).toEqual([])
  })
})

describe('with organization A set', () => {
  const a = '00000000-0000-7000-8000-00000000000a'
  const b = '00000000-0000-7000-8000-00000000000b'
  let app: pg.Client

  beforeAll(async () => {
    for (const [id, key] of [
      [a, 'a'],
      [b, 'b'],
    ]) {
      await admin.query(`insert into organizations (id, key, name, webhook_secret_sealed) values ($1, $2, $2, 'x')`, [
        id,
        key,
      ])
      await admin.query(
        `insert into users (org_id, key, name, email, role) values ($1, $2, $2, $2 || '@example.test', 'owner')`,
        [id, key],
      )
    }
    app = new pg.Client({ connectionString: database.url, options: '-c role=pikett_app' })
    await app.connect()
  })
  afterAll(() => app.end())

  const inA = async <T>(act: () => Promise<T>): Promise<T> => {
    await app.query('begin')
    await app.query(`select set_config('pikett.org', $1, true)`, [a])
    try {
      return await act()
    } finally {
      await app.query('rollback')
    }
  }

  test('rows of B are invisible', async () => {
    const { rows } = await inA(() => app.query('select key from users'))
    expect(rows).toEqual([{ key: 'a' }])
    expect((await inA(() => app.query('select key from organizations'))).rows).toEqual([{ key: 'a' }])
  })

  test('rows of B are neither changed nor removed', async () => {
    expect((await inA(() => app.query(`update users set name = 'x' where key = 'b'`))).rowCount).toBe(0)
    expect((await inA(() => app.query(`delete from users where org_id = $1`, [b]))).rowCount).toBe(0)
  })

  test('nothing is written into B', async () => {
    const insert = `insert into users (org_id, key, name, email, role) values ($1, 'c', 'c', 'c@example.test', 'owner')`
    await expect(inA(() => app.query(insert, [b]))).rejects.toThrow(/row-level security/)
    await expect(inA(() => app.query('update users set org_id = $1', [b]))).rejects.toThrow(/row-level security/)
  })

  test('no other organization can be named by a row of A', async () => {
    const { rows } = await admin.query('select id from users where org_id = $1', [b])
    const set = `update organizations set fallback_user_id = $1`
    await expect(inA(() => app.query(set, [rows[0].id]))).rejects.toThrow(/foreign key/)
  })

  test('the setting ends with the transaction, and without it nothing is visible', async () => {
    await inA(() => app.query('select 1'))
    for (const name of await tenantTables()) {
      const { rows } = await app.query(`select count(*)::int as count from ${name}`)
      expect({ name, count: rows[0].count }).toEqual({ name, count: 0 })
    }
  })

  test('the app can neither switch the wall off nor read logins nor make tables of its own', async () => {
    await expect(app.query('alter table users disable row level security')).rejects.toThrow(/owner/)
    await expect(app.query('select * from logins')).rejects.toThrow(/permission denied/)
    await expect(app.query('create table mine (id int)')).rejects.toThrow(/denied/)
  })
})
