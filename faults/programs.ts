import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { findTools, toolsFor } from '../bin/tools.mjs'

/** What some scenarios need and npm does not bring. */
export type Program = 'patroni' | 'etcd' | 'postgresql' | 'libfaketime' | 'mount'

const env = { ...findTools(toolsFor('faults')).env, ...process.env }

/** Where a program is; undefined when this machine does not have it. */
export function find(program: Program): string | undefined {
  if (program === 'mount') return process.getuid?.() === 0 && process.platform === 'linux' ? '/bin/mount' : undefined
  const file = env[`PIKETT_${program.toUpperCase()}`]
  return file !== undefined && existsSync(file) ? file : undefined
}

/** Throws unless it is there; scenarios say what they need before they begin. */
export function path(program: Program): string {
  const file = find(program)
  if (file === undefined) throw new Error(`${program} is missing`)
  return file
}

/** What to do so that a scenario can run. */
export const howToGet: Record<Program, string> = {
  patroni: 'install Debian’s patroni and python3-etcd, or set PIKETT_PATRONI to the program',
  etcd: 'install Debian’s etcd-server, or set PIKETT_ETCD to the program',
  postgresql: 'install Debian’s postgresql-15, or set PIKETT_POSTGRESQL to its program "postgres"',
  libfaketime: 'install Debian’s libfaketime, or set PIKETT_LIBFAKETIME to libfaketime.so.1',
  mount: 'run as root on Linux: a small disk is mounted',
}

/** Python looks for its modules beside the program when that was unpacked and not installed. */
export function pythonPath(): string {
  return join(path('patroni'), '../../lib/python3/dist-packages')
}
