import { existsSync, readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'

/** Only Linux tells about processes in files; elsewhere a process is known by its number alone. */
const hasProc = existsSync('/proc/self/stat')

/** Whether a process runs. One that has ended but that its parent did not collect yet does not. */
export function isAlive(pid: number): boolean {
  if (hasProc) return ![undefined, 'Z', 'X'].includes(stat(pid)?.[0])
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** What Linux says about a process, from its state on: the name before it may itself hold blanks and brackets. */
function stat(pid: number): string[] | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').at(-1)?.split(' ')
  } catch {
    return undefined
  }
}

/** When a process began, in clock ticks since the machine started; empty where that is not told. */
export function beganAt(pid: number): string {
  return (hasProc && stat(pid)?.[19]) || ''
}

/** Where process numbers mean the same: this start of this machine, and in a container its own process table. */
export function processTable(): string {
  if (!hasProc) return ''
  return `${readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim()} ${readlinkSync('/proc/self/ns/pid')}`
}

/** The processes that work in `folder`: every process of a PostgreSQL server stays in its cluster's folder all its life. */
export function processesIn(folder: string): number[] {
  if (!hasProc || !existsSync(folder)) return []
  const real = realpathSync(folder)
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => workingFolder(pid) === real)
}

function workingFolder(pid: number): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return ''
  }
}

/** Sends a signal to a process that may be gone already. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** Asks every 20 ms; returns false when `withinMs` passed without a yes. */
export async function until(isSo: () => boolean, withinMs: number): Promise<boolean> {
  const endMs = performance.now() + withinMs
  while (!isSo()) {
    if (performance.now() > endMs) return false
    await pause(20)
  }
  return true
}
