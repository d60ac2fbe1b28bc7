import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely'
import type { PostgresPoolClient } from 'kysely'
import pg from 'pg'
import type { connectAs, DatabaseRole, Pool } from '../../server/kernel/db/connect.ts'
import type { DB } from '../../server/kernel/db/schema.generated.ts'
import { realPause, turn } from './time.ts'
import type { Life } from './time.ts'

/** A statement that waits for its turn. */
export interface Parked {
  owner: Life
  sql: string
  /** Sends it. `lost`: its answer does not come back, and with it the connection is gone. */
  go(lost?: boolean): void
}

/** A real connection. A crash of who uses it rolls its transaction back, as the server does when a connection ends. */
interface Line {
  client: pg.Client
  pid: number
  inTransaction: boolean
}

/** A statement at the server. */
interface Running {
  line: Line
  ended: Promise<void>
  isAnswered: boolean
}

/** Stands between the nodes and the database: each statement waits until it is let through. */
export interface Gate {
  parked: Parked[]
  /** Statements that wait for a lock of another transaction. */
  blocked(): number
  /** Nobody is held up any more. */
  open: boolean
  connectionsOf(owner: Life): typeof connectAs
  /** Until everything that was let through has its answer, or waits for a lock, and nothing moves any more. */
  quiet(): Promise<void>
  /** Whoever waits for a lock waits for each other: until the database has ended one of them. */
  untilUnblocked(): Promise<void>
  /** The process of this life has ended: its connections end with it. */
  crash(owner: Life): Promise<void>
  /** Something moved that is none of our statements. */
  moved(): void
  /** Called with each statement when it is sent. */
  onSent(listener: (owner: Life, sql: string, parameters: readonly unknown[]) => void): void
  close(): Promise<void>
}

/** A statement that has no answer by then is asked for what it waits: real milliseconds, which decide nothing. */
const probeMs = 8

const connectionLost = () => Object.assign(new Error('Connection terminated unexpectedly'), { code: 'ECONNRESET' })

/** Turns of the event loop in which nothing happens: then nothing will by itself. */
const stillTurns = 4

