// The programs that some tests need and npm does not bring: a browser, and the monitoring systems we must work with.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { at, say } from './ground.mjs'

const unpacked = at('.pikett/tools')

const triple = { x64: 'x86_64-linux-gnu', arm64: 'aarch64-linux-gnu' }[process.arch]

/** What Debian's Patroni stands on, beyond Python itself. */
const patroniPackages = ['etcd', 'psycopg2', 'cdiff', 'click', 'colorama', 'dateutil', 'dnspython', 'pkg-resources']
  .concat(['prettytable', 'psutil', 'six', 'urllib3', 'wcwidth', 'yaml'])
  .map((name) => `python3-${name}`)

/**
 * `variable` tells the tests where the program is. What is `for` the faults is not fetched for the tests. `folders` are those
 * of the file system in which it stands, besides the usual ones; `packages` are the Debian packages that make it work. A program that is `unpacked` needs nothing but itself: its Debian package
 * is only unpacked below .pikett/, so that no service is ever installed or started on this machine.
 */
const tools = [
  {
    variable: 'PIKETT_CHROMIUM',
    names: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
    debian: 'chromium',
    needed: 'the browser tests',
  },
  {
    variable: 'PIKETT_PROMETHEUS',
    names: ['prometheus'],
    debian: 'prometheus',
    unpacks: true,
    needed: 'the test with Prometheus',
  },
  {
    variable: 'PIKETT_ALERTMANAGER',
    names: ['prometheus-alertmanager', 'alertmanager'],
    debian: 'prometheus-alertmanager',
    unpacks: true,
    needed: 'the test with Alertmanager',
  },
  {
    variable: 'PIKETT_ETCD',
    names: ['etcd'],
    debian: 'etcd-server',
    unpacks: true,
    for: 'faults',
    needed: 'the scenarios with a database cluster',
  },
  {
    variable: 'PIKETT_PATRONI',
    names: ['patroni'],
    debian: 'patroni',
    packages: ['patroni', 'libpq5', ...patroniPackages],
    unpacks: true,
    for: 'faults',
    needed: 'the scenarios with a database cluster',
  },
  {
    variable: 'PIKETT_POSTGRESQL',
    names: ['postgres'],
    folders: ['/usr/lib/postgresql/15/bin'],
    debian: 'postgresql-15',
    packages: ['postgresql-15', 'postgresql-client-15', 'libpq5', 'libldap-2.5-0', 'libsasl2-2'],
    unpacks: true,
    for: 'faults',
    needed: 'the scenarios with a database cluster',
  },
  {
    variable: 'PIKETT_LIBFAKETIME',
    names: ['libfaketime.so.1'],
    folders: [`/usr/lib/${triple}/faketime`],
    debian: 'libfaketime',
    unpacks: true,
    for: 'faults',
    needed: 'the scenario with jumping clocks',
  },
]

/** The variables of what is for the tests, or for the faults. */
export const toolsFor = (purpose) =>
  tools.filter((tool) => (tool.for ?? 'tests') === purpose).map(({ variable }) => variable)

function find({ variable, names, folders: own = [] }) {
  const named = process.env[variable]
  if (named) return existsSync(named) ? named : undefined
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', join(unpacked, 'usr/bin')].concat(
    own.flatMap((folder) => [folder, join(unpacked, folder)]),
  )
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((file) => existsSync(file))
}

const quiet = { stdio: ['ignore', 'ignore', 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
const works = (program, args, options = {}) => spawnSync(program, args, { ...quiet, ...options }).status === 0

function installFromDebian(packages) {
  return works('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages])
}

function unpackFromDebian(packages) {
  mkdirSync(unpacked, { recursive: true })
  if (!works('apt-get', ['download', '-qq', '-o', 'APT::Sandbox::User=root', ...packages], { cwd: unpacked })) return
  for (const file of readdirSync(unpacked).filter((name) => name.endsWith('.deb'))) {
    works('dpkg-deb', ['-x', join(unpacked, file), unpacked])
    rmSync(join(unpacked, file))
  }
}

/** Gets what is missing where that is possible: on Debian and its relatives, as root. */
function fetchMissing(missing) {
  if (missing.length === 0) return
  const canInstall = process.getuid?.() === 0 && works('apt-get', ['--version'])
  if (!canInstall) return
  say(`Fetching ${missing.map(({ debian }) => debian).join(', ')} for the tests ...`)
  works('apt-get', ['update', '-qq'])
  const toInstall = missing.filter(({ unpacks }) => !unpacks).map(({ debian }) => debian)
  const toUnpack = missing.filter(({ unpacks }) => unpacks).flatMap(({ debian, packages }) => packages ?? [debian])
  if (toInstall.length > 0) installFromDebian(toInstall)
  if (toUnpack.length > 0) unpackFromDebian(toUnpack)
}

/** Returns the environment that tells where these programs are, and a sentence for each one that is missing. */
export function findTools(variables = toolsFor('tests')) {
  const env = {}
  const missing = []
  for (const tool of tools.filter(({ variable }) => variables.includes(variable))) {
    const file = find(tool)
    if (file) env[tool.variable] = file
    else
      missing.push(
        `${tool.needed}: no ${tool.names[0]} found (install ${tool.debian}, or set ${tool.variable} to the program)`,
      )
  }
  return { env, missing }
}

/** Fetches what is missing, as far as that is possible, then does as `findTools`. `variables`: those that are needed. */
export function prepareTools(variables = toolsFor('tests')) {
  fetchMissing(tools.filter((tool) => variables.includes(tool.variable) && find(tool) === undefined))
  return findTools(variables)
}
