import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Log } from '../log.ts'
import type { Folders } from './cluster.ts'
import { isAlive, processesIn, signal, until } from './processes.ts'
import { StartRefused } from './refused.ts'

/** A fast shutdown writes a checkpoint: what is in memory must reach the disk. */
const FAST_SHUTDOWN_MS = 60_000
const IMMEDIATE_SHUTDOWN_MS = 10_000

/** The number that PostgreSQL left in its lock file, alive or not. */
function postmasterOf(cluster: string): number | undefined {
  const file = join(cluster, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0])
  return Number.isInteger(pid) && pid > 1 ? pid : undefined
}

/**
 * Every living process of a server on this cluster. Where processes can be looked at, only those that work in the cluster
 * count: a number may belong to somebody else by now. Elsewhere the number in the lock file is believed.
 */
function serverProcesses(cluster: string): number[] {
  const seen = processesIn(cluster).filter((pid) => pid !== process.pid)
  if (seen.length > 0 || existsSync('/proc/self/cwd')) return seen
  const pid = postmasterOf(cluster)
  return pid !== undefined && isAlive(pid) ? [pid] : []
}

/**
 * Ends a server that a killed Pikett left behind, so that there are never two on one cluster. Call it only while holding the
 * data directory. Returns whether there was one.
 */
export async function endOrphan({ cluster, socket }: Folders, log: Pick<Log, 'warn'>): Promise<boolean> {
  const left = () => serverProcesses(cluster)
  const none = () => left().length === 0
  const found = left()
  if (found.length > 0) {
    log.warn({ pids: found }, 'a database server of an earlier run is still there: ending it')
    const postmaster = postmasterOf(cluster)
    // Without its postmaster a server's other processes end by themselves.
    if (postmaster !== undefined && found.includes(postmaster)) signal(postmaster, 'SIGINT')
    if (!(await until(none, FAST_SHUTDOWN_MS))) for (const pid of left()) signal(pid, 'SIGQUIT')
    if (!(await until(none, IMMEDIATE_SHUTDOWN_MS))) for (const pid of left()) signal(pid, 'SIGKILL')
    if (!(await until(none, IMMEDIATE_SHUTDOWN_MS))) {
      throw new StartRefused(`A database server (process ${left().join(', ')}) still uses ${cluster} and does not end.`)
    }
  }
  // Nobody works here: a lock file that is left could only name a process that has nothing to do with us, or one that has
  // ended and was not collected by its parent yet; PostgreSQL would take either for a living server.
  for (const file of [join(cluster, 'postmaster.pid'), ...socketFiles(socket)]) rmSync(file, { force: true })
  return found.length > 0
}

function socketFiles(socket: string): string[] {
  if (!existsSync(socket)) return []
  const names = readdirSync(socket).filter((name) => name.startsWith('.s.PGSQL.'))
  return names.map((name) => join(socket, name))
}