export async function createGate(databaseUrl: string): Promise<Gate> {
  const admin = await connect(databaseUrl)
  const idle = new Map<DatabaseRole, Line[]>()
  const all = new Set<Line>()
  const leases = new Map<Line, { owner: Life; role: DatabaseRole }>()
  let running: Running[] = []
  let blocked: Running[] = []
  let activity = 0
  let connecting = 0
  let onSent: (owner: Life, sql: string, parameters: readonly unknown[]) => void = () => {}

  const waits = async ({ line }: Running) => {
    const { rows } = await admin.query<{ by: number[] }>('select pg_blocking_pids($1) as by', [line.pid])
    return rows[0]!.by
  }
  /** Until its answer, or until it is seen to wait for somebody. */
  const follow = async (one: Running): Promise<'answered' | 'waits'> => {
    for (;;) {
      await Promise.race([one.ended, realPause(probeMs)])
      if (one.isAnswered) return 'answered'
      if ((await waits(one)).length > 0) return 'waits'
    }
  }
  const takeLine = async (role: DatabaseRole): Promise<Line> => {
    const known = idle.get(role)?.pop()
    if (known) return known
    connecting += 1
    const client = await connect(databaseUrl, role)
    connecting -= 1
    activity += 1
    const line = { client, pid: (client as unknown as { processID: number }).processID, inTransaction: false }
    all.add(line)
    return line
  }
  const giveBack = (line: Line, role: DatabaseRole) => {
    leases.delete(line)
    if (all.has(line)) idle.set(role, [...(idle.get(role) ?? []), line])
  }
  const letGo = async (line: Line) => {
    const role = leases.get(line)!.role
    if (line.inTransaction) await line.client.query('rollback')
    line.inTransaction = false
    giveBack(line, role)
  }
  const send = (owner: Life, line: Line, sql: string, parameters: readonly unknown[]) => {
    activity += 1
    onSent(owner, sql, parameters)
    if (sql === 'begin') line.inTransaction = true
    const answer = line.client.query<Record<string, unknown>>(sql, [...parameters])
    const one: Running = { line, isAnswered: false, ended: Promise.resolve() }
    one.ended = answer.then(
      () => void (one.isAnswered = true),
      () => void (one.isAnswered = true),
    )
    if (sql === 'commit' || sql === 'rollback') line.inTransaction = false
    running.push(one)
    return answer
  }
  const gate: Gate = {
    parked: [],
    open: false,
    blocked: () => blocked.length,
    moved: () => void (activity += 1),
    onSent: (listener) => void (onSent = listener),
    connectionsOf: (owner) => (_, role) => poolOf(role, { take: () => lease(owner, role) }),
    async quiet() {
      for (let still = 0; still < stillTurns;) {
        const before = activity
        if (running.length > 0) {
          const [one] = running
          const end = await follow(one!)
          running = running.filter((other) => other !== one)
          if (end === 'waits') blocked.push(one!)
          else {
            // What it held may be free now: who waited is looked at anew.
            running.push(...blocked)
            blocked = []
          }
          await turn()
          activity += 1
        } else await turn()
        still = activity === before && running.length === 0 && connecting === 0 ? still + 1 : 0
      }
      if (blocked.length > 1 && (await isRing())) await gate.untilUnblocked()
    },
    async untilUnblocked() {
      await Promise.race(blocked.map((one) => one.ended))
      running.push(...blocked)
      blocked = []
      await gate.quiet()
    },
    async crash(owner) {
      gate.parked = gate.parked.filter((one) => one.owner !== owner)
      for (const [line, lease] of leases) {
        if (lease.owner !== owner) continue
        const hangs = blocked.find((one) => one.line === line)
        if (hangs) {
          await admin.query('select pg_terminate_backend($1)', [line.pid])
          await hangs.ended
          blocked = blocked.filter((one) => one !== hangs)
          all.delete(line)
          leases.delete(line)
        } else await letGo(line)
      }
      running.push(...blocked)
      blocked = []
    },
    async close() {
      await Promise.all([...all].map((line) => line.client.end().catch(() => {})))
      await admin.end()
    },
  }
  /** Whether those who wait wait for each other: the database will end one of them. */
  const isRing = async () => {
    const pids = new Set(blocked.map((one) => one.line.pid))
    const by = await Promise.all(blocked.map(waits))
    return by.filter((ones) => ones.some((pid) => pids.has(pid))).length > 1
  }
  const lease = async (owner: Life, role: DatabaseRole): Promise<PostgresPoolClient> => {
    const line = await takeLine(role)
    leases.set(line, { owner, role })
    let isLost = false
    const ask = (sql: string, parameters: readonly unknown[]) =>
      new Promise<object>((resolve, reject) => {
        if (!owner.alive) return
        if (isLost) return reject(connectionLost())
        const go = (lost = false) => {
          const answer = send(owner, line, sql, parameters)
          answer.then(
            (result) => {
              isLost = lost
              if (!owner.alive) return
              if (lost) reject(connectionLost())
              else resolve(result)
            },
            (error: Error) => owner.alive && reject(error),
          )
        }
        if (gate.open) return go()
        activity += 1
        gate.parked.push({ owner, sql, go })
      })
    return {
      query: ask as PostgresPoolClient['query'],
      release() {
        if (leases.get(line)?.owner === owner) giveBack(line, role)
      },
    }
  }
  return gate
}

function poolOf(role: DatabaseRole, { take }: { take: () => Promise<PostgresPoolClient> }): Pool {
  const pool = { connect: take, end: async () => {} }
  const db = new Kysely<DB>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  })
  // Never connects: nobody reads it but for its numbers.
  return { db, raw: new pg.Pool({ application_name: role }) }
}

async function connect(url: string, role?: DatabaseRole): Promise<pg.Client> {
  const options = role && `-c role=${role} -c timezone=UTC -c deadlock_timeout=30ms`
  const client = new pg.Client({ connectionString: url, ...(options && { options }) })
  client.on('error', () => {})
  await client.connect()
  return client
}
