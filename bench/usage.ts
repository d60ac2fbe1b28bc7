import { readFileSync, readdirSync } from 'node:fs'

/** /proc counts CPU time in hundredths of a second on every Linux that matters. */
const tickMs = 10

interface Process {
  parent: number
  cpuMs: number
  residentBytes: number
}

const pageBytes = 4_096

/** What the processes and all that they started have used (Linux; elsewhere nothing is known and everything is 0). */
export interface Usage {
  /** Since their start, of those that have ended as well. */
  cpuMs: number
  residentBytes: number
}

export function usageOf(roots: readonly number[]): Usage {
  const processes = readAll()
  const counted = new Set(roots)
  // Parents come before their children in the order of starting, but not always in that of numbers.
  for (let before = -1; before !== counted.size;) {
    before = counted.size
    for (const [pid, { parent }] of processes) if (counted.has(parent)) counted.add(pid)
  }
  const usage = { cpuMs: 0, residentBytes: 0 }
  for (const pid of counted) {
    usage.cpuMs += processes.get(pid)?.cpuMs ?? 0
    usage.residentBytes += processes.get(pid)?.residentBytes ?? 0
  }
  return usage
}

function readAll(): Map<number, Process> {
  const processes = new Map<number, Process>()
  for (const name of readNames()) {
    try {
      const fields = readFileSync(`/proc/${name}/stat`, 'latin1').split(') ').at(-1)!.split(' ')
      const at = (field: number) => Number(fields[field - 3])
      const cpuMs = (at(14) + at(15) + at(16) + at(17)) * tickMs
      processes.set(Number(name), { parent: at(4), cpuMs, residentBytes: at(24) * pageBytes })
    } catch {
      // It ended between the two looks.
    }
  }
  return processes
}

function readNames(): string[] {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  } catch {
    return []
  }
}
