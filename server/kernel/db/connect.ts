import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Log } from '../log.ts'
import { preparing } from './prepared.ts'
import type { DB } from './schema.generated.ts'
import { clientOf, serverUrls } from './servers.ts'
import { watchSilence } from './silence.ts'
import './values.ts'

/** The roles of migrations/0001: none owns a table, none may bypass row-level security. */
export type DatabaseRole = 'pikett_app' | 'pikett_engine' | 'pikett_login'

export interface Pool {
  db: Kysely<DB>
  raw: pg.Pool
}

/**
 * How the server finds out that one of our sessions has nobody at its other end. A node that vanishes without a word (its
 * network is cut, its machine loses power) must let go of what it had locked within half a minute: an unread keep-alive,
 * or an answer that is not confirmed, ends the session.
 */
export const lineSettings = {
  tcp_keepalives_idle: 10,
  tcp_keepalives_interval: 5,
  tcp_keepalives_count: 3,
  tcp_user_timeout: 20_000,
  client_connection_check_interval: '5s',
}

/** What the server holds each session of a pool to; a transaction in which nothing happens ends the session as well. */
const sessionSettings = {
  timezone: 'UTC',
  // What takes longer is ended by the server and repeated by whoever asked: shorter than silence.ts, which takes the whole
  // connection. Migrations have sessions of their own and may take their time.
  statement_timeout: '15s',
  // Shorter than a transaction of intake may take (server/intake/limits.ts, commitMs): when that counts as lost, its COMMIT
  // can no longer arrive, so that what a sender says next cannot be overtaken by it.
  idle_in_transaction_session_timeout: '20s',
  ...lineSettings,
}

/** The settings of a session as its connection hands them over. */
export function optionsOf(settings: Record<string, string | number>): string {
  return Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(' ')
}

/**
 * A pool whose connections act as `role` from their first statement on. A lost connection is dropped from the pool and
 * logged; the statement that used it fails and is repeated by whoever asked. One on which nothing is heard any more counts
 * as lost. Of several servers it is always the one that takes writes.
 */
export function openPool(
  url: string,
  role: DatabaseRole,
  log: Log,
  { silentMs, ...own }: pg.PoolConfig & { silentMs?: number },
): pg.Pool {
  const raw = new pg.Pool({
    connectionString: serverUrls(url)[0],
    Client: clientOf(url),
    options: optionsOf({ role, ...sessionSettings }),
    application_name: role,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    ...own,
  })
  raw.on('error', (error) => {
    if (!raw.ending) log.warn({ error: error.message, role }, 'lost a database connection')
  })
  // A connection that dies while it is in use tells its statement, and would end the process if nobody else listened.
  raw.on('connect', (client) => void client.on('error', () => {}))
  watchSilence(raw, log, silentMs)
  return raw
}

export function connectAs(url: string, role: DatabaseRole, max: number, log: Log): Pool {
  const raw = openPool(url, role, log, { max })
  const db = new Kysely<DB>({
    dialect: new PostgresDialect({ pool: preparing(raw) }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  })
  return { db, raw }
}
