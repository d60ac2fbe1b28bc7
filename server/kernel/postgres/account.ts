import { execFile, spawn } from 'node:child_process'
import type { ChildProcess, SpawnOptions, StdioOptions } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { StartRefused } from './refused.ts'

const execute = promisify(execFile)

/** The system user that PostgreSQL runs as when we are root: it refuses to run as root. */
const SYSTEM_USER = 'pikett-postgres'

/** How to run PostgreSQL's programs: as ourselves, or as the system user, who may need leave to pass closed folders. */
export interface Account {
  /** Who owns the cluster's files, when that is not ourselves. */
  owner?: { uid: number; gid: number }
  /** Starts a program. `endsWithUs`: it is asked to stop when we are gone, however we went (Linux). */
  start(program: string, args: string[], options?: { endsWithUs?: boolean; stdio?: StdioOptions }): ChildProcess
}

/** Nothing of our own environment: it may hold secrets, and PG* variables would change what the programs do. */
const environment = { PATH: '/usr/local/bin:/usr/bin:/bin', TZ: 'UTC', LC_ALL: 'C' }

const piped: StdioOptions = ['ignore', 'pipe', 'pipe']

function accountWith(setpriv: string | undefined, flags: string[], owner?: { uid: number; gid: number }): Account {
  return {
    ...(owner && { owner }),
    start(program, args, { endsWithUs = false, stdio = piped } = {}) {
      const wishes = [...flags, ...(endsWithUs ? ['--pdeathsig', 'INT'] : [])]
      const [file, list]: [string, string[]] =
        setpriv && wishes.length > 0 ? [setpriv, [...wishes, '--', program, ...args]] : [program, args]
      // A session of its own: Ctrl-C in the terminal must reach us alone, the database stops after our last write.
      const how: SpawnOptions = { cwd: '/', env: environment, stdio, detached: true, ...(flags.length === 0 && owner) }
      return spawn(file, list, how)
    },
  }
}

async function findSetpriv(): Promise<string | undefined> {
  for (const file of ['/usr/bin/setpriv', '/bin/setpriv']) {
    const { stdout } = await execute(file, ['--help']).catch(() => ({ stdout: '' }))
    // A smaller setpriv (busybox) knows less and is no help.
    if (stdout.includes('--pdeathsig')) return file
  }
  return undefined
}

async function idsOf(user: string): Promise<{ uid: number; gid: number } | undefined> {
  try {
    const [uid, gid] = await Promise.all([execute('id', ['-u', user]), execute('id', ['-g', user])])
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
  } catch {
    return undefined
  }
}

/** Finds or creates the system user. Several processes may do so at once: the user list is locked for a moment then. */
async function systemUser(): Promise<{ uid: number; gid: number }> {
  const noLogin = ['--home-dir', '/nonexistent', '--shell', '/usr/sbin/nologin']
  let reason = ''
  for (let attempt = 0; attempt < 10; attempt += 1) {
    const ids = await idsOf(SYSTEM_USER)
    if (ids) return ids
    await execute('useradd', ['--system', '--user-group', '--no-create-home', ...noLogin, SYSTEM_USER], {
      env: { PATH: '/usr/sbin:/sbin:/usr/bin:/bin' },
    }).catch((error: Error) => (reason = error.message))
    if (attempt > 0) await pause(200)
  }
  throw new StartRefused(
    `PostgreSQL refuses to run as root, and its system user "${SYSTEM_USER}" could not be created (${reason.trim()}). ` +
      `Create it (useradd --system ${SYSTEM_USER}), run Pikett as a normal user, or set PIKETT_DATABASE_URL.`,
  )
}

/** Leave to pass folders that are closed to the user, and to read there; never to write. */
const PASS_CLOSED_FOLDERS = [
  '--inh-caps=+dac_read_search',
  '--ambient-caps=+dac_read_search',
  // Without this the system call access(), which PostgreSQL asks about its own programs, ignores that leave.
  '--securebits=+no_setuid_fixup',
]

async function reaches(account: Account, program: string, folder: string): Promise<boolean> {
  const child = account.start('/bin/sh', ['-c', 'cd "$1" && exec "$2" --version', 'sh', folder, program], {
    stdio: 'ignore',
  })
  return new Promise((resolve) => {
    child.on('error', () => resolve(false))
    child.on('exit', (code) => resolve(code === 0))
  })
}

/**
 * The account that can run `program` on files in `folder`. As root that is the system user; where the checkout or the data
 * directory lies in a folder that it may not enter (/root, say), it gets leave to pass. Throws `StartRefused` if none can.
 */
export async function accountFor(program: string, folder: string): Promise<Account> {
  const setpriv = await findSetpriv()
  if (process.getuid?.() !== 0) return accountWith(setpriv, [])
  const owner = await systemUser()
  const plain = accountWith(setpriv, [], owner)
  if (await reaches(plain, program, folder)) return plain
  if (setpriv) {
    const identity = [`--reuid=${owner.uid}`, `--regid=${owner.gid}`, '--clear-groups']
    const passing = accountWith(setpriv, [...identity, ...PASS_CLOSED_FOLDERS], owner)
    if (await reaches(passing, program, folder)) return passing
  }
  throw new StartRefused(
    `The database runs as the system user "${SYSTEM_USER}", who cannot reach ${folder} or ${program}. ` +
      `Open the folders above them (chmod o+x), choose another place with PIKETT_DATA_DIR, or run Pikett as a normal user.`,
  )
}
