import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Account } from './account.ts'
import { StartRefused } from './refused.ts'
import { finished } from './finished.ts'

export interface Folders {
  /** The cluster: what PostgreSQL calls its data directory. */
  cluster: string
  socket: string
  secrets: string
}

/** Paths that fit everywhere: macOS allows 103 bytes for a socket's path, Linux 107. */
const SOCKET_PATH_BYTES = 103
const SOCKET_FILE = '.s.PGSQL.65535'

export function foldersIn(dataDir: string): Folders {
  return { cluster: join(dataDir, 'postgres'), socket: join(dataDir, 'run'), secrets: join(dataDir, 'secrets') }
}

/**
 * A Unix socket where its path is short enough: nobody else on the machine can reach it, no port can be taken, and a
 * statement takes a fifth less time than over TCP. Else, and on Windows, 127.0.0.1 with a free port.
 */
export function usesSocket({ socket }: Folders): boolean {
  return process.platform !== 'win32' && Buffer.byteLength(join(socket, SOCKET_FILE)) <= SOCKET_PATH_BYTES
}

/** Makes the folders: ours closed to everybody else, PostgreSQL's own given to its account. */
export function makeFolders(dataDir: string, folders: Folders): void {
  mkdirSync(dataDir, { recursive: true })
  mkdirSync(folders.secrets, { recursive: true, mode: 0o700 })
  mkdirSync(folders.socket, { recursive: true, mode: 0o700 })
  // The system user passes through to the cluster; there is nothing to list for it.
  if (process.getuid?.() === 0) chmodSync(dataDir, statSync(dataDir).mode | 0o011)
}

export function give(folder: string, { owner }: Account): void {
  if (owner) chownSync(folder, owner.uid, owner.gid)
}

/** The superuser's password: made once, readable by us only. */
export function superuserPassword({ secrets }: Folders): string {
  const file = join(secrets, 'postgres.password')
  if (!existsSync(file)) writeFileSync(file, `${randomBytes(24).toString('hex')}\n`, { mode: 0o600 })
  return readFileSync(file, 'utf8').trim()
}

/** Throws `StartRefused` when the cluster was made by another major version: its files mean something else then. */
export function refuseOtherVersion({ cluster }: Folders, major: number): void {
  const file = join(cluster, 'PG_VERSION')
  if (!existsSync(file)) return
  const found = Number(readFileSync(file, 'utf8').trim())
  if (found === major) return
  throw new StartRefused(
    `The database in ${cluster} was made by PostgreSQL ${found}, this Pikett brings PostgreSQL ${major}. Start the release ` +
      `that made it, save the data there (pg_dumpall), and load it into an empty data directory of this one.`,
  )
}

/** What earlier starts that were killed left of clusters that they were making. */
function removeDrafts({ cluster }: Folders): void {
  for (const name of readdirSync(dirname(cluster))) {
    if (name.startsWith(`${basename(cluster)}.new`)) removeAbandoned(join(dirname(cluster), name))
  }
}

/** What is being filled at this moment cannot be removed whole; the next start finds it again. */
function removeAbandoned(draft: string): void {
  try {
    rmSync(draft, { recursive: true, force: true })
  } catch (error) {
    if (!['ENOTEMPTY', 'EEXIST', 'ENOENT'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
  }
}

/** Makes the cluster unless it is there. Texts are UTF-8 and sort by code point, the same on every machine and release. */
export async function makeCluster(initdb: string, folders: Folders, account: Account, durable: boolean): Promise<void> {
  removeDrafts(folders)
  if (existsSync(join(folders.cluster, 'PG_VERSION'))) return
  // It gets its name when it is complete, so that a half one is never taken for one. Until then each has a name of its own:
  // the program of a killed start may still be filling the one before.
  const draft = mkdtempSync(`${folders.cluster}.new-`)
  give(draft, account)
  const passwordFile = join(folders.socket, 'password')
  writeFileSync(passwordFile, superuserPassword(folders), { mode: 0o600 })
  give(passwordFile, account)
  const locale = ['--no-locale', '--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  const login = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`]
  const args = [`--pgdata=${draft}`, ...locale, ...login, '--no-instructions', ...(durable ? [] : ['--no-sync'])]
  const { code, output } = await finished(account.start(initdb, args, { endsWithUs: true }))
  rmSync(passwordFile)
  if (code !== 0) throw new StartRefused(`The database could not be created in ${folders.cluster}:\n${output.trim()}`)
  renameSync(draft, folders.cluster)
}

const quoted = (value: string | number) => `'${String(value).replaceAll("'", "''")}'`

const settings = {
  max_connections: 100,
  shared_buffers: '128MB',
  // 2xx is promised after the commit, so a commit is on the disk.
  synchronous_commit: 'on',
  max_wal_size: '1GB',
  // Our statements are short: compiling them costs more than it saves, and so do parallel workers.
  jit: 'off',
  max_parallel_workers_per_gather: 0,
  // A storm fills a table within seconds; plans made from what was there before it would read all of it again and again.
  autovacuum_naptime: '5s',
  // A transaction of ours lasts milliseconds; one that hangs must not hold its locks for ever.
  idle_in_transaction_session_timeout: '1min',
  password_encryption: 'scram-sha-256',
  unix_socket_permissions: '0700',
  timezone: 'UTC',
  // A file per day of the week, overwritten a week later: a week of logs, and never more.
  logging_collector: 'on',
  log_directory: 'log',
  log_filename: 'postgres-%a.log',
  log_rotation_age: '1d',
  log_rotation_size: 0,
  log_truncate_on_rotation: 'on',
  log_checkpoints: 'off',
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] %a ',
  // Statements carry names and addresses of people: they do not belong into a log.
  log_min_error_statement: 'panic',
  log_parameter_max_length: 0,
  log_parameter_max_length_on_error: 0,
}

/** Writes the settings afresh at each start. What an administrator adds in custom.conf wins over ours. */
export function writeSettings(folders: Folders, own: Record<string, string | number>): void {
  const file = join(folders.cluster, 'postgresql.conf')
  const lines = Object.entries({ ...settings, ...own }).map(([name, value]) => `${name} = ${quoted(value)}`)
  const head = '# Written by Pikett at each start. Put settings of your own into custom.conf beside this file.'
  // Replaced as a whole: the folder belongs to the database's account, so an existing name may lead elsewhere.
  const draft = `${file}.${randomBytes(6).toString('hex')}`
  writeFileSync(draft, `${[head, ...lines, "include_if_exists 'custom.conf'"].join('\n')}\n`, {
    flag: 'wx',
    mode: 0o644,
  })
  renameSync(draft, file)
}
