import type { Duplex } from 'node:stream'
import pg from 'pg'
import type { DatabaseRole } from '../../server/kernel/db/connect.ts'

/** A real connection. A crash of who uses it rolls its transaction back, as the server does when a connection ends. */
export interface Line {
  client: pg.Client
  pid: number
  role: DatabaseRole
  inTransaction: boolean
  /** Statements without an answer so far. */
  unanswered: number
}

export interface Lines {
  take(role: DatabaseRole): Promise<Line>
  giveBack(line: Line): void
  /** It has ended. */
  forget(line: Line): void
  /** Whether anybody but this one can hold a lock. */
  mayBeHeldUp(line: Line): boolean
  /** Who holds what this one waits for. */
  blockers(line: Line): Promise<number[]>
  /** Ends it, as the server does when its client is gone. */
  terminate(line: Line): Promise<void>
  close(): Promise<void>
}

/** Connections outlive the lives that use them: making one costs more than a history's share of statements. */
export async function createLines(databaseUrl: string): Promise<Lines> {
  const admin = await connect(databaseUrl)
  const idle = new Map<DatabaseRole, Line[]>()
  const all = new Set<Line>()
  return {
    async take(role) {
      const known = idle.get(role)?.pop()
      if (known) return known
      const client = await connect(databaseUrl, role)
      const pid = (client as unknown as { processID: number }).processID
      const line = { client, pid, role, inTransaction: false, unanswered: 0 }
      all.add(line)
      return line
    },
    giveBack(line) {
      if (all.has(line)) idle.set(line.role, [...(idle.get(line.role) ?? []), line])
    },
    forget: (line) => void all.delete(line),
    mayBeHeldUp(line) {
      for (const other of all) if (other !== line && (other.inTransaction || other.unanswered > 0)) return true
      return false
    },
    async blockers({ pid }) {
      const { rows } = await admin.query<{ by: number[] }>('select pg_blocking_pids($1) as by', [pid])
      return rows[0]!.by
    },
    terminate: async ({ pid }) => void (await admin.query('select pg_terminate_backend($1)', [pid])),
    async close() {
      await Promise.all([...all].map((line) => line.client.end().catch(() => {})))
      await admin.end()
    },
  }
}

/** Tables are tiny and plans are kept: no plan is worth being made twice. Real time decides nothing. */
const session =
  '-c timezone=UTC -c deadlock_timeout=30ms -c plan_cache_mode=force_generic_plan -c idle_in_transaction_session_timeout=0'

async function connect(url: string, role?: DatabaseRole): Promise<pg.Client> {
  const options = role && `-c role=${role} ${session}`
  const client = new pg.Client({ connectionString: url, pipeline: true, ...(options && { options }) })
  client.on('error', () => {})
  await client.connect()
  return client
}

const nameBySql = new Map<string, string>()

export interface Statement {
  sql: string
  parameters: readonly unknown[]
}

/**
 * Sends a statement that the server has prepared since it came for the first time on this connection; before it, in the same
 * write, how its transaction opens.
 */
export function send(
  line: Line,
  opening: readonly Statement[],
  { sql, parameters }: Statement,
): Promise<pg.QueryResult> {
  const { client } = line
  const { stream } = (client as unknown as { connection: { stream: Duplex } }).connection
  const name = nameBySql.get(sql) ?? `s${nameBySql.size}`
  nameBySql.set(sql, name)
  stream.cork()
  // What fails here fails the statement itself too.
  if (opening.length > 0) client.query(opening.map(inFull).join(';')).catch(() => {})
  const answer = client.query<Record<string, unknown>>({ name, text: sql, values: [...parameters] })
  stream.uncork()
  return answer
}

/** With its parameters as literals. */
const inFull = ({ sql, parameters }: Statement) =>
  sql.replace(/\$(\d+)/g, (_, index: string) => pg.escapeLiteral(String(parameters[Number(index) - 1])))
