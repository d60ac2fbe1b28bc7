import { readFileSync } from 'node:fs'
import { processesIn } from '../server/kernel/postgres/processes.ts'
import type { Sighting } from './history.ts'
import { nowMs } from './moment.ts'

const everyMs = 50

/** A process on the cluster, as the process table shows it. */
interface Seen {
  pid: number
  parent: number
  isServer: boolean
}

/**
 * Looks again and again who works on the database's directory (Linux). Seen twice in a row counts: between two looks at the
 * process table a process may have ended.
 */
export function watchServers(cluster: string, sightings: Sighting[]): { end(): void } {
  let before: string | undefined
  const timer = setInterval(() => {
    const { servers, strangers } = judge(processesIn(cluster).flatMap((pid) => look(pid)))
    const isWrong = servers.length > 1 || (servers.length === 1 && strangers.length > 0)
    const seen = isWrong ? `${servers.join(' ')} / ${strangers.join(' ')}` : undefined
    if (seen !== undefined && seen === before) sightings.push({ at: nowMs(), servers, strangers })
    before = seen
  }, everyMs)
  return { end: () => clearInterval(timer) }
}

function look(pid: number): Seen[] {
  try {
    const [state, parent] = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').at(-1)!.split(' ')
    const words = readFileSync(`/proc/${pid}/cmdline`, 'latin1').split('\0')
    return state === 'Z' || state === 'X' ? [] : [{ pid, parent: Number(parent), isServer: words.includes('-D') }]
  } catch {
    return []
  }
}

/** A server is a process with the server's command line whose parent is none; strangers are nobody's children. */
function judge(seen: Seen[]): { servers: number[]; strangers: number[] } {
  const pids = new Set(seen.map(({ pid }) => pid))
  const roots = seen.filter(({ parent }) => !pids.has(parent))
  return {
    servers: roots.filter((one) => one.isServer).map(({ pid }) => pid),
    strangers: roots.filter((one) => !one.isServer).map(({ pid }) => pid),
  }
}
