// The programs that some tests need and npm does not bring: a browser, and the monitoring systems we must work with.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { at, say } from './ground.mjs'

const unpacked = at('.pikett/tools')

/**
 * `variable` tells the tests where the program is. A program that is `unpacked` needs nothing but itself: its Debian package
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
]

function find({ variable, names }) {
  const named = process.env[variable]
  if (named) return existsSync(named) ? named : undefined
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', join(unpacked, 'usr/bin')]
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
  const toUnpack = missing.filter(({ unpacks }) => unpacks).map(({ debian }) => debian)
  if (toInstall.length > 0) installFromDebian(toInstall)
  if (toUnpack.length > 0) unpackFromDebian(toUnpack)
}

/** Returns the environment that tells the tests where their programs are, and a sentence for each one that is missing. */
export function findTools() {
  const env = {}
  const missing = []
  for (const tool of tools) {
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
export function prepareTools(variables = tools.map((tool) => tool.variable)) {
  fetchMissing(tools.filter((tool) => variables.includes(tool.variable) && find(tool) === undefined))
  return findTools()
}
