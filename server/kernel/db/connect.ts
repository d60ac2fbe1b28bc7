import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Log } from '../log.ts'
import type { DB } from './schema.generated.ts'
import './values.ts'

/** The roles of migrations/0001: none owns a table, none may bypass row-level security. */
export type DatabaseRole = 'pikett_app' | 'pikett_engine' | 'pikett_login'

export interface Pool {
  db: Kysely<DB>
  raw: pg.Pool
}

/**
 * A pool whose connections act as `role` from their first statement on. A lost connection is dropped from the pool and
 * logged; the statement that used it fails and is repeated by whoever asked.
 */
export function connectAs(url: string, role: DatabaseRole, max: number, log: Log): Pool {
  const raw = new pg.Pool({
    connectionString: url,
    max,
    options: `-c role=${role} -c timezone=UTC`,
    application_name: role,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
  })
  raw.on('error', (error) => {
    if (!raw.ending) log.warn({ error: error.message, role }, 'lost a database connection')
  })
  // A connection that dies while it is in use tells its statement, and would end the process if nobody else listened.
  raw.on('connect', (client) => void client.on('error', () => {}))
  const db = new Kysely<DB>({
    dialect: new PostgresDialect({ pool: raw }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  })
  return { db, raw }
}
