import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'

const root = join(import.meta.dirname, '../..')

export const schemaFile = join(root, 'migrations/schema.sql')
export const typesFile = join(root, 'server/kernel/db/schema.generated.ts')

/** Text per line of a query with one text column. */
async function linesOf(client: pg.Client, query: string): Promise<string[]> {
  return (await client.query<{ line: string }>(query)).rows.map((row) => row.line)
}

/**
 * The whole schema as text, read from the catalogue of a migrated database: tables with their columns, constraints, indexes,
 * policies and rights, functions. In a fixed order, so that a review sees what a migration changes and nothing else.
 */
export async function dumpSchema(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const tables = await linesOf(client, tableNames)
    const parts = ['-- The schema after all migrations. Written by "npm run db:dump", compared by a test.', '']
    for (const table of tables) parts.push(...(await dumpTable(client, table)))
    return [...parts, ...(await linesOf(client, functions)), ''].join('\n')
  } finally {
    await client.end()
  }
}

const tableNames = `select relname as line from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
  order by relname`

const functions = `select pg_get_functiondef(oid) || ';' as line from pg_proc where pronamespace = 'public'::regnamespace
  and not exists (select from pg_depend where objid = pg_proc.oid and deptype = 'e') order by proname`

async function dumpTable(client: pg.Client, table: string): Promise<string[]> {
  const oid = `'public.${table}'::regclass`
  const columns = await linesOf(
    client,
    `select '  ' || attname || ' ' || format_type(atttypid, atttypmod) || case when attnotnull then ' not null' else '' end ||
       coalesce(' default ' || pg_get_expr(adbin, adrelid), '') as line
     from pg_attribute left join pg_attrdef on adrelid = attrelid and adnum = attnum
     where attrelid = ${oid} and attnum > 0 and not attisdropped order by attnum`,
  )
  const constraints = await linesOf(
    client,
    `select '  constraint ' || conname || ' ' || pg_get_constraintdef(oid) as line from pg_constraint
     where conrelid = ${oid} and contype <> 'n' order by contype, conname`,
  )
  const rest = await linesOf(
    client,
    `select line from (
       select 1 as kind, pg_get_indexdef(indexrelid) || ';' as line from pg_index where indrelid = ${oid}
         and not exists (select from pg_constraint where conindid = indexrelid and conrelid = ${oid})
       union all
       select 2, 'row level security ' || relname || case when relrowsecurity then ' enabled' else ' off' end ||
         case when relforcerowsecurity then ', forced;' else ';' end from pg_class where oid = ${oid}
       union all
       select 3, 'policy ' || policyname || ' on ' || tablename || ' for ' || lower(cmd) || ' to ' || array_to_string(roles, ', ') ||
         ' using (' || qual || ')' || coalesce(' with check (' || with_check || ')', '') || ';' from pg_policies
         where schemaname = 'public' and tablename = '${table}'
       union all
       select 4, 'grant ' || lower(string_agg(privilege_type, ', ' order by privilege_type)) || ' on ${table} to ' || grantee || ';'
         from information_schema.role_table_grants where table_schema = 'public' and table_name = '${table}'
         and grantee like 'pikett\\_%' group by grantee
     ) as parts order by kind, line`,
  )
  return [`create table ${table} (`, [...columns, ...constraints].join(',\n'), ');', ...rest, '']
}

/** The table types as kysely-codegen makes them from a migrated database. */
export function generateTypes(url: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'pikett-types-'))
  try {
    const file = join(folder, 'schema.ts')
    const types = {
      timestamptz: 'Temporal.Instant',
      int8: 'number',
      timestamp: 'string',
      jsonb: 'unknown',
      bytea: 'Buffer',
    }
    const options = {
      dialect: 'postgres',
      url,
      'date-parser': 'string',
      'type-mapping': JSON.stringify(types),
      overrides: readFileSync(join(root, 'house/db-types.json'), 'utf8'),
      'out-file': file,
    }
    const flags = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value])
    const program = join(root, 'node_modules/kysely-codegen/dist/cli/bin.js')
    execFileSync(process.execPath, [program, '--camel-case', ...flags], { stdio: ['ignore', 'ignore', 'inherit'] })
    return readFileSync(file, 'utf8')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
