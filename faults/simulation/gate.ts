import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely'
import type { PostgresPoolClient } from 'kysely'
import pg from 'pg'
import type { connectAs, DatabaseRole, Pool } from '../../server/kernel/db/connect.ts'
import type { DB } from '../../server/kernel/db/schema.generated.ts'
import { createLines, send as sendOn } from './lines.ts'
import type { Line, Statement } from './lines.ts'
import { realPause, turn } from './time.ts'
import type { Life } from './time.ts'

/** A statement that waits for its turn. */
export interface Parked {
  owner: Life
  sql: string
  parameters: readonly unknown[]
  /** The scheduler does not let it through before this step. */
  heldUntilStep?: number
  /** Sends it. `lost`: its answer does not come back, and with it the connection is gone. */
  go(lost?: boolean): void
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
const firstProbeMs = 8

const connectionLost = () => Object.assign(new Error('Connection terminated unexpectedly'), { code: 'ECONNRESET' })

/** Turns of the event loop in which nothing happens: then nothing will by itself. */
const stillTurns = 4

/** A transaction in which nothing happens for so long is ended by the server (server/kernel/db/connect.ts). */
const idleInTransactionMs = 20_000

export async function createGate(databaseUrl: string, nowMs: () => number): Promise<Gate> {
  const lines = await createLines(databaseUrl)
  const leases = new Map<Line, Life>()
  let running: Running[] = []
  let blocked: Running[] = []
  let activity = 0
  let connecting = 0
  let onSent: (owner: Life, sql: string, parameters: readonly unknown[]) => void = () => {}

  /** Until its answer, or until it is seen to wait for somebody. */
  const follow = async (one: Running): Promise<'answered' | 'waits'> => {
    if (!lines.mayBeHeldUp(one.line)) await one.ended
    for (let probeMs = firstProbeMs; !one.isAnswered; probeMs *= 2) {
      await Promise.race([one.ended, realPause(probeMs)])
      if (!one.isAnswered && (await lines.blockers(one.line)).length > 0) return 'waits'
    }
    return 'answered'
  }
  const giveBack = (line: Line) => {
    leases.delete(line)
    lines.giveBack(line)
  }
  const endTransaction = async (line: Line) => {
    line.inTransaction = false
    connecting += 1
    await line.client.query('rollback')
    connecting -= 1
    activity += 1
  }
  const letGo = async (line: Line) => {
    if (line.inTransaction) await endTransaction(line)
    giveBack(line)
  }
  const send = (owner: Life, line: Line, opening: readonly Statement[], { sql, parameters }: Statement) => {
    activity += 1
    onSent(owner, sql, parameters)
    if (opening.length > 0) line.inTransaction = true
    line.unanswered += 1
    const answer = sendOn(line, opening, { sql, parameters })
    const one: Running = { line, isAnswered: false, ended: Promise.resolve() }
    const ended = () => {
      one.isAnswered = true
      line.unanswered -= 1
    }
    one.ended = answer.then(ended, ended)
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
          else if (blocked.length > 0) {
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
      for (const [line, of] of leases) {
        if (of !== owner) continue
        const hangs = blocked.find((one) => one.line === line)
        if (hangs) {
          await lines.terminate(line)
          await hangs.ended
          blocked = blocked.filter((one) => one !== hangs)
          lines.forget(line)
          leases.delete(line)
        } else await letGo(line)
      }
      running.push(...blocked)
      blocked = []
    },
    close: () => lines.close(),
  }
  /** Whether somebody waits for itself by way of others: the database will end one of them. A queue behind one lock is no ring. */
  const isRing = async () => {
    const entries = blocked.map(async ({ line }) => [line.pid, await lines.blockers(line)] as const)
    const byPid = new Map(await Promise.all(entries))
    return [...byPid.keys()].some((pid) => waitsFor(byPid, pid, pid, new Set()))
  }
  const lease = async (owner: Life, role: DatabaseRole): Promise<PostgresPoolClient> => {
    connecting += 1
    const line = await lines.take(role)
    connecting -= 1
    activity += 1
    leases.set(line, owner)
    let isLost = false
    let opening: Statement[] = []
    const sendNow = (statement: Statement) => {
      const before = opening
      opening = []
      return send(owner, line, before, statement)
    }
    const ask = (sql: string, parameters: readonly unknown[]) =>
      new Promise<object>((resolve, reject) => {
        if (!owner.alive) return
        if (isLost) return reject(connectionLost())
        if (opens(sql)) {
          opening.push({ sql, parameters })
          return resolve(nothing)
        }
        if (opening.length > 0 && (sql === 'commit' || sql === 'rollback')) {
          opening = []
          return resolve(nothing)
        }
        const parkedAtMs = nowMs()
        const go = (lost = false) => {
          if (line.inTransaction && nowMs() - parkedAtMs >= idleInTransactionMs) {
            isLost = true
            activity += 1
            return void endTransaction(line).then(() => owner.alive && reject(connectionLost()))
          }
          sendNow({ sql, parameters }).then(
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
        gate.parked.push({ owner, sql, parameters, go })
      })
    return {
      query: ask as PostgresPoolClient['query'],
      release() {
        if (leases.get(line) === owner) giveBack(line)
      },
    }
  }
  return gate
}

/** Whether `from` waits for `goal`, directly or by way of others. */
function waitsFor(
  byPid: ReadonlyMap<number, readonly number[]>,
  from: number,
  goal: number,
  seen: Set<number>,
): boolean {
  seen.add(from)
  return (byPid.get(from) ?? []).some((pid) => pid === goal || (!seen.has(pid) && waitsFor(byPid, pid, goal, seen)))
}

const nothing = { command: 'SELECT', rowCount: 0, rows: [] }

/**
 * How each transaction opens says nothing to others and takes nothing from them: it goes out with the first statement that
 * does, so that the scheduler has nothing to decide about it.
 */
const opens = (sql: string) => sql.startsWith('begin')

function poolOf(role: DatabaseRole, { take }: { take: () => Promise<PostgresPoolClient> }): Pool {
  const pool = { connect: take, end: async () => {} }
  const db = new Kysely<DB>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  })
  // Never connects: nobody reads it but for its numbers.
  return { db, raw: new pg.Pool({ application_name: role }) }
}
